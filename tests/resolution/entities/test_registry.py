from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsrows.records import Entity, NewsrowsError
from newsrows.resolution import Registry, RegistryError, Resolution, read_registry, resolve
from resolution.stories import organisation, person, slice_of

_LINES = """\
id,name,aliases,wikidata_id,type
jane-mercer-mp,Jane Mercer,Jane Thornbury|J. Q. Mercer,Q999001,person
harbour-board,Riverton Harbour Board,Port Office|RHB,Q999002,organisation
"""


def registry(tmp_path: Path, text: str = _LINES, encoding: str = "utf-8") -> Registry:
    path = tmp_path / "registry.csv"
    path.write_bytes(text.encode(encoding))
    return read_registry(path)


def resolved(known: Registry, *entities: Entity) -> Resolution:
    return resolve([slice_of(*((f"a{i}", 0, entity) for i, entity in enumerate(entities)))], registry=known)


def test_an_entry_sets_id_name_and_wikidata_id(tmp_path: Path) -> None:
    resolution = resolved(registry(tmp_path), person("Jane Mercer"), organisation("Riverton Harbour Board"))
    assert resolution.tables["people"].rows() == [
        ("jane-mercer-mp", "Jane Mercer", "Jane", "Mercer", None, "Q999001", None)
    ]
    assert resolution.tables["organisations"].select("organisation_id", "wikidata_id").rows() == [
        ("harbour-board", "Q999002")
    ]


