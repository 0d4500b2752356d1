"""Finds the entity that a mark names.

A build assigns ids from all its articles, so an id may change. Marks therefore use names as the article writes them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import polars as pl

from newsrows.records import EntityType
from newsrows.records.contract import NAMING_KINDS
from newsrows.records.entity_kinds import ORGANISATION, PERSON
from newsrows.review.article_rows import ENTITY_COLUMNS, ArticleRows, CorrectionError
from newsrows.review.marks import Reviews


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of people and organisations in the package; only ids that marks use are needed."""

    people: Collection[str] = ()
    organisations: Collection[str] = ()

    def ids(self, kind: EntityType) -> Collection[str]:
        """The ids of one type of entity."""
        return self.people if kind == PERSON.type else self.organisations


def known_entities(people: pl.DataFrame, organisations: pl.DataFrame, reviews: Reviews) -> Known:
    """The ids of `people` (person_id) and `organisations` (organisation_id) that corrections use."""
    named = list(reviews.named)
    return Known(
        *(
            frozenset(frame.filter(pl.col(kind.id_column).is_in(named))[kind.id_column])
            for kind, frame in ((PERSON, people), (ORGANISATION, organisations))
        )
    )


@dataclass(frozen=True, slots=True)
class Identities:
    """The entities that an article mentions, by type and by each form of their names; and ids known besides."""

    known: Known
    forms: Mapping[EntityType, Mapping[str, set[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: ArticleRows, known: Known) -> Identities:
        """The identities in an article; an id is also a form of its entity."""
        forms: dict[EntityType, dict[str, set[str]]] = {kind: {} for kind in ENTITY_COLUMNS}
        for row in rows.tables["mentions"]:
            for kind, column in ENTITY_COLUMNS.items():
                if row[column] is not None:
                    forms[kind].setdefault(row[column], set()).add(row[column])
                    if row["kind"] in NAMING_KINDS:
                        forms[kind].setdefault(_normalised(row["text"]), set()).add(row[column])
        return cls(known, forms)

    def id_of(self, kind: EntityType, name: str) -> str:
        """The id of the entity that the article calls `name`, or that has `name` as its id.

        Raises:
            CorrectionError: there is no such entity, or more than one.
        """
        ids = self.forms.get(kind, {}).get(_normalised(name), set())
        if len(ids) > 1:
            listed = ", ".join(sorted(ids))
            raise CorrectionError(f'{kind} "{name}" is the name of {len(ids)} in this article; give the id: {listed}')
        if ids:
            return next(iter(ids))
        if name in self.known.ids(kind):
            return name
        raise CorrectionError(
            f'{kind} "{name}" is neither named in this article nor an id in this package; expected a name as the '
            "article writes it, or an id"
        )


def _normalised(name: str) -> str:
    return " ".join(name.split())
