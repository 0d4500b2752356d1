"""People, organisations and aliases with how often they come, counted slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema

Relation = Callable[[EntityType, str, str, str], str]
"""(person or organisation, its id, its name, a form of it) to how the two relate, as in aliases.relation."""

# Letters of aliases.alias_id, by the column that says whose alias it is.
_LETTERS: Final = {"person_id": "p", "organisation_id": "o"}
_NAMING: Final = ("name", "partial", "acronym")
# Counts are added up whenever there are so many of them: enough that it is rare, few enough to hold in memory.
_MANY = 1_000_000


class Counts:
    """How often each person and organisation is mentioned, under which forms, and quoted.

    Every article's rows must come in one slice, for articles are counted there.
    """

    def __init__(self) -> None:
        self._mentions: list[pl.DataFrame] = []
        self._quotes: list[pl.DataFrame] = []
        self._forms: list[pl.DataFrame] = []

    def add(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Count a slice: its `mentions` and `quotes`, with ids."""
        whose = list(_LETTERS)
        counted = [pl.col("article_id").n_unique().alias("articles"), pl.len().cast(pl.Int64).alias("mentions")]
        mentions = tables["mentions"].with_columns(form=pl.col("text").str.replace_all(r"\s+", " "))
        named = mentions.filter(pl.col("kind").is_in(_NAMING))
        _append(self._mentions, mentions.group_by(whose).agg(counted), whose)
        _append(self._forms, named.group_by([*whose, "form"]).agg(counted), [*whose, "form"])
        spoken = tables["quotes"].filter(pl.any_horizontal(pl.col(whose).is_not_null()))
        _append(self._quotes, spoken.group_by(whose).agg(quotes=pl.len().cast(pl.Int64)), whose)

    def tables(self, people: pl.DataFrame, organisations: pl.DataFrame, relation: Relation) -> dict[str, pl.DataFrame]:
        """The tables people, organisations and aliases, columns as in schemas/, sorted by primary key.

        Args:
            people: the columns of schemas/people.json but for counts; who is nowhere mentioned gets no row.
            organisations: likewise.
            relation: how a form relates to a name.
        """
        found = {
            "people": self._with_counts(people, "person_id"),
            "organisations": self._with_counts(organisations, "organisation_id"),
        }
        found["aliases"] = self._aliases(found, relation)
        tables = load_tables()
        return {
            name: frame.select(polars_schema(tables[name]).names()).sort(tables[name].primary_key)
            for name, frame in found.items()
        }

    def _with_counts(self, entities: pl.DataFrame, key: str) -> pl.DataFrame:
        whose = list(_LETTERS)
        mentions = _added(self._mentions, whose).select(key, "articles", "mentions").drop_nulls(key)
        quotes = _added(self._quotes, whose).select(key, "quotes").drop_nulls(key)
        return (
            entities.join(mentions, on=key)
            .join(quotes, on=key, how="left")
            .with_columns(pl.col("articles", "mentions", "quotes").fill_null(0).cast(pl.Int64))
        )

    def _aliases(self, entities: Mapping[str, pl.DataFrame], relation: Relation) -> pl.DataFrame:
        forms = _added(self._forms, [*_LETTERS, "form"])
        found = [
            _numbered(forms.drop_nulls(key), entities[table].select(key, "name"), key, relation)
            for table, key in (("people", "person_id"), ("organisations", "organisation_id"))
        ]
        return pl.concat(found).with_columns(pl.col("articles").cast(pl.Int64))


def _numbered(forms: pl.DataFrame, names: pl.DataFrame, key: str, relation: Relation) -> pl.DataFrame:
    """Aliases with number and relation: the commonest form of each person or organisation first."""
    kind: EntityType = "person" if key == "person_id" else "organisation"
    rows = forms.join(names, on=key).sort([key, "mentions", "form"], descending=[False, True, False])
    named = rows.select(key, "name", "form").iter_rows()
    return rows.with_columns(
        relation=pl.Series([relation(kind, *row) for row in named], dtype=pl.String),
        alias_id=pl.format("{}:{}:{}", pl.lit(_LETTERS[key]), key, pl.int_range(pl.len()).over(key)),
    ).drop("name")


def _append(parts: list[pl.DataFrame], part: pl.DataFrame, keys: list[str]) -> None:
    parts.append(part)
    if len(parts) > 1 and sum(frame.height for frame in parts[1:]) > max(_MANY, parts[0].height):
        parts[:] = [_added(parts, keys)]


def _added(parts: list[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    return pl.concat(parts).group_by(keys).agg(pl.all().sum())