def test_an_entry_of_a_person_sets_the_gender(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name,gender\njane-mercer,Jane Mercer,other\nlee-poole,Lee Poole,\n")
    people = resolved(known, person("Jane Mercer"), person("Lee Poole")).tables["people"]
    assert people.select("person_id", "gender").rows() == [("jane-mercer", "other"), ("lee-poole", None)]


def test_aliases_and_other_spellings_are_linked_to_the_entry(tmp_path: Path) -> None:
    resolution = resolved(
        registry(tmp_path), person("Jane Thornbury"), person("JANE MERCER"), organisation("the Port Office")
    )
    assert list(resolution.ids["id"]) == ["jane-mercer-mp", "jane-mercer-mp", "harbour-board"]
    assert (resolution.tables["people"].height, resolution.tables["organisations"].height) == (1, 1)


def test_aliases_without_a_common_word_share_one_row(tmp_path: Path) -> None:
    names = ("Port Office", "RHB", "Riverton Harbour Board", "Harbour Board of Riverton")
    resolution = resolved(registry(tmp_path), *(organisation(name) for name in names))
    assert list(resolution.ids["id"]) == ["harbour-board"] * 4
    assert resolution.tables["organisations"].select("organisation_id", "name").rows() == [
        ("harbour-board", "Riverton Harbour Board")
    ]


def test_variants_are_linked_to_the_entry_by_the_rules(tmp_path: Path) -> None:
    resolution = resolved(registry(tmp_path), person("Jane Mercer"), person("Jane A. Mercer"))
    assert list(resolution.ids["id"]) == ["jane-mercer-mp"] * 2
    assert list(resolution.tables["people"]["name"]) == ["Jane Mercer"]


def test_an_entry_is_not_split_by_conflicting_evidence(tmp_path: Path) -> None:
    resolution = resolved(registry(tmp_path), person("Jane Mercer", "minister"), person("Jane Mercer", "goalkeeper"))
    assert list(resolution.ids["id"]) == ["jane-mercer-mp"] * 2


def test_two_entries_are_never_merged(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name\none,Ann Carter\ntwo,Ann B. Carter\n")
    assert list(resolved(known, person("Ann Carter"), person("Ann B. Carter")).ids["id"]) == ["one", "two"]


def test_an_id_of_the_registry_is_not_used_for_others(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name\nann-carter,Bella Quill\n")
    resolution = resolved(known, person("Bella Quill"), person("Ann Carter"))
    assert list(resolution.ids["id"]) == ["ann-carter", "ann-carter-2"]


def test_an_entry_without_a_type_takes_the_type_in_the_articles(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name,wikidata_id\nmercer,Mercer,Q7\n")
    resolution = resolved(known, organisation("Mercer"))
    assert list(resolution.tables["organisations"]["organisation_id"]) == ["mercer"]
    assert resolution.tables["people"].height == 0


def test_an_entry_without_mentions_has_no_row(tmp_path: Path) -> None:
    assert resolved(registry(tmp_path), person("Bill Nobody")).tables["people"].height == 1


def test_a_form_that_only_the_registry_explains_has_the_relation_registry(tmp_path: Path) -> None:
    resolution = resolved(registry(tmp_path), person("Jane Thornbury"))
    relation = resolution.relation
    assert relation("person", "jane-mercer-mp", "Jane Mercer", "Jane Thornbury") == "registry"
    assert relation("person", "jane-mercer-mp", "Jane Mercer", "Mercer") == "partial"
    assert relation("organisation", "harbour-board", "Riverton Harbour Board", "Port Office") == "registry"
    assert relation("organisation", "harbour-board", "Riverton Harbour Board", "RHB") == "acronym"
    assert relation("person", "someone-else", "Jane Mercer", "Jane Thornbury") == "variant"


def test_a_byte_order_mark_and_empty_lines_are_skipped(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name\r\n\r\nann,Ann Carter\r\n", encoding="utf-8-sig")
    assert known.entries["ann"].name == "Ann Carter"


def test_an_alias_equal_to_the_entry_name_is_accepted(tmp_path: Path) -> None:
    assert registry(tmp_path, "id,name,aliases\nann,Ann Carter,ann carter|Ann Cárter\n").entries["ann"].aliases


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "the file is empty"),
        ("id;name\n", 1, "missing column id and name"),
        ("id,name,alias\n", 1, 'unknown column "alias"'),
        ("id,name,name\n", 1, "a column occurs twice"),
        ("id,name\nann,Ann,Carter\n", 2, "found 3 cells, expected 2"),
        ("id,name\nAnn Carter,Ann Carter\n", 2, 'the id is "Ann Carter"'),
        ("id,name\nann,\n", 2, "has no name"),
        ("id,name,wikidata_id\nann,Ann Carter,42\n", 2, 'the wikidata_id is "42"'),
        ("id,name,gender\nann,Ann Carter,F\n", 2, 'the gender is "F", expected female, male, other, or nothing'),
        ("id,name,type,gender\nbank,Bank,organisation,other\n", 2, 'the gender is "other", expected none of an'),
        ("id,name,type\nann,Ann Carter,human\n", 2, 'the type is "human"'),
        ("id,name\nann,Ann Carter\nann,Ann Brown\n", 3, 'the id "ann" is also in line 2'),
        ("id,name,aliases\nann,Ann Carter,AC\nbob,Bob Carter,A.C.\n", 3, 'also a name of "ann" (line 2)'),
        ('id,name\nann,"Ann\n', 2, "not valid CSV"),
    ],
)
def test_an_invalid_line_is_named_with_what_was_found(tmp_path: Path, text: str, line: int, problem: str) -> None:
    with pytest.raises(RegistryError) as caught:
        registry(tmp_path, text)
    assert isinstance(caught.value, NewsrowsError)
    assert f"line {line}" in str(caught.value)
    assert problem in str(caught.value)
    assert "; next: " in str(caught.value)


def test_a_missing_or_unreadable_registry_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        read_registry(tmp_path / "none.csv")
    with pytest.raises(RegistryError, match="not UTF-8 text"):
        registry(tmp_path, "id,name\nann,Ann Cárter\n", encoding="latin-1")


def test_a_name_without_a_letter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r'line 2: the name or alias "\.\.\." of "quay" has neither a letter nor a'):
        registry(tmp_path, "id,name,aliases\nquay,Quay Board,...\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")
def test_a_pipe_is_no_registry(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "registry.csv")
    with pytest.raises(RegistryError, match="found a pipe, socket or device"):
        read_registry(tmp_path / "registry.csv")
