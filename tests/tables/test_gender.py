"""The gender of people, by honorifics, nouns and pronouns whose link is certain; never by a given name."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.records import LinkedArticle, LinkedMention, LinkedQuote, Mention, Quote, Span, Syntax
from newsrows.records.findings import Gender, MentionForm
from newsrows.records.linked import MentionKind
from newsrows.tables.gender import GenderEvidence, gender_evidence, shown_genders

TEXT = """\
Ms Brook met Cy Dale. She thanked him.

They left. "It rained," she said. Her boat was wet."""


def _span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span.of(TEXT, start, start + len(words))


def _linked(
    words: str, entity: int, form: MentionForm = "pronoun", gender: Gender | None = "female", noun: Gender | None = None
) -> LinkedMention:
    span = _span(words)
    syntax = Syntax(span.start, span.start, "subject", None, False, (), None, noun) if noun else None
    kinds: dict[MentionForm, MentionKind] = {"name": "name", "nominal": "nominal", "pronoun": "pronoun"}
    return LinkedMention(Mention(span, "person", form, 0, gender=gender, syntax=syntax), kinds[form], entity)


def _shown(*mentions: LinkedMention) -> list[GenderEvidence]:
    quote = LinkedQuote(Quote("direct", (_span("It rained,"),), speaker=_span("she")), "pronoun", 0)
    linked = LinkedArticle("boats", 20, 5, 2, mentions=mentions, quotes=(quote,))
    return list(gender_evidence(linked, TEXT))


BROOK = _linked("Brook", 0, "name", "female")


def test_an_honorific_shows_the_gender_and_a_given_name_does_not() -> None:
    assert _shown(BROOK, _linked("Cy Dale", 1, "name", None)) == [
        GenderEvidence("female", "honorific"),
        GenderEvidence(),
    ]


def test_a_noun_shows_the_gender_as_a_mention_and_beside_a_name() -> None:
    brother = _linked("Cy Dale", 1, "name", None, noun="male")
    assert _shown(brother, _linked("boat", 0, "nominal", "female")) == [
        GenderEvidence("male", "noun"),
        GenderEvidence("female", "noun"),
    ]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("She", "pronouns"),  # after the name, in its paragraph
        ("she", "pronouns"),  # who speaks
        ("Her", None),  # in another paragraph than the name
    ],
)
def test_a_pronoun_counts_after_a_name_in_its_paragraph_or_as_a_speaker(words: str, source: str | None) -> None:
    assert _shown(BROOK, _linked(words, 0))[1].gender_source == source


def test_a_pronoun_before_the_name_or_after_that_of_somebody_else_does_not_count() -> None:
    assert _shown(_linked("Ms", 1, gender="male"), BROOK, _linked("him", 1, gender="male"))[::2] == [
        GenderEvidence(),
        GenderEvidence(),
    ]


def _genders(*rows: tuple[str, Gender, int]) -> list[tuple[str, str]]:
    schema = {"gender_source": pl.String, "gender": pl.String, "mentions": pl.Int64}
    counts = pl.DataFrame(rows, schema=schema, orient="row").with_columns(person_id=pl.lit("ada-brook"))
    return shown_genders(counts).select("gender", "gender_source").rows()


def test_the_most_certain_source_is_named() -> None:
    assert _genders(("pronouns", "female", 9), ("noun", "female", 1)) == [("female", "noun")]
    assert _genders(("pronouns", "female", 9), ("noun", "female", 1), ("honorific", "female", 1)) == [
        ("female", "honorific")
    ]


def test_sources_that_contradict_each_other_show_nothing() -> None:
    assert _genders(("honorific", "male", 1), ("pronouns", "female", 30)) == []


def test_one_slip_among_ten_pronouns_is_allowed_and_two_are_not() -> None:
    assert _genders(("pronouns", "female", 9), ("pronouns", "male", 1)) == [("female", "pronouns")]
    assert _genders(("pronouns", "female", 8), ("pronouns", "male", 2)) == []
