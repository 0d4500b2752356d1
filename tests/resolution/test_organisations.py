from __future__ import annotations

import pytest
from stories import linked, links

from newsrows.resolution.names.organisation import folded
from newsrows.resolution.names.organisation_kinds import kind_of


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
def test_two_forms_are_one_organisation(one: str, other: str) -> None:
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


def test_an_acronym_means_what_introduced_it() -> None:
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
def test_an_acronym_leaves_out_the_nation(name: str, acronym: str) -> None:
    assert links(linked(f"[o {name}] spoke. [a {acronym}] left."))[1][2] == name


def test_an_acronym_without_the_nation_is_no_ones_if_two_come_into_question() -> None:
    story = "[o US Harbour Safety Board] and [o Kenyan Harbour Safety Board] spoke. [a HSB] left."
    assert links(linked(story))[2][2] == "HSB"


def test_two_letters_are_too_few_to_leave_the_nation_out() -> None:
    assert links(linked("[o US Parks Agency] spoke. [a PA] left."))[1][2] == "PA"


def test_a_court_that_two_places_have_is_neithers() -> None:
    story = "[o Riverton High Court] and [o Northtown High Court] sat. The [o High Court] left."
    assert names(story) == ["Riverton High Court", "Northtown High Court", "High Court"]


def test_an_acronym_alone_is_the_name() -> None:
    assert links(linked("[a CHT] spoke.")) == [("CHT", "name", "CHT")]


def test_the_council_is_the_one_named_last() -> None:
    story = "[o Riverton Council] spoke. [o Northtown Council] spoke. The [o Council] left."
    assert links(linked(story))[2][2] == "Northtown Council"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Home Office", "government"),
        ("Ministry of Food", "government"),
        ("Riverton Assembly", "legislature"),
        ("Riverton Green Party", "party"),
        ("Carter Holdings Ltd", "company"),
        ("Riverton Gazette", "media"),
        ("Coast Primary School", "school"),
        ("University of the Coast", "school"),
        ("Riverton Refugee Council", "charity"),
        ("Riverton Crown Court", "court"),
        ("Riverton Police", "police"),
        ("United Nations", "international"),
        ("Riverton Choir", "other"),
        ("Blue Lantern", "other"),
    ],
)
def test_words_tell_the_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_folded_name_is_never_empty() -> None:
    assert folded("'s") == ("'s",)
    assert folded("The") == ("the",)
