"""Finds what came, went and changed between two versions of an article.

Both versions are extracted together, as if they were two articles. So quotes of the same words have one utterance,
figures about the same thing one claim, and a person has one id: rows that share it are one row in two versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import polars as pl

OLD: Final = "old"
"""The article_id of the old version."""

NEW: Final = "new"
"""The article_id of the new version."""

_NAMING: Final = ("name", "partial", "acronym")

# A speaker's quotes that begin or end with so many equal words are one quote that was edited.
_ENOUGH_WORDS: Final = 4

Details = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A quote, a figure, a person or an organisation in one version.

    Attributes:
        keys: what tells that it is the same one in the other version, best first.
        details: names and values that are shown; two rows with the same details are equal.
    """

    keys: tuple[str, ...]
    details: Details


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """What differs between the versions in one kind of rows.

    Attributes:
        name: quotes, figures, people or organisations.
        unchanged: the number of rows that are equal in both versions.
        came: what only the new version has: names and values of each row.
        went: what only the old version has.
        changed: pairs of an old and a new row.
    """

    name: str
    unchanged: int = 0
    came: tuple[Details, ...] = ()
    went: tuple[Details, ...] = ()
    changed: tuple[tuple[Details, Details], ...] = field(default=())


def compare_versions(tables: Mapping[str, pl.DataFrame]) -> tuple[VersionDiff, ...]:
    """The differences in quotes, figures, people and organisations.

    Args:
        tables: the tables of two articles with the ids `OLD` and `NEW`.
    """
    names = {**_names(tables["people"], "person_id"), **_names(tables["organisations"], "organisation_id")}
    readers: Mapping[str, Callable[[str], Iterable[Row]]] = {
        "quotes": lambda version: _quotes(_of(tables["quotes"], version), names),
        "figures": lambda version: _figures(_of(tables["statistics"], version)),
        "people": lambda version: _people(_of(tables["mentions"], version), _of(tables["roles"], version), names),
        "organisations": lambda version: _entities(_of(tables["mentions"], version), "organisation_id", names),
    }
    return tuple(_diff(name, list(read(OLD)), list(read(NEW))) for name, read in readers.items())


def _diff(name: str, old: list[Row], new: list[Row]) -> VersionDiff:
    """Pair rows that are equal, then those that share their best key, then the next one; what is left came or went."""
    unchanged, old, new = _paired(old, new, lambda row: (*row.keys[:1], row.details))
    more, old, new = _paired(old, new, lambda row: row.details)
    changed: list[tuple[Row, Row]] = []
    for place in range(max((len(row.keys) for row in [*old, *new]), default=0)):
        pairs, old, new = _paired(old, new, partial(_key, place))
        changed += pairs
    return VersionDiff(
        name,
        unchanged=len(unchanged) + len(more),
        came=tuple(row.details for row in new),
        went=tuple(row.details for row in old),
        changed=tuple((before.details, after.details) for before, after in changed),
    )


def _key(place: int, row: Row) -> str:
    return row.keys[place]


def _paired(
    old: list[Row], new: list[Row], key: Callable[[Row], object]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The pairs of rows with the same key, in order, and the rows that are left on each side."""
    waiting: dict[object, list[Row]] = defaultdict(list)
    for row in reversed(old):
        waiting[key(row)].append(row)
    pairs: list[tuple[Row, Row]] = []
    left: list[Row] = []
    for row in new:
        if same := waiting[key(row)]:
            pairs.append((same.pop(), row))
        else:
            left.append(row)
    used = {id(before) for before, _ in pairs}
    return pairs, [row for row in old if id(row) not in used], left


def _of(table: pl.DataFrame, version: str) -> pl.DataFrame:
    return table.filter(pl.col("article_id") == version).sort("start")


def _names(table: pl.DataFrame, key: str) -> dict[str, str]:
    return dict(table.select(key, "name").iter_rows())


def _quotes(quotes: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Row]:
    for row in quotes.iter_rows(named=True):
        linked = row["person_id"] or row["organisation_id"]
        speaker = names.get(linked, linked) if linked else row["speaker"]
        words = row["text"].lower().split()
        ends = (f"{speaker}: {' '.join(part)}" for part in (words[:_ENOUGH_WORDS], words[-_ENOUGH_WORDS:]))
        keys = (row["utterance_id"], *ends)
        yield Row(keys, (("text", row["text"]), ("speaker", speaker), ("kind", row["kind"])))


def _figures(statistics: pl.DataFrame) -> Iterator[Row]:
    for row in statistics.iter_rows(named=True):
        values = {name: row[name] for name in ("text", "value", "value_max", "bound", "unit")}
        shown = tuple((name, f"{value:.15g}" if isinstance(value, float) else value) for name, value in values.items())
        # A figure is also the same one if nothing but the figure changed in its sentence.
        yield Row((row["claim_id"], row["sentence"].replace(row["text"], "\0", 1)), shown)


def _people(mentions: pl.DataFrame, roles: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Row]:
    titles: dict[str, str] = {}
    for person, title in roles.drop_nulls("person_id").select("person_id", "title").sort("title").iter_rows():
        titles[person] = f"{titles[person]}; {title}" if person in titles else title
    yield from _entities(mentions, "person_id", names, titles)


def _entities(
    mentions: pl.DataFrame, key: str, names: Mapping[str, str], titles: Mapping[str, str] | None = None
) -> Iterator[Row]:
    """The people or organisations that are named, each with the fullest form of the name in this version."""
    named = mentions.filter(pl.col("kind").is_in(_NAMING)).drop_nulls(key)
    by_length = named.with_columns(length=pl.col("text").str.len_chars())
    by_length = by_length.sort("length", "start", descending=[True, False])
    for entity, form in by_length.unique(key, keep="first", maintain_order=True).select(key, "text").iter_rows():
        details: Details = (("name", names.get(entity, form)), ("called", form))
        yield Row((entity,), details if titles is None else (*details, ("titles", titles.get(entity))))
