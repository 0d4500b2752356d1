"""The gender of people: what each mention in an article shows, and what all of them together show.

A gender is never guessed from a given name. Honorifics and nouns show it ('Ms Carter', 'his sister, Ann Carter'), and
so do pronouns if their link is certain enough. The links of pronouns that were wrong at a high confidence stood in
another paragraph than the name, and nearly never said who speaks; so other pronouns are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.records import Gender, LinkedArticle, LinkedMention
from newsrows.records.contract import NAMING_KINDS
from newsrows.records.findings import GenderSource
from newsrows.records.paragraphs import paragraph_at, paragraphs

GENDER_SCHEMA: Final = pl.Schema({"gender": pl.String(), "gender_source": pl.String()})
"""Columns of mentions in a shard: the fields of `GenderEvidence`."""

MIN_CONFIDENCE: Final = 0.8
"""A mention whose link is less probable shows nobody's gender."""

# What shows a gender in an article, the most certain first.
_SOURCES: Final = ("honorific", "noun", "pronouns")
# A source shows the gender that has at least this share of its mentions. Below it they contradict each other.
_AGREEMENT: Final = 0.9


@dataclass(frozen=True, slots=True)
class GenderEvidence:
    """The gender that a mention shows, and by what, as in people.gender_source; both None if it shows none."""

    gender: Gender | None = None
    gender_source: GenderSource | None = None


def gender_evidence(linked: LinkedArticle, text: str) -> Iterator[GenderEvidence]:
    """What each mention of an article shows, in the order of the mentions.

    A pronoun counts if it follows a name of the same person in its paragraph, or if it is the speaker of a quote.

    Args:
        linked: the article's findings, with spans of `text`.
        text: the article's text.
    """
    starts = [start for start, _ in paragraphs(text)] if linked.mentions else []
    speakers = {
        quote.quote.speaker.start for quote in linked.quotes if quote.attribution == "pronoun" and quote.quote.speaker
    }
    last_named: dict[int, int] = {}
    for mention in linked.mentions:
        paragraph = paragraph_at(starts, mention.mention.span.start)
        if mention.kind in NAMING_KINDS:
            last_named[mention.entity] = paragraph
        is_certain = last_named.get(mention.entity) == paragraph or mention.mention.span.start in speakers
        if mention.kind == "pronoun" and not is_certain:
            yield GenderEvidence()
        else:
            yield _shown_by(mention)


def _shown_by(linked: LinkedMention) -> GenderEvidence:
    mention = linked.mention
    if linked.kind == "pronoun":
        return GenderEvidence(mention.gender, "pronouns") if mention.gender else GenderEvidence()
    if mention.gender is not None:
        return GenderEvidence(mention.gender, "noun" if linked.kind == "nominal" else "honorific")
    if mention.syntax is not None and mention.syntax.gender is not None:
        return GenderEvidence(mention.syntax.gender, "noun")
    return GenderEvidence()


def shown_genders(counts: pl.DataFrame) -> pl.DataFrame:
    """person_id, gender and gender_source of the people whose gender the articles' words show without contradiction.

    Args:
        counts: person_id, gender_source, gender, and the number of `mentions` that show it.
    """
    of_source = counts.group_by("person_id", "gender_source").agg(
        gender=pl.col("gender").sort_by("mentions", "gender").last(),
        share=pl.col("mentions").max() / pl.col("mentions").sum(),
    )
    order = pl.col("gender_source").replace_strict({source: place for place, source in enumerate(_SOURCES)})
    of_person = of_source.group_by("person_id").agg(
        pl.col("gender").first(),
        pl.col("gender_source").sort_by(order).first(),
        agree=(pl.col("share").min() >= _AGREEMENT) & (pl.col("gender").n_unique() == 1),
    )
    return of_person.filter("agree").drop("agree")
