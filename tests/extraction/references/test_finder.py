from __future__ import annotations

import pytest

from extraction.marked import parsed
from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
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
        "It rained. It snowed. A minister left.",
        "Ministers left.",
        "Later the council leader of Riverton left.",
        "Later the director of Coast Bank left.",
        "Later a 44-year-old left.",
        "Later the 44-year-old former minister of food left.",
    ],
)
def test_a_phrase_that_introduces_somebody_is_not_a_reference(marked: str) -> None:
    assert references(marked) == []


def test_a_title_shows_the_gender() -> None:
    article = parsed("Later the spokeswoman left.")
    assert [m.gender for m in find_references(article, ())] == ["female"]


def test_the_longer_of_two_phrases_after_one_article_is_the_reference() -> None:
    assert references("Later the chief interim officer left.") == [("the chief interim officer", "person", "nominal")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later the young senior prime minister left.", ["the young senior prime minister"]),
        ("Later the small young senior prime minister left.", []),
    ],
)
def test_a_nominal_has_at_most_three_words_before_its_head(marked: str, expected: list[str]) -> None:
    assert [text for text, _, _ in references(marked)] == expected


@pytest.mark.parametrize("determiner", ["the", "our", "their"])
def test_a_determiner_begins_a_nominal(determiner: str) -> None:
    assert references(f"Later {determiner} minister left.") == [(f"{determiner} minister", "person", "nominal")]


@pytest.mark.parametrize(
    "noun",
    ["member", "general", "major", "lock", "prop", "forward", "driver", "model", "whip", "chair"],
)
def test_a_title_word_with_other_senses_is_not_a_reference(noun: str) -> None:
    assert references(f"Later the {noun} left.") == []


@pytest.mark.parametrize(("word", "is_pronoun"), [("ME", False), ("HIM", True), ("me", True)])
def test_two_capitals_are_an_abbreviation_and_not_a_pronoun(word: str, is_pronoun: bool) -> None:
    assert bool(references(f"She left {word}.")[1:]) is is_pronoun


def test_it_may_be_an_organisation_if_it_speaks() -> None:
    article = parsed("Later it said that. Later it rained.")
    tokens = article.tokens
    tokens.deps[tokens.lower.index("it")] = "nsubj"
    tokens.heads[tokens.lower.index("it")] = tokens.lower.index("said")
    found = [(m.span.text, m.type, m.form) for m in find_references(article, ())]
    assert found == [("it", "organisation", "pronoun")]


# Texts, and whether 'it' or 'they' in them can be an organisation.
OF_ORGANISATIONS = {
    "Palmer Textiles will close its mill. They said the building was unsafe.": True,
    "Palmer Textiles will sack its drivers. They said nobody had told them.": False,
    "Palmer Textiles sued Lumora Ltd. They said the building was unsafe.": False,
    "The police went to Palmer Textiles. They said the building was unsafe.": False,
    "It rained for an hour. They said the building was unsafe.": False,
    "Palmer Textiles opened an inquiry. It found that a valve had failed.": True,
    "Palmer Textiles opened an inquiry. It found a broken valve.": False,
}


@pytest.fixture(scope="module")
def organisations_referred_to() -> dict[str, bool]:
    articles = zip(OF_ORGANISATIONS, parse_all(OF_ORGANISATIONS, load_models()), strict=True)
    found = {text: find_references(article, find_names(article)) for text, article in articles}
    return {
        text: any(m.type == "organisation" and m.form == "pronoun" for m in mentions)
        for text, mentions in found.items()
    }


@pytest.mark.parametrize("text", OF_ORGANISATIONS)
def test_it_and_they_are_an_organisation_if_nobody_else_can_be_meant(organisations_referred_to, text: str) -> None:
    assert organisations_referred_to[text] is OF_ORGANISATIONS[text]
