from __future__ import annotations

import pytest

from extraction.marked import parsed
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.references.finder import find_references


def references(marked: str) -> list[tuple[str, str, str]]:
    article = parsed(marked)
    return [(m.span.text, m.type, m.form) for m in find_references(article, find_names(article))]


def test_a_pronoun_shows_the_gender() -> None:
    article = parsed("She met him and I left.")
    assert [(m.span.text, m.gender) for m in find_references(article, ())] == [
        ("She", "female"),
        ("him", "male"),
        ("I", None),
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later the minister left.", ("the minister", "person", "nominal")),
        ("Our housing minister left.", ("Our housing minister", "person", "nominal")),
        ("Later the chief executive left.", ("the chief executive", "person", "nominal")),
        ("Later the council left.", ("the council", "organisation", "nominal")),
        ("Later the 44-year-old left.", ("the 44-year-old", "person", "nominal")),
        ("Later the two-year-old left.", ("the two-year-old", "person", "nominal")),
        ("Later the executive left.", ("the executive", "organisation", "nominal")),
    ],
)
def test_a_nominal_is_a_reference(marked: str, expected: tuple[str, str, str]) -> None:
    assert references(marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "Later the minister Ann Carter left.",
        "A minister left.",
        "Ministers left.",
        "Later the council leader of Riverton left.",
        "Later the director of Coast Bank left.",
        "Later a 44-year-old left.",
        "Later the 44-year-old minister left.",
        "Later the 44-year-old former minister left.",
    ],
)
def test_a_phrase_that_introduces_somebody_is_not_a_reference(marked: str) -> None:
    assert references(marked) == []


def test_a_title_shows_the_gender() -> None:
    article = parsed("Later the spokeswoman left.")
    assert [m.gender for m in find_references(article, ())] == ["female"]


def test_the_longer_of_two_phrases_after_one_article_is_the_reference() -> None:
    assert references("Later the chief interim officer left.") == [("the chief interim officer", "person", "nominal")]
