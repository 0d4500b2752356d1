"""Groups the quotes of all articles by utterance: quotes of one speaker that report the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.records.contract import GROUP_LETTERS
from newsrows.resolution.repeats.candidates import Candidates
from newsrows.resolution.repeats.groups import best_parents, leaders
from newsrows.resolution.repeats.wordings import Wording, similarity, variant
from newsrows.resolution.repeats.words import content_stems, normal_words

QUOTE_MEMBER_SCHEMA: Final = pl.Schema({"quote_id": pl.String(), "utterance_id": pl.String(), "variant": pl.String()})
"""One row per quote whose utterance has other quotes."""

UTTERANCE_SCHEMA: Final = pl.Schema(
    {
        "utterance_id": pl.String(),
        "person_id": pl.String(),
        "organisation_id": pl.String(),
        "text": pl.String(),
        "quotes": pl.Int64(),
        "articles": pl.Int64(),
        "independent_articles": pl.Int64(),
        "first_published_on": pl.Date(),
    }
)
"""One row per utterance with several quotes, as in schemas/utterances.json."""

_QUOTE_SCHEMA: Final = pl.Schema(
    {
        "item": pl.UInt64(),
        "quote_id": pl.String(),
        "kind": pl.String(),
        "polarity": pl.String(),
        "text": pl.String(),
        "speaker": pl.String(),
        "person_id": pl.String(),
        "organisation_id": pl.String(),
        "day": pl.Int32(),
        "rank": pl.UInt32(),
        "source": pl.UInt32(),
    }
)
# Words are keys together with the speaker, up to this number: a long quote is found by its pairs of words.
_MAX_SINGLE_WORDS: Final = 40
# Quotes of unknown speakers are compared only if they have this many content words.
_MIN_UNKNOWN: Final = 5
# A quote of which this share is in another one follows it into its group, whatever leads the group.
_CLOSE: Final = 0.8
# A wording is nearly as long as the longest if it has this share of its words.
_NEARLY: Final = 0.8
# Ways in which an article gives a speaker without saying who it is.
_UNNAMED: Final = ("pronoun", "continued", "none")


@dataclass(frozen=True, slots=True, eq=False)
class Utterances:
    """The utterances that have several quotes.

    Attributes:
        members: rows of `QUOTE_MEMBER_SCHEMA`.
        rows: rows of `UTTERANCE_SCHEMA`, sorted by id.
    """

    members: pl.DataFrame
    rows: pl.DataFrame


class UtteranceFinder:
    """Collects the quotes of all articles, slice by slice, and groups them.

    Args:
        folder: an existing folder for what does not fit in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._candidates = Candidates(folder, "quotes", _keys_of_rows)

    def add(self, quotes: pl.DataFrame, articles: pl.DataFrame) -> None:
        """Add the quotes of some articles.

        Args:
            quotes: rows of the table quotes with ids of people and organisations.
            articles: article_id, published_on, `rank` and `source` of these articles: the place in the order of time,
                and that of the original, or of the article itself if it is not a copy.

        Raises:
            OSError: a file cannot be written.
        """
        self._candidates.add(_quote_rows(quotes, articles))

    def finish(self) -> Utterances:
        """The utterances of all quotes. It can be called once.

        Raises:
            OSError: a file cannot be read.
        """
        links = [link for pairs in self._candidates.pairs() for link in self._similar(pairs)]
        if not links:
            return Utterances(pl.DataFrame(schema=QUOTE_MEMBER_SCHEMA), pl.DataFrame(schema=UTTERANCE_SCHEMA))
        similarities = {frozenset(link[:2]): link[2] for link in links}
        quotes = self._candidates.rows(pl.Series([item for link in links for item in link[:2]], dtype=pl.UInt64))
        parents = best_parents(links, _ranks(quotes).__getitem__)
        weak = {pair for pair in parents.items() if similarities[frozenset(pair)] < _CLOSE}
        far = [
            (lead, item) for item, lead in leaders(parents).items() if (item, parents[item]) in weak - {(item, lead)}
        ]
        alike = {item for _, item, _ in self._similar(_as_pairs(far))}
        for _, item in far:
            if item not in alike:
                del parents[item]
        return _utterances(quotes, leaders(parents))

    def _similar(self, pairs: pl.DataFrame) -> Iterator[tuple[int, int, float]]:
        """The pairs that report the same words, and how similar they are."""
        if pairs.is_empty():
            return
        rows = self._candidates.rows_of(pairs)
        wordings = dict(zip(rows["item"], _wordings(rows), strict=True))
        for one, other in pairs.select("earlier", "later").iter_rows():
            if (similar := similarity(wordings[one], wordings[other])) is not None:
                yield one, other, similar


