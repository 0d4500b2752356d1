from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extraction.names.finder import find_names
from newsrows.extraction.references.finder import find_references


def found(marked: str) -> list[tuple[str, str, str]]:
    article = parsed(marked)
    return [(m.span.text, m.type, m.form) for m in find_references(article, find_names(article))]


def test_pronouns_show_gender() -> None:
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
def test_nominals_refer(marked: str, expected: tuple[str, str, str]) -> None:
    assert found(marked) == [expected]


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
def test_what_names_somebody_new_or_nobody_is_no_reference(marked: str) -> None:
    assert found(marked) == []


def test_the_gender_of_a_title_is_shown() -> None:
    article = parsed("Later the spokeswoman left.")
    assert [m.gender for m in find_references(article, ())] == ["female"]


def test_of_two_heads_after_one_article_the_longer_phrase_counts() -> None:
    assert found("Later the chief interim officer left.") == [("the chief interim officer", "person", "nominal")]
