"""Finds which names of organisations are the same one's: well-known acronyms, short forms, reordered words, nations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import polars as pl

from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.organisation_kinds import is_national
from newsrows.resolution.names.places import nation_of

Words = tuple[str, ...]

_PAIR_SCHEMA: Final = pl.Schema({"words": pl.String(), "full_name": pl.String(), "articles": pl.UInt32()})
# How many names are compared with their short forms at a time, to limit memory.
_SLICE: Final = 50_000
# A short form stands for a full name if that has this many times the articles of all other full names together.
_DOMINANT: Final = 5
# Longer names are not looked up in the list of well-known acronyms.
_MAX_ACRONYM_LENGTH: Final = 40


def full_names(names: pl.DataFrame) -> pl.DataFrame:
    """The fuller names that acronyms of well-known organisations and short forms stand for, whatever the article.

    Args:
        names: words (a folded name, each once), articles.

    Returns:
        words, full_name: only names that stand for another one.
    """
    expanded = _well_known(names)
    expanded_names = (
        names.join(expanded, on="words", how="left")
        .select(words=pl.coalesce("full_name", "words"), articles="articles")
        .group_by("words")
        .agg(pl.col("articles").sum())
    )
    longer = _longer_names(expanded_names)
    second_step = longer.rename({"words": "full_name", "full_name": "longer"})
    of_acronyms = expanded.join(second_step, on="full_name", how="left").select(
        "words", full_name=pl.coalesce("longer", "full_name")
    )
    of_other_names = longer.join(expanded, on="words", how="anti")
    return pl.concat([of_acronyms, of_other_names])


def _well_known(names: pl.DataFrame) -> pl.DataFrame:
    """Full names of acronyms in the list of well-known organisations."""
    short_names = names.filter(pl.col("words").str.len_chars() <= _MAX_ACRONYM_LENGTH)["words"]
    known: dict[str, str] = {}
    for words in short_names:
        full_name = organisation_name.known_expansion(tuple(words.split(" ")))
        if full_name is not None:
            known[words] = " ".join(full_name)
    return pl.DataFrame(list(known.items()), schema={"words": pl.String, "full_name": pl.String}, orient="row")


def _longer_names(names: pl.DataFrame) -> pl.DataFrame:
    """The longer names of short forms: 'labour party' for 'labour'."""
    parts: list[pl.DataFrame] = []
    for some_names in names.iter_slices(_SLICE):
        pairs = [
            (short, full_name, articles)
            for full_name, articles in some_names.select("words", "articles").iter_rows()
            for short in _abridged_forms(full_name)
        ]
        frame = pl.DataFrame(pairs, schema=_PAIR_SCHEMA, orient="row")
        parts.append(frame.join(names, on="words", how="semi"))
    return dominant_names(pl.concat(parts))


def _abridged_forms(name: str) -> list[str]:
    """The short forms of a name: without last words that are not needed."""
    words = tuple(name.split(" "))
    forms: list[str] = []
    for n in range(len(words) - 1, 0, -1):
        if not organisation_name.is_optional_word(words[n]):
            break
        if not organisation_name.is_general(words[:n]):
            forms.append(" ".join(words[:n]))
    return forms


def dominant_names(pairs: pl.DataFrame, by: Sequence[str] = ("words",)) -> pl.DataFrame:
    """One full name per short form: the only one, or by far the commonest; no row where neither holds.

    Args:
        pairs: the columns of `by`, full_name, articles.
        by: what makes a short form.
    """
    summed = pairs.group_by(*by, "full_name").agg(pl.col("articles").sum())
    best = summed.sort("articles", "full_name", descending=[True, False])
    best = best.group_by(*by, maintain_order=True).agg(
        pl.col("full_name").first(), pl.len(), top=pl.col("articles").first(), total=pl.col("articles").sum()
    )
    is_clear = (pl.col("len") == 1) | (pl.col("top") >= _DOMINANT * (pl.col("total") - pl.col("top")))
    return best.filter(is_clear).select(*by, "full_name").sort(*by)


def identity_of(words: str) -> tuple[str, str | None]:
    """What all names of an organisation have in common: its words in alphabetical order, and the nation in the name.

    'University of Leeds' and 'Leeds University' have one identity. The nation is separated only from names that
    organisations of several countries have: 'Kenyan Supreme Court', 'Supreme Court of Kenya'.

    Args:
        words: a folded name, its words separated by spaces.
    """
    name = tuple(words.split(" "))
    nation = None
    rest, nation_in_name = _separate_nation(name)
    if nation_in_name is not None and is_national(words):
        name, nation = rest, nation_in_name
    if len(name) == 1:
        return name[0], nation
    return " ".join(sorted(set(name) - organisation_name.FUNCTION_WORDS)) or words, nation


@cache
def _nation(words: str) -> str | None:
    return nation_of(words)


def _separate_nation(name: Words) -> tuple[Words, str | None]:
    """A name without the nation at its beginning or end, and the nation."""
    for n in (2, 1):
        if len(name) <= n:
            continue
        nation = _nation(" ".join(name[:n]))
        if nation is not None:
            return name[n:], nation
        nation = _nation(" ".join(name[-n:]))
        if nation is not None:
            rest = name[:-n]
            while len(rest) > 1 and rest[-1] in organisation_name.FUNCTION_WORDS:
                rest = rest[:-1]
            return rest, nation
    return name, None
