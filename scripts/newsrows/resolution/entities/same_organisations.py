"""Which names of organisations of different articles are one organisation's."""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.places import nation_of

Words = tuple[str, ...]

_PAIRS: Final = pl.Schema({"words": pl.String(), "home": pl.String(), "articles": pl.UInt32()})
# Names whose short forms are looked up at a time.
_SLICE: Final = 50_000
# So many times as often as all others together: what a short form means without more words.
_MORE: Final = 5


def homes(names: pl.DataFrame, acronyms: pl.DataFrame) -> pl.DataFrame:
    """The fuller name that each name stands for.

    Args:
        names: words (folded, each once), articles.
        acronyms: acronym (folded), words, articles: what articles say of their organisations' acronyms.

    Returns:
        words, home: those names only that stand for another one.
    """
    expanded = _expansions(names, acronyms)
    full = (
        names.join(expanded, on="words", how="left")
        .select(words=pl.coalesce("home", "words"), articles="articles")
        .group_by("words")
        .agg(pl.col("articles").sum())
    )
    longer = _longer(full)
    second = longer.rename({"words": "home", "home": "longer"})
    twice = expanded.join(second, on="home", how="left").select("words", home=pl.coalesce("longer", "home"))
    once = longer.join(expanded, on="words", how="anti")
    return pl.concat([twice, once])


def _expansions(names: pl.DataFrame, acronyms: pl.DataFrame) -> pl.DataFrame:
    """What each short name stands for where the articles, or the list of known organisations, leave one answer."""
    short = names.filter(pl.col("words").str.len_chars() <= 40)["words"]
    known: dict[str, str] = {}
    for words in short:
        full = organisation_name.known_expansion(tuple(words.split(" ")))
        if full is not None:
            known[words] = " ".join(full)
    schema = {"words": pl.String, "home": pl.String}
    listed = pl.DataFrame(list(known.items()), schema=schema, orient="row")
    told = acronyms.filter(pl.col("acronym") != pl.col("words")).rename({"words": "home", "acronym": "words"})
    told = _foremost(told.join(listed, on="words", how="anti"))
    return pl.concat([listed, told.join(names, on="words", how="semi")])


def _longer(names: pl.DataFrame) -> pl.DataFrame:
    """For a short form its longer one: 'Labour Party' for 'Labour'."""
    found: list[pl.DataFrame] = []
    for some in names.iter_slices(_SLICE):
        pairs = [
            (short, full, articles)
            for full, articles in some.select("words", "articles").iter_rows()
            for short in _abridged(full)
        ]
        frame = pl.DataFrame(pairs, schema=_PAIRS, orient="row")
        found.append(frame.join(names, on="words", how="semi"))
    return _foremost(pl.concat(found))


def _abridged(name: str) -> list[str]:
    """The short forms that a name can have: without last words that go without saying."""
    full = tuple(name.split(" "))
    found: list[str] = []
    for n in range(len(full) - 1, 0, -1):
        if not organisation_name.is_droppable(full[n]):
            break
        if not organisation_name.is_general(full[:n]):
            found.append(" ".join(full[:n]))
    return found


def _foremost(pairs: pl.DataFrame) -> pl.DataFrame:
    """One home for each name: the only one, or by far the commonest."""
    summed = pairs.group_by("words", "home").agg(pl.col("articles").sum())
    best = summed.sort("words", "articles", "home", descending=[False, True, False])
    best = best.group_by("words", maintain_order=True).agg(
        pl.col("home").first(), pl.len(), top=pl.col("articles").first(), every=pl.col("articles").sum()
    )
    is_clear = (pl.col("len") == 1) | (pl.col("top") >= _MORE * (pl.col("every") - pl.col("top")))
    return best.filter(is_clear).select("words", "home")


def identity_of(words: str) -> tuple[str, str | None]:
    """What names of one organisation have in common, and the nation in it: 'University of Leeds', 'Leeds University'.

    The nation counts for bodies that every country has: 'Kenyan Supreme Court', 'Supreme Court of Kenya'.
    """
    name = tuple(words.split(" "))
    nation = None
    bare, said = _without_nation(name)
    if said is not None and organisation_name.is_national(words):
        name, nation = bare, said
    if len(name) == 1:
        return name[0], nation
    return " ".join(sorted(set(name) - organisation_name.SMALL)) or words, nation


@cache
def _nation(words: str) -> str | None:
    return nation_of(words)


def _without_nation(name: Words) -> tuple[Words, str | None]:
    for n in (2, 1):
        if len(name) <= n:
            continue
        nation = _nation(" ".join(name[:n]))
        if nation is not None:
            return name[n:], nation
        nation = _nation(" ".join(name[-n:]))
        if nation is not None:
            rest = name[:-n]
            while len(rest) > 1 and rest[-1] in organisation_name.SMALL:
                rest = rest[:-1]
            return rest, nation
    return name, None
