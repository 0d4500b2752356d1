"""Whose a title is where 'its' or a noun says so."""

from __future__ import annotations

from marked import parsed

from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


def owners(marked: str, subject: str, appositions: dict[str, str] | None = None) -> list[tuple[str, str | None]]:
    """Titles with their organisations, where the first token `subject` is the subject of its sentence."""
    article = parsed(marked, appositions=appositions)
    article.tokens.deps[article.tokens.words.index(subject)] = "nsubj"
    roles = find_roles(article, find_names(article))
    return [(role.title, role.organisation.text if role.organisation else None) for role in roles]


def test_its_is_the_subject_of_the_sentence_before() -> None:
    marked = "The [ORG Farmers Party], [ORG FJP], spoke. Its state chairman, Chief [PERSON Wole Adekpe], left."
    appositions = {"FJP": "Party", "Wole": "chairman"}
    assert owners(marked, "Party", appositions) == [("state chairman", "Farmers Party")]


def test_its_is_the_subject_of_the_sentence_so_far() -> None:
    marked = "The [ORG Hexley Trust] said its director, [PERSON Ann Carter], left."
    assert owners(marked, "Trust", {"Ann": "director"}) == [("director", "Hexley Trust")]


def test_its_is_nobody_where_two_could_be_meant() -> None:
    marked = "[ORG Coast Bank] met [ORG Hill Motors]. Its chairman, [PERSON Ann Carter], left."
    assert owners(marked, "Bank", {"Ann": "chairman"}) == [("chairman", None)]


def test_its_is_nobody_where_no_sentence_stands_before() -> None:
    assert owners("Its chairman, [PERSON Ann Carter], left.", "chairman", {"Ann": "chairman"}) == [("chairman", None)]


def test_a_noun_means_the_one_body_whose_name_holds_it() -> None:
    marked = "[ORG Coast Bank] left. Later [PERSON Ann Carter], the bank's head of research, left."
    assert owners(marked, "Bank") == [("head of research", "Coast Bank")]


def test_a_noun_means_nobody_where_two_names_hold_it() -> None:
    marked = "[ORG Coast Bank] met [ORG Hill Bank]. Later [PERSON Ann Carter], the bank's chairman, left."
    assert owners(marked, "Bank") == [("chairman", None)]
