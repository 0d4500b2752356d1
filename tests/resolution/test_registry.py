from __future__ import annotations

from pathlib import Path

import pytest
from stories import organisation, person, slice_of

from newsrows.records import Entity, NewsrowsError
from newsrows.resolution import Registry, RegistryError, Resolution, read_registry, resolve

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


def test_the_registry_gives_id_name_and_wikidata_item(tmp_path: Path) -> None:
    found = resolved(registry(tmp_path), person("Jane Mercer"), organisation("Riverton Harbour Board"))
    assert found.tables["people"].rows() == [("jane-mercer-mp", "Jane Mercer", "Jane", "Mercer", None, "Q999001")]
    assert found.tables["organisations"].select("organisation_id", "wikidata_id").rows() == [("harbour-board", "Q999002")]


def test_aliases_and_other_spellings_of_a_name_are_the_entry(tmp_path: Path) -> None:
    found = resolved(
        registry(tmp_path), person("Jane Thornbury"), person("JANE MERCER"), organisation("the Port Office")
    )
    assert list(found.ids["id"]) == ["jane-mercer-mp", "jane-mercer-mp", "harbour-board"]
    assert (found.tables["people"].height, found.tables["organisations"].height) == (1, 1)


def test_aliases_without_a_word_in_common_are_one_row(tmp_path: Path) -> None:
    names = ("Port Office", "RHB", "Riverton Harbour Board", "Harbour Board of Riverton")
    found = resolved(registry(tmp_path), *(organisation(name) for name in names))
    assert list(found.ids["id"]) == ["harbour-board"] * 4
    assert found.tables["organisations"].select("organisation_id", "name").rows() == [("harbour-board", "Riverton Harbour Board")]


def test_variants_join_the_entry_by_the_rules(tmp_path: Path) -> None:
    found = resolved(registry(tmp_path), person("Jane Mercer"), person("Jane A. Mercer"))
    assert list(found.ids["id"]) == ["jane-mercer-mp"] * 2
    assert list(found.tables["people"]["name"]) == ["Jane Mercer"]


def test_an_entry_wins_over_evidence_that_would_split(tmp_path: Path) -> None:
    found = resolved(registry(tmp_path), person("Jane Mercer", "minister"), person("Jane Mercer", "goalkeeper"))
    assert list(found.ids["id"]) == ["jane-mercer-mp"] * 2


def test_two_entries_are_never_joined(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name\none,Ann Carter\ntwo,Ann B. Carter\n")
    assert list(resolved(known, person("Ann Carter"), person("Ann B. Carter")).ids["id"]) == ["one", "two"]


def test_nobody_else_gets_an_id_of_the_registry(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name\nann-carter,Bella Quill\n")
    found = resolved(known, person("Bella Quill"), person("Ann Carter"))
    assert list(found.ids["id"]) == ["ann-carter", "ann-carter-2"]


def test_an_entry_without_a_type_is_what_the_articles_say(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name,wikidata_id\nmercer,Mercer,Q7\n")
    found = resolved(known, organisation("Mercer"))
    assert list(found.tables["organisations"]["organisation_id"]) == ["mercer"]
    assert found.tables["people"].height == 0


def test_who_is_in_no_article_has_no_row(tmp_path: Path) -> None:
    assert resolved(registry(tmp_path), person("Bill Nobody")).tables["people"].height == 1


def test_a_form_that_only_the_registry_joins_says_so(tmp_path: Path) -> None:
    found = resolved(registry(tmp_path), person("Jane Thornbury"))
    relation = found.relation
    assert relation("person", "jane-mercer-mp", "Jane Mercer", "Jane Thornbury") == "registry"
    assert relation("person", "jane-mercer-mp", "Jane Mercer", "Mercer") == "partial"
    assert relation("organisation", "harbour-board", "Riverton Harbour Board", "Port Office") == "registry"
    assert relation("organisation", "harbour-board", "Riverton Harbour Board", "RHB") == "acronym"
    assert relation("person", "someone-else", "Jane Mercer", "Jane Thornbury") == "variant"


def test_a_byte_order_mark_and_empty_lines_are_no_harm(tmp_path: Path) -> None:
    known = registry(tmp_path, "id,name\r\n\r\nann,Ann Carter\r\n", encoding="utf-8-sig")
    assert known.entries["ann"].name == "Ann Carter"


def test_a_name_that_is_also_an_alias_of_its_own_entry_is_no_clash(tmp_path: Path) -> None:
    assert registry(tmp_path, "id,name,aliases\nann,Ann Carter,ann carter|Ann Cárter\n").entries["ann"].aliases


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("id;name\n", 1, "no column id and none name"),
        ("id,name,alias\n", 1, 'unknown column "alias"'),
        ("id,name,name\n", 1, "a column comes twice"),
        ("id,name\nann,Ann,Carter\n", 2, "found 3 cells, expected 2"),
        ("id,name\nAnn Carter,Ann Carter\n", 2, 'the id is "Ann Carter"'),
        ("id,name\nann,\n", 2, "has no name"),
        ("id,name,wikidata_id\nann,Ann Carter,42\n", 2, 'the wikidata_id is "42"'),
        ("id,name,type\nann,Ann Carter,human\n", 2, 'the type is "human"'),
        ("id,name\nann,Ann Carter\nann,Ann Brown\n", 3, 'the id "ann" stands in line 2 too'),
        ("id,name,aliases\nann,Ann Carter,AC\nbob,Bob Carter,A.C.\n", 3, 'a name of "ann" (line 2) too'),
        ('id,name\nann,"Ann\n', 2, "no CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(RegistryError) as caught:
        registry(tmp_path, text)
    assert isinstance(caught.value, NewsrowsError)
    assert f"line {line}" in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        read_registry(tmp_path / "none.csv")
    with pytest.raises(RegistryError, match="no UTF-8 text"):
        registry(tmp_path, "id,name\nann,Ann Cárter\n", encoding="latin-1")
