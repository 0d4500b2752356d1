"""The organisation of a title that 'its' or a noun refers to."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


def title_organisations(
    marked: str, subject: str, appositions: dict[str, str] | None = None
) -> list[tuple[str, str | None]]:
    """Titles with their organisations; the first token `subject` is made the subject of its sentence."""
    article = parsed(marked, appositions=appositions)
    article.tokens.deps[article.tokens.words.index(subject)] = "nsubj"
    roles = find_roles(article, find_names(article))
    return [(role.title, role.organisation.text if role.organisation else None) for role in roles]


def test_its_refers_to_the_subject_of_the_sentence_before() -> None:
    marked = "The [ORG Farmers Party], [ORG FJP], spoke. Its state chairman, Chief [PERSON Wole Adekpe], left."
    appositions = {"FJP": "Party", "Wole": "chairman"}
    assert title_organisations(marked, "Party", appositions) == [("state chairman", "Farmers Party")]


def test_its_refers_to_the_subject_of_the_same_sentence() -> None:
    marked = "The [ORG Hexley Trust] said its director, [PERSON Ann Carter], left."
    assert title_organisations(marked, "Trust", {"Ann": "director"}) == [("director", "Hexley Trust")]


def test_its_refers_to_nobody_if_two_organisations_are_possible() -> None:
    marked = "[ORG Coast Bank] met [ORG Hill Motors]. Its chairman, [PERSON Ann Carter], left."
    assert title_organisations(marked, "Bank", {"Ann": "chairman"}) == [("chairman", None)]


def test_its_refers_to_nobody_in_the_first_sentence() -> None:
    assert title_organisations("Its chairman, [PERSON Ann Carter], left.", "chairman", {"Ann": "chairman"}) == [
        ("chairman", None)
    ]


def test_a_noun_refers_to_the_only_organisation_whose_name_contains_it() -> None:
    marked = "[ORG Coast Bank] left. Later [PERSON Ann Carter], the bank's head of research, left."
    assert title_organisations(marked, "Bank") == [("head of research", "Coast Bank")]


def test_a_noun_refers_to_nobody_if_two_names_contain_it() -> None:
    marked = "[ORG Coast Bank] met [ORG Hill Bank]. Later [PERSON Ann Carter], the bank's chairman, left."
    assert title_organisations(marked, "Bank") == [("chairman", None)]


@pytest.mark.parametrize(
    ("between", "organisation"), [("He met. She met.", "Coast Bank"), ("He met. She met. It left.", None)]
)
def test_a_noun_refers_back_over_three_sentences(between: str, organisation: str | None) -> None:
    marked = f"[ORG Coast Bank] left. {between} [PERSON Ann Carter], the bank's chairman, left."
    assert title_organisations(marked, "Bank") == [("chairman", organisation)]


@pytest.mark.parametrize(
    ("marked", "organisation"),
    [
        ("The [ORG Hexley Council] met. Council leader [PERSON Ann Carter] left.", "Hexley Council"),
        ("The [ORG Hexley Trust] met. A spokesman for the trust, [PERSON Bill Brown], left.", "Hexley Trust"),
        ("The [ORG Conservatives] met. Tory leader [PERSON Ann Carter] left.", "Conservatives"),
        ("[ORG Lumora] met. A spokesman for the company, [PERSON Bill Brown], left.", "Lumora"),
        ("[ORG Lumora] met [ORG Brackwell]. A spokesman for the company, [PERSON Bill Brown], left.", None),
        ("The [ORG Hexley Council] met [ORG Coast Council]. Council leader [PERSON Ann Carter] left.", None),
        ("The [ORG Conservatives] met. Tory MP [PERSON Ann Carter] left.", None),
        ("The [ORG Conservatives] met. Scottish Tory leader [PERSON Ann Carter] left.", None),
    ],
)
def test_words_of_a_title_refer_to_the_only_organisation(marked: str, organisation: str | None) -> None:
    assert [name for _, name in title_organisations(marked, "met")] == [organisation]
