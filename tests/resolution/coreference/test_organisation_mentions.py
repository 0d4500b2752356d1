from __future__ import annotations

import pytest

from resolution.stories import linked, links


def names(marked: str) -> list[str]:
    return [entity.name for entity in linked(marked).entities]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Home Office", "UK Home Office"),
        ("University of Riverton", "Riverton University"),
        ("Labour Party", "Labour"),
        ("Carter Holdings Ltd", "Carter Holdings"),
        ("Rivers Defence Centre", "Rivers Defense Center"),
        ("Carter & Sons", "Carter and Sons"),
        ("Riverton Rovers", "Rovers"),
        ("Riverton Rovers", "Riverton"),
        ("Riverton Council", "Council"),
        ("the Riverton Council", "Riverton Council"),
        ("All Stars", "All Star"),
        ("Riverton High Court", "High Court"),
        ("High Court of Riverton", "High Court"),
        ("Supreme Court of Kenya", "Supreme Court"),
        ("South African Harbour Police", "Harbour Police"),
    ],
)
def test_two_forms_of_a_name_are_one_organisation(one: str, other: str) -> None:
    assert len(names(f"[o {one}] spoke. [o {other}] left.")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Home Office", "Foreign Office"),
        ("BBC Radio", "BBC"),
        ("Riverton Council", "Northtown Council"),
        ("Bank of Riverton", "Bank of Northtown"),
        ("Riverton High Court", "Northtown High Court"),
        ("Ohio Supreme Court", "Supreme Court"),
    ],
)
def test_two_names_are_two_organisations(one: str, other: str) -> None:
    assert len(names(f"[o {one}] spoke. [o {other}] left.")) == 2


def test_an_acronym_means_the_name_that_explains_it() -> None:
    article = linked("[o Coast Housing Trust] ([a CHT]) spoke. [o Carter Hill Theatre] opened. [a CHT] left.")
    assert [link for link in links(article) if link[0] == "CHT"] == [
        ("CHT", "acronym", "Coast Housing Trust"),
        ("CHT", "partial", "Coast Housing Trust"),
    ]
    assert article.entities[0].acronym == "CHT"


def test_an_acronym_means_the_name_with_its_initials() -> None:
    assert links(linked("[o Coast Housing Trust] spoke. [a CHT] left."))[1][2] == "Coast Housing Trust"


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("US Harbour Safety Board", "HSB"),
        ("U.S. Harbour Safety Board", "HSB"),
        ("UK Harbour Safety Board", "UKHSB"),
        ("Australian Harbour Safety Board", "HSB"),
        ("South African Harbour Safety Board", "HSB"),
        ("US Federal Reserve", "Fed"),
    ],
)
def test_an_acronym_can_leave_out_the_nation(name: str, acronym: str) -> None:
    assert links(linked(f"[o {name}] spoke. [a {acronym}] left."))[1][2] == name


def test_an_acronym_without_the_nation_of_two_names_is_linked_to_neither() -> None:
    story = "[o US Harbour Safety Board] and [o Kenyan Harbour Safety Board] spoke. [a HSB] left."
    assert links(linked(story))[2][2] == "HSB"


def test_an_acronym_of_two_letters_cannot_leave_out_the_nation() -> None:
    assert links(linked("[o US Parks Agency] spoke. [a PA] left."))[1][2] == "PA"


def test_a_court_of_two_places_is_linked_to_neither() -> None:
    story = "[o Riverton High Court] and [o Northtown High Court] sat. The [o High Court] left."
    assert names(story) == ["Riverton High Court", "Northtown High Court", "High Court"]


def test_an_acronym_alone_is_a_name() -> None:
    assert links(linked("[a CHT] spoke.")) == [("CHT", "name", "CHT")]


def test_a_general_word_means_the_organisation_named_last() -> None:
    story = "[o Riverton Council] spoke. [o Northtown Council] spoke. The [o Council] left."
    assert links(linked(story))[2][2] == "Northtown Council"