def _quote_rows(quotes: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of `_QUOTE_SCHEMA`."""
    named = pl.col("speaker").str.to_lowercase().str.replace(r"^(?:the|a|an)\s+", "").str.replace_all(r"\s+", " ")
    is_named = ~pl.col("attribution").is_in(list(_UNNAMED))
    speaker = pl.coalesce(
        pl.format("p:{}", "person_id"), pl.format("o:{}", "organisation_id"), pl.when(is_named).then("n:" + named)
    )
    rows = quotes.join(articles.select("article_id", "published_on", "rank", "source"), on="article_id")
    return rows.select(
        item=item_number(),
        quote_id="quote_id",
        kind="kind",
        polarity="polarity",
        text="text",
        speaker=speaker,
        person_id="person_id",
        organisation_id="organisation_id",
        day=pl.col("published_on").cast(pl.Int32),
        rank="rank",
        source="source",
    ).cast(_QUOTE_SCHEMA)


def item_number() -> pl.Expr:
    """The number of a row of an article: in the order of time, and within an article in that of the text."""
    return pl.col("rank").cast(pl.UInt64) * 2**32 + pl.col("start").cast(pl.UInt64)


def _keys_of_rows(rows: pl.DataFrame) -> list[list[str]]:
    return [_keys(text, speaker) for text, speaker in rows.select("text", "speaker").iter_rows()]


def _keys(text: str, speaker: str | None) -> list[str]:
    """What a quote must share with another one to be compared with it."""
    stems = content_stems(normal_words(text))
    keys: dict[str, None] = {}
    if speaker is not None:
        keys |= dict.fromkeys(f"{speaker}\t{stem}" for stem in list(dict.fromkeys(stems))[:_MAX_SINGLE_WORDS])
        keys |= dict.fromkeys(f"{speaker}\t{one} {other}" for one, other in pairwise(stems))
    if len(stems) >= _MIN_UNKNOWN:
        keys |= dict.fromkeys("\t" + " ".join(stems[start : start + 4]) for start in range(len(stems) - 3))
    return list(keys) or [f"{speaker}\t{text.lower()}"]


def _wordings(rows: pl.DataFrame) -> Iterator[Wording]:
    columns = rows.select("kind", "polarity", "text", "speaker", "day", "source")
    return (Wording(*row) for row in columns.iter_rows())


def _ranks(quotes: pl.DataFrame) -> dict[int, tuple[int, ...]]:
    """Direct quotes come before mixed and indirect ones, then fuller quotes before shorter ones, then earlier ones."""
    order = {"direct": 0, "mixed": 1, "indirect": 2}
    return {
        item: (order[kind], -len(normal_words(text)), item)
        for item, kind, text in quotes.select("item", "kind", "text").iter_rows()
    }


def _as_pairs(links: Sequence[tuple[int, int]]) -> pl.DataFrame:
    schema = {"earlier": pl.UInt64, "later": pl.UInt64}
    return pl.DataFrame(links, schema=schema, orient="row")


def _utterances(quotes: pl.DataFrame, leads: Mapping[int, int]) -> Utterances:
    """The utterances of the quotes that have a leader, and of the leaders."""
    groups: dict[int, list[int]] = {}
    for item, lead in leads.items():
        groups.setdefault(lead, [lead]).append(item)
    rows = {row["item"]: row for row in quotes.iter_rows(named=True)}
    ranks = _ranks(quotes)
    members: list[tuple[str, str, str]] = []
    utterances: list[tuple[object, ...]] = []
    for items in groups.values():
        for group in _by_speaker(sorted(items, key=ranks.__getitem__), rows):
            if len(group) > 1:
                utterance_id = group_id("utterances", rows[min(group)]["quote_id"])
                fullest = _wording(rows[_fullest(group, rows)])
                members += [
                    (rows[item]["quote_id"], utterance_id, variant(_wording(rows[item]), fullest)) for item in group
                ]
                utterances.append(_utterance_row(utterance_id, fullest.text, [rows[item] for item in group]))
    dated = pl.DataFrame(utterances, schema={**UTTERANCE_SCHEMA, "first_published_on": pl.Int32}, orient="row")
    return Utterances(
        pl.DataFrame(members, schema=QUOTE_MEMBER_SCHEMA, orient="row").sort("quote_id"),
        dated.cast(UTTERANCE_SCHEMA).sort("utterance_id"),
    )


def _by_speaker(items: Iterable[int], rows: Mapping[int, Mapping[str, object]]) -> Iterator[list[int]]:
    """The items of each linked speaker; those of others go with the first one."""
    groups: dict[object, list[int]] = {}
    unknown: list[int] = []
    for item in items:
        speaker = rows[item]["person_id"] or rows[item]["organisation_id"]
        (unknown if speaker is None else groups.setdefault(speaker, [])).append(item)
    first = next(iter(groups), None)
    groups[first] = sorted([*groups.get(first, []), *unknown], key=list(items).index)
    yield from groups.values()


def group_id(table: str, row_id: str) -> str:
    """The id of a group of rows, from the id of its first row: `a:u12` for `a:q12`."""
    article, _, place = row_id.rpartition(":")
    return f"{article}:{GROUP_LETTERS[table]}{place[1:]}"


def _wording(row: Mapping[str, object]) -> Wording:
    return Wording(**{name: row[name] for name in ("kind", "polarity", "text", "speaker", "day", "source")})  # type: ignore[arg-type]


def _fullest(items: Sequence[int], rows: Mapping[int, Mapping[str, object]]) -> int:
    """The item with the fullest wording; `items` are sorted by `_ranks`.

    Of wordings that are nearly as long as the longest, it is the commonest, then the earliest: an outlet that changes
    words may add some.
    """
    kind = rows[items[0]]["kind"]
    words = {item: tuple(_wording(rows[item]).words) for item in items if rows[item]["kind"] == kind}
    longest = len(words[items[0]])
    times = Counter(words.values())
    long = [item for item, its_words in words.items() if len(its_words) >= _NEARLY * longest]
    return min(long, key=lambda item: (-times[words[item]], item))


def _utterance_row(utterance_id: str, text: str, rows: Sequence[Mapping[str, object]]) -> tuple[object, ...]:
    """A row of `UTTERANCE_SCHEMA`."""
    linked = next((row for row in rows if row["person_id"] or row["organisation_id"]), rows[0])
    return (
        utterance_id,
        linked["person_id"],
        linked["organisation_id"],
        text,
        len(rows),
        len({row["rank"] for row in rows}),
        len({row["source"] for row in rows}),
        min((row["day"] for row in rows if row["day"] is not None), default=None),  # type: ignore[type-var]
    )
