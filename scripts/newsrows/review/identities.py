"""Whom a name in a mark means: ids are made anew at every build, so marks call people as their article does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from newsrows.records import EntityType
from newsrows.review.marks import Reviews
from newsrows.review.rows import ENTITY_COLUMNS, ArticleRows, CorrectionError

_NAMING: Final = frozenset({"name", "partial", "acronym"})


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of people and organisations of the package; only those that marks name need be here."""

    people: Collection[str] = ()
    organisations: Collection[str] = ()

    def ids(self, kind: EntityType) -> Collection[str]:
        """Those of people, or of organisations."""
        return self.people if kind == "person" else self.organisations


def known_entities(people: pl.DataFrame, organisations: pl.DataFrame, reviews: Reviews) -> Known:
    """Those of `people` (person_id) and `organisations` (organisation_id) that corrections call by their ids."""
    named = list(reviews.named)
    return Known(
        frozenset(people.filter(pl.col("person_id").is_in(named))["person_id"]),
        frozenset(organisations.filter(pl.col("organisation_id").is_in(named))["organisation_id"]),
    )


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is named in an article, by the forms of the names there, and who else is known."""

    known: Known
    forms: Mapping[EntityType, Mapping[str, set[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: ArticleRows, known: Known) -> Identities:
        """Those of an article's mentions."""
        forms: dict[EntityType, dict[str, set[str]]] = {kind: {} for kind in ENTITY_COLUMNS}
        for row in rows.tables["mentions"]:
            for kind, column in ENTITY_COLUMNS.items():
                if row[column] is not None:
                    forms[kind].setdefault(row[column], set()).add(row[column])
                    if row["kind"] in _NAMING:
                        forms[kind].setdefault(_form(row["text"]), set()).add(row[column])
        return cls(known, forms)

    def id_of(self, kind: EntityType, name: str) -> str:
        """The id of the person or organisation that is called `name` in the article, or has it as its id.

        Raises:
            CorrectionError: nobody is, or more than one.
        """
        found = self.forms.get(kind, {}).get(_form(name), set())
        if len(found) > 1:
            ids = ", ".join(sorted(found))
            raise CorrectionError(f'{kind} "{name}" is the name of {len(found)} in this article; give the id: {ids}')
        if found:
            return next(iter(found))
        if name in self.known.ids(kind):
            return name
        raise CorrectionError(
            f'{kind} "{name}" is neither named in this article nor an id in this package; expected a name as the '
            "article writes it, or an id"
        )


def _form(name: str) -> str:
    return " ".join(name.split())
