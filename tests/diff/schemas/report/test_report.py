from __future__ import annotations

import argparse
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from diff.packages import write
from maintain.rule_examples import package_with
from newsrows.cli.diff import add_arguments, run
from newsrows.datapackage.loading import load_package
from newsrows.diff.schemas import verdict
from newsrows.diff.schemas.change import MAJOR, Change, Effect, Place
from newsrows.diff.schemas.report.phrases import conclusion
from newsrows.diff.schemas.rules import RULES

OLD = package_with(
    "schema",
    {"fields": [{"name": "id", "constraints": {"required": True}}, {"name": "kind", "constraints": {"enum": ["a"]}}]},
)
NEW = package_with(
    "schema", {"fields": [{"name": "id", "title": "Id"}, {"name": "kind", "constraints": {"enum": ["a", "b"]}}]}
)
ACCEPTED = """
[[accepted]]
rule = "enum-values-added"
place = "quotes.kind"
reason = "agreed"
until = 2999-12-31
"""


def gate(*arguments: str, command: str = "schema") -> tuple[str, int]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([command, *arguments]))


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    write(tmp_path / "old", OLD)
    write(tmp_path / "new", NEW)
    (tmp_path / "accepted.toml").write_text(ACCEPTED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "old", "new"


def report_schema(name: str) -> dict[str, Any]:
    text = (files("newsrows.diff.schemas.report") / f"{name}-report.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def test_text_groups_changes_by_level_and_ends_with_the_next_step(sides: tuple[str, str]) -> None:
    text, code = gate(*sides)
    assert code == 1
    headings = re.findall(r"^\w.*\((?:major|minor|patch)\): \d+$", text, re.MULTILINE)
    assert headings == ["Breaking for those who read the data (major): 2", "Descriptions and corrections (patch): 1"]
    assert re.search(
        r"new/datapackage\.json:\d+: quotes\.kind: enum values added: adds 'b' \[enum-values-added\]\n"
        r" +reader \(major\): Readers may get values",
        text,
    )
    assert text.splitlines()[-1].startswith(
        "Next step: set version to 2.0.0, or undo the changes: keep the field required;"
    )


def test_text_lists_accepted_changes_with_their_reasons(sides: tuple[str, str]) -> None:
    text, _ = gate(*sides, "--accepted", "accepted.toml")
    assert "Accepted: 1" in text
    assert "agreed" in text


def test_annotations_name_the_lines_of_the_new_file(sides: tuple[str, str]) -> None:
    text, _ = gate(*sides, "--format", "github")
    lines = (Path("new") / "datapackage.json").read_text(encoding="utf-8").splitlines()
    placed = dict(re.findall(r"^::\w+ file=new/datapackage\.json,line=(\d+),title=([a-z-]+)::", text, re.MULTILINE))
    changed_lines = {rule: lines[int(line) - 1].strip() for line, rule in placed.items()}
    assert changed_lines["enum-values-added"] == '"enum": ['
    assert changed_lines["field-metadata-changed"] == '"title": "Id"'
    assert text.startswith("::error ")


def test_paths_are_relative_to_the_current_folder_for_absolute_arguments(sides: tuple[str, str]) -> None:
    absolute = [str(Path(side).resolve()) for side in sides]
    assert "file=new/datapackage.json,line=" in gate(*absolute, "--format", "github")[0]
    assert '"uri": "new/datapackage.json"' in gate(*absolute, "--format", "sarif")[0]


def test_annotations_are_not_errors_if_the_version_fits(sides: tuple[str, str]) -> None:
    text, code = gate(*sides, "--format", "github", "--new-version", "2.0.0")
    assert code == 0
    assert "::error" not in text
    assert "::warning" in text


@pytest.mark.parametrize(
    "more", [[], ["--accepted", "accepted.toml"], ["--policy", "both"], ["--new-version", "3.0.0"]]
)
def test_json_is_valid_by_its_published_schema(sides: tuple[str, str], more: list[str]) -> None:
    text, code = gate(*sides, "--format", "json", *more)
    content = json.loads(text)
    jsonschema.validate(content, report_schema("schema"))
    assert (content["outcome"] == "passed") == (code == 0)


def test_every_format_reports_packages_that_cannot_be_compared(sides: tuple[str, str]) -> None:
    for form, sign in {
        "text": "could not compare: ",
        "markdown": "### Schema gate: could not compare",
        "github": "::error title=could not compare::",
        "json": '"outcome": "not compared"',
        "sarif": '"executionSuccessful": false',
    }.items():
        text, code = gate(sides[0], "nowhere.json", "--format", form)
        assert code == 2
        assert sign in text
        assert "nowhere.json" in text
        if form == "json":
            jsonschema.validate(json.loads(text), report_schema("schema"))


@pytest.mark.parametrize("more", [[], ["--accepted", "accepted.toml"]])
def test_sarif_has_what_the_standard_and_code_scanning_require(sides: tuple[str, str], more: list[str]) -> None:
    log = json.loads(gate(*sides, "--format", "sarif", *more)[0])
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run_ = log["runs"][0]
    rules = run_["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert run_["invocations"] == [{"executionSuccessful": True}]
    for rule in rules:
        assert rule["id"] in RULES
        assert re.fullmatch(r"[A-Za-z]+", rule["name"])
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert run_["results"]
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert all(entry["kind"] in {"inSource", "external"} for entry in result.get("suppressions", []))
    assert [result["ruleId"] for result in run_["results"] if "suppressions" in result] == ["enum-values-added"] * bool(
        more
    )


def test_names_of_others_write_no_commands_and_no_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "a\n::error::x %0A \x1b[31m [b](http://example.org) | @team <img> `c`"
    write(tmp_path / "old", package_with("schema", {"fields": [{"name": "id"}, {"name": name}]}))
    write(tmp_path / "new", package_with("schema", {"fields": [{"name": "id"}]}))
    github = gate("old", "new", "--format", "github")[0]
    assert all(line.startswith(("::error file=", "Next step")) for line in github.splitlines())
    assert "\x1b" not in gate("old", "new")[0]
    markdown = gate("old", "new", "--format", "markdown")[0]
    row = next(line for line in markdown.splitlines() if "field-removed" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 6
    for markup in ("](http", "<img", "@team"):
        assert re.search(rf"(?<!\\){re.escape(markup)}", row) is None


def test_markdown_of_many_changes_fits_into_a_comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old", package_with("schema", {"fields": [{"name": f"f{index}"} for index in range(1000)]}))
    write(tmp_path / "new", package_with("schema", {"fields": [{"name": "g"}]}))
    assert len(gate("old", "new", "--format", "markdown")[0]) < 65_536


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        (["a", "b", "c"], "expected OLD and NEW"),
        (["old", "new", "--against"], "expected OLD and NEW"),
        (["old", "new", "--max-json", "much"], "expected a size"),
        (["old", "new", "--map", "https://example.org"], "expected URL=FOLDER"),
    ],
)
def test_invalid_arguments_give_exit_code_2(sides: tuple[str, str], arguments: list[str], match: str) -> None:
    assert sides
    text, code = gate(*arguments)
    assert code == 2
    assert match in text


@pytest.mark.parametrize(("names", "ending"), [("abcd", "keep unit d"), ("abcde", "keep unit d; ...")])
def test_next_step_names_at_most_four_remedies(
    names: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    effect = Effect(MAJOR, "It breaks.")
    place = Place("datapackage.json", "", 1)
    changes = [
        Change("unit-changed", "quotes", name, "", "m", "ft", effect, effect, MAJOR, f"keep unit {name}", place)
        for name in names
    ]
    monkeypatch.setattr(verdict, "find_changes", lambda *_: changes)
    package = load_package(str(write(tmp_path, package_with("field", {}))))
    assert conclusion(verdict.judge(package, package, verdict.Criteria())).endswith(f"{ending}.")


def test_many_patches_of_one_rule_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def described(text: str) -> dict[str, Any]:
        return package_with("schema", {"fields": [{"name": f"f{n}", "description": text} for n in range(9)]})

    sides = [str(write(tmp_path / side, described(side))) for side in ("old", "new")]
    monkeypatch.chdir(tmp_path)
    text, _ = gate(*sides)
    assert "9 times description changed: quotes.f0, quotes.f1, quotes.f2 and 6 more [description-changed]" in text
    assert "Descriptions and corrections (patch): 9" in text
    assert "| 9 places | `description-changed` |" in gate(*sides, "--format", "markdown")[0]
    assert len(json.loads(gate(*sides, "--format", "json")[0])["changes"]) == 9


def test_table_in_two_formats_is_named_with_both_resources(tmp_path: Path) -> None:
    def package(kind: str) -> dict[str, Any]:
        schema = {"fields": [{"name": "built", "type": kind}]}
        resources = [
            {"name": "boats", "path": "boats.csv", "schema": schema},
            {"name": "boats-parquet", "path": "boats.parquet", "schema": schema},
        ]
        return {"name": "harbour", "version": "1.0.0", "resources": resources}

    sides = [str(write(tmp_path / side, package(kind))) for side, kind in (("old", "integer"), ("new", "string"))]
    assert "boats.built (also in boats-parquet): type widened" in gate(*sides)[0]
    (change,) = json.loads(gate(*sides, "--format", "json")[0])["changes"]
    assert change["alsoIn"] == ["boats-parquet"]
    jsonschema.validate(json.loads(gate(*sides, "--format", "json")[0]), report_schema("schema"))
    (result,) = [
        one
        for one in json.loads(gate(*sides, "--format", "sarif")[0])["runs"][0]["results"]
        if one["ruleId"] == "type-widened"
    ]
    names = [one["fullyQualifiedName"] for one in result["locations"][0]["logicalLocations"]]
    assert names == ["boats.built", "boats-parquet.built"]
    (tmp_path / "accepted.toml").write_text(
        ACCEPTED.replace("enum-values-added", "type-widened").replace("quotes.kind", "boats-parquet.built"), "utf-8"
    )
    assert gate(*sides, "--accepted", str(tmp_path / "accepted.toml"))[1] == 0
