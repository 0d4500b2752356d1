"""One label per name in an article."""

from __future__ import annotations

from marked import names_in, organisations_in, parsed

from newsrows.extraction.names.finder import find_names


def test_acronym_that_brackets_introduce_is_an_organisation_everywhere() -> None:
    marked = "The Riverton Housing Trust (RHT) spoke. [PERSON RHT] left. [PLACE RHT] left."
    assert organisations_in(marked) == ["Riverton Housing Trust", "RHT", "RHT", "RHT"]


def test_first_word_of_a_company_is_the_company_unless_it_is_a_surname() -> None:
    article = parsed("[ORG Brackwell Motors Inc.] grew. Later [PERSON Brackwell] said so.")
    assert [(m.span.text, m.type) for m in find_names(article)][-1] == ("Brackwell", "organisation")
    article = parsed("[ORG Brackwell Motors Inc.] grew. Later [PERSON Ann Brackwell] left. [PERSON Brackwell] said so.")
    assert [(m.span.text, m.type) for m in find_names(article)][-1] == ("Brackwell", "person")


def test_name_after_city_of_is_a_place() -> None:
    assert names_in("They left the city of [PERSON Brackwell] yesterday.") == []


def test_context_decides_between_a_surname_and_a_place() -> None:
    said = "[PERSON Ann Florence] spoke. [PLACE Florence] left. Then [PLACE Florence] denied it."
    assert names_in(said) == [("Ann Florence", "person"), ("Florence", "person"), ("Florence", "person")]
    lived = "[PERSON Ann Florence] spoke. They met in [PLACE Florence]. It was near [PLACE Florence]."
    assert names_in(lived) == [("Ann Florence", "person")]


def test_name_before_a_noun_for_places_is_a_place() -> None:
    assert names_in("The [PERSON Brackwell] valley flooded.") == []
