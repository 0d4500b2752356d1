"""Packages are loaded or refused, with one message that says where and what to do."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from diff.packages import rules_of, write
from maintain.rule_examples import package_with
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.loading import LoadOptions, load_package
from newsrows.diff.schemas.compare import check_keys
from newsrows.diff.schemas.verdict import Criteria, judge
from newsrows.records import PackageError

SCHEMA = {"fields": [{"name": "id", "type": "string"}]}


def package(**resource: Any) -> dict[str, Any]:
    return {"name": "p", "version": "1.0.0", "resources": [{"name": "t", "path": "t.csv", **resource}]}


def refuse(source: Path | str, match: str, reading: LoadOptions | None = None) -> None:
    with pytest.raises(PackageError, match=match):
        check_keys(load_package(str(source), reading))


def test_a_file_a_folder_and_a_zip_hold_the_same_package(tmp_path: Path) -> None:
    file = write(tmp_path / "p", package(schema="schemas/t.json"))
    write(tmp_path / "p" / "schemas", SCHEMA, "t.json")
    for name, top in (("flat.zip", ""), ("nested.zip", "p-1.0.0/")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.write(file, f"{top}datapackage.json")
            archive.write(tmp_path / "p" / "schemas" / "t.json", f"{top}schemas/t.json")
    for source in (file, tmp_path / "p", tmp_path / "flat.zip", tmp_path / "nested.zip"):
        (resource,) = load_package(str(source)).resources
        assert resource.schema is not None
        assert [field.name for field in resource.schema.fields] == ["id"]


def test_a_folder_of_schemas_and_a_single_schema_are_read(tmp_path: Path) -> None:
    write(tmp_path, SCHEMA, "media-table-schema.json")
    write(tmp_path, {"not": "a schema"}, "profile.json")
    for source in (tmp_path, tmp_path / "media-table-schema.json"):
        found = load_package(str(source))
        assert (found.kind, [resource.name for resource in found.resources]) == ("schemas", ["media"])


def test_two_schemas_are_compared_whatever_their_files_are_called(tmp_path: Path) -> None:
    old = write(tmp_path, SCHEMA, "old.json")
    new = write(tmp_path, {"fields": [{"name": "id", "type": "integer"}]}, "new.json")
    verdict = judge(load_package(str(old)), load_package(str(new)), Criteria(old_version="1.0.0", new_version="1.0.0"))
    assert rules_of(verdict) == ["type-narrowed", "version-too-low"]


def test_package_is_compared_with_bare_schemas_without_its_files_and_a_remark_says_so(tmp_path: Path) -> None:
    bare = write(tmp_path, SCHEMA, "t.json")
    whole = write(tmp_path / "p", package(schema=SCHEMA))
    verdict = judge(load_package(str(bare)), load_package(str(whole)), Criteria())
    assert (verdict.changes, verdict.exit_code) == ((), 0)
    assert "contains only schemas" in verdict.remarks[0]


def test_a_reference_is_followed_into_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"tables": {"t": SCHEMA}}, "all.json")
    file = write(tmp_path, package(schema={"$ref": "all.json#/tables/t"}))
    (resource,) = load_package(str(file)).resources
    assert resource.schema is not None
    assert resource.schema.origin.pointer == "/tables/t"


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("{", "not JSON"),
        ("", "not JSON"),
        ('{"name": "a", "name": "b"}', "two members 'name'"),
        ('{"name": NaN}', "NaN is not a JSON value"),
        ("[]", "expected a data package"),
        ('{"resources": []}', "at least one resource"),
        ('{"resources": {}}', "at least one resource"),
        ('{"resources": [1]}', "expected a resource"),
        ("[" * 100_000, "nested more than 64 deep|not JSON"),
        ('{"a":' * 70 + "1" + "}" * 70, "nested more than 64 deep"),
        ('{"name": "\\ud800"}', "surrogates"),
        ('{"name": ' + "1" * 10_000 + "}", "digits"),
    ],
)
def test_file_that_is_not_a_descriptor_is_refused(text: str, match: str, tmp_path: Path) -> None:
    refuse(write(tmp_path, text), match)


@pytest.mark.parametrize(
    ("part", "match"),
    [
        ({"schema": {"fields": 1}}, "expected a list of fields"),
        ({"schema": {"fields": [{"type": "string"}]}}, "a field without a name"),
        ({"schema": {"fields": [{"name": "a"}, {"name": "a"}]}}, "2 fields named 'a'"),
        ({"schema": {**SCHEMA, "primaryKey": "b"}}, "names the field 'b'"),
        ({"schema": {**SCHEMA, "uniqueKeys": [["b"]]}}, "names the field 'b'"),
        ({"schema": {**SCHEMA, "foreignKeys": [{"fields": "id"}]}}, "expected a reference"),
        (
            {"schema": {**SCHEMA, "foreignKeys": [{"fields": "id", "reference": {"resource": "x", "fields": "id"}}]}},
            "refers to the resource 'x', expected",
        ),
        (
            {"schema": {**SCHEMA, "foreignKeys": [{"fields": "id", "reference": {"resource": "t", "fields": "x"}}]}},
            "refers to the field 't.x', expected",
        ),
        ({"schema": "missing.json"}, "no such file"),
        ({"schema": "../outside.json"}, "leaves the package"),
        ({"schema": "/etc/passwd"}, "leaves the package"),
        ({"schema": "C:\\schema.json"}, "leaves the package"),
        ({"schema": "https://example.org/t.json"}, "found the URL"),
        ({"schema": "file:///etc/passwd"}, "found the URL"),
        ({"schema": "circle.json"}, "leads back to itself"),
        ({"schema": {"$ref": "#/nowhere"}}, "leads nowhere"),
        ({"schema": {"$ref": "#/resources/0/schema"}}, "leads back to itself"),
        ({"schema": {**SCHEMA, "fieldsMatch": "same"}}, "found fieldsMatch 'same', expected one of exact"),
        ({"schema": {"fields": [{"name": "a", "constraints": {"required": "yes"}}]}}, "expected true or false"),
        ({"schema": {"fields": [{"name": "a", "constraints": {"unique": []}}]}}, "expected true or false"),
        ({"dialect": {"delimeter": ";"}}, "did you mean 'delimiter'"),
    ],
)
def test_ambiguous_descriptor_is_refused(part: dict[str, Any], match: str, tmp_path: Path) -> None:
    write(tmp_path, SCHEMA, "outside.json")
    write(tmp_path / "p", '"circle.json"', "circle.json")
    refuse(write(tmp_path / "p", package(**part)), match)


def test_package_that_is_not_a_file_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path / "nothing.json", "no such file or folder")
    refuse(tmp_path, "neither datapackage.json nor a Table Schema")
    refuse("https://example.org/datapackage.json", "nothing is fetched")


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "datapackage.json"
    file.write_bytes(b'{"name": "caf\xe9"}')
    refuse(file, "not UTF-8 at byte 13")


def test_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "datapackage.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(package()).encode())
    assert load_package(str(file)).version == "1.0.0"


@pytest.mark.parametrize("outside", ["../secret.json", "../p2/../secret.json"])
def test_a_link_out_of_the_package_is_not_followed(outside: str, tmp_path: Path) -> None:
    write(tmp_path, SCHEMA, "secret.json")
    (tmp_path / "p2").mkdir()
    file = write(tmp_path / "p", package(schema="link.json"))
    (tmp_path / "p" / "link.json").symlink_to(outside)
    refuse(file, "a link that leaves the package")


def test_a_link_within_the_package_is_followed_and_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "schemas", SCHEMA, "t.json")
    file = write(tmp_path, package(schema="link.json"))
    (tmp_path / "link.json").symlink_to("schemas/t.json")
    assert load_package(str(file)).resources[0].schema is not None
    (tmp_path / "link.json").unlink()
    (tmp_path / "link.json").symlink_to("link.json")
    refuse(file, "a link in a circle")


def test_too_much_json_is_refused_until_the_limit_is_raised_level(tmp_path: Path) -> None:
    file = write(tmp_path, {**package(), "description": "x" * 5000})
    refuse(file, "--max-json", LoadOptions(Limits(json_bytes=4000)))
    assert load_package(str(file), LoadOptions(Limits(json_bytes=9000))).version == "1.0.0"


def test_many_references_to_one_large_schema_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"fields": [{"name": f"field_{index}"} for index in range(200)]}, "t.json")
    resources = [{"name": f"t{index}", "path": "t.csv", "schema": "t.json"} for index in range(100)]
    file = write(tmp_path, {"name": "p", "resources": resources})
    assert len(load_package(str(file)).resources) == 100
    refuse(file, "references add up", LoadOptions(Limits(json_bytes=30_000)))


def zip_with(file: Path, members: dict[str, bytes], link: str = "") -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = ((stat.S_IFLNK if name == link else stat.S_IFREG) | 0o644) << 16
            archive.writestr(info, content)
    return file


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zip_with(tmp_path / "bomb.zip", {"datapackage.json": b" " * 50_000_000})
    assert bomb.stat().st_size < 100_000
    refuse(bomb, "more than 16 MB.*--max-json")


def test_a_zip_with_too_many_members_is_refused(tmp_path: Path) -> None:
    many = zip_with(tmp_path / "many.zip", {f"f{index}": b"" for index in range(20)})
    refuse(many, "--max-files", LoadOptions(Limits(files=10)))


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    file = zip_with(tmp_path / "link.zip", {"datapackage.json": b"/etc/passwd"}, link="datapackage.json")
    refuse(file, "symbolic link in a zip")


def test_a_broken_zip_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.zip"
    file.write_bytes(b"PK\x03\x04 and no more")
    refuse(file, "zip file that cannot be read")


@pytest.mark.parametrize(
    ("of", "part"),
    [
        ("field", {"constraints": {"requried": True}}),
        ("field", {"ranking": 1}),
        ("schema", {"fields": [{"name": "a"}], "primarykey": "a"}),
        ("resource", {"encodign": "latin-1"}),
        ("package", {"verison": "1.0.0"}),
        ("package", {"licences": []}),
    ],
)
def test_an_unknown_property_is_refused_until_it_is_allowed(of: str, part: dict[str, Any], tmp_path: Path) -> None:
    file = write(tmp_path, package_with(of, part))
    refuse(file, "unknown property .* --allow-property")
    name = next(iter(part.get("constraints", part)), "")
    name = "primarykey" if "primarykey" in part else name
    assert load_package(str(file), LoadOptions(allowed=frozenset({name}))).resources
    assert load_package(str(file), LoadOptions(allowed=frozenset({"*"}))).resources


@pytest.mark.parametrize(
    ("of", "part"),
    [
        ("field", {"skos:exactMatch": "x"}),
        ("schema", {"x-rank": 1}),
        ("resource", {"_note": 1}),
        ("package", {"region": 1}),
    ],
)
def test_a_custom_property_is_accepted(of: str, part: dict[str, Any], tmp_path: Path) -> None:
    assert load_package(str(write(tmp_path, package_with(of, part)))).resources


def test_a_folder_can_stand_for_an_address(tmp_path: Path) -> None:
    write(tmp_path / "copy" / "1.0", SCHEMA, "t.json")
    file = write(tmp_path / "p", package(schema="https://example.org/schemas/1.0/t.json"))
    reading = LoadOptions(mapped=(("https://example.org/schemas/", tmp_path / "copy"),))
    (resource,) = load_package(str(file), reading).resources
    assert resource.schema is not None
    outside = write(tmp_path / "p", package(schema="https://example.org/schemas/../../p/datapackage.json"))
    refuse(outside, "leaves the package", reading)
