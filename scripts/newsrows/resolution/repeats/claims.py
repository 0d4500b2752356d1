"""Groups the figures of all articles by claim: figures that are about the same thing, whether or not they agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import polars as pl

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.resolution.repeats.candidates import Candidates
from newsrows.resolution.repeats.figures import Figure, Value, contradiction, evidence, relation
from newsrows.resolution.repeats.groups import best_parents, leaders
from newsrows.resolution.repeats.utterances import group_id, item_number

STATISTIC_MEMBER_SCHEMA: Final = pl.Schema({"statistic_id": pl.String(), "claim_id": pl.String()})
"""One row per figure whose claim has other figures."""

CLAIM_SCHEMA: Final = pl.Schema(
    {
        "claim_id": pl.String(),
        "kind": pl.String(),
        "unit": pl.String(),
        "concept": pl.String(),
        "value": pl.Float64(),
        "value_low": pl.Float64(),
        "value_high": pl.Float64(),
        "statistics": pl.Int64(),
        "articles": pl.Int64(),
        "independent_articles": pl.Int64(),
        "agreement": pl.String(),
        "first_published_on": pl.Date(),
    }
)
"""One row per claim with several figures, as in schemas/claims.json."""

_STATISTIC_SCHEMA: Final = pl.Schema(
    {
        "item": pl.UInt64(),
        "statistic_id": pl.String(),
        "value": pl.Float64(),
        "value_max": pl.Float64(),
        "bound": pl.String(),
        "kind": pl.String(),
        "unit": pl.String(),
        "concept": pl.String(),
        "change": pl.String(),
        "before": pl.String(),
        "after": pl.String(),
        "sentence": pl.String(),
        "is_vague": pl.Boolean(),
        "day": pl.Int32(),
        "rank": pl.UInt32(),
        "source": pl.UInt32(),
        "entities": pl.List(pl.String()),
    }
)
# 'millions', 'tens of thousands' cannot be compared.
_VAGUE: Final = r"(?i)^(?:\w+ of )?(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b"
# Pairs of figures are compared if they have so many keys in common.
_MIN_SHARED: Final = 2
_MAX_STEMS: Final = 10
_MAIN_ENTITIES: Final = 3
_MAX_ENTITIES: Final = 30
# Neighbouring values share a bucket: those whose ratio is below this number.
_BUCKET: Final = 1.25


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """The claims that have several figures.

    Attributes:
        members: rows of `STATISTIC_MEMBER_SCHEMA`.
        rows: rows of `CLAIM_SCHEMA`, sorted by id.
    """

    members: pl.DataFrame
    rows: pl.DataFrame


class ClaimFinder:
    """Collects the figures of all articles, slice by slice, and groups them.

    Args:
        folder: an existing folder for what does not fit in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._candidates = Candidates(folder, "figures", _keys_of_rows)
        self._articles_of: Counter[str] = Counter()

    def add(self, statistics: pl.DataFrame, mentions: pl.DataFrame, articles: pl.DataFrame) -> None:
        """Add the figures of some articles.

        Args:
            statistics: rows of the table statistics.
            mentions: all rows of mentions of these articles, with ids of people and organisations.
            articles: as for `UtteranceFinder.add`, with `text`.

        Raises:
            OSError: a file cannot be written.
        """
        entities = _entities(mentions)
        self._articles_of.update(entities["entities"].explode().drop_nulls().to_list())
        self._candidates.add(_statistic_rows(statistics, entities, articles))

    def finish(self) -> Claims:
        """The claims of all figures. It can be called once.

        Raises:
            OSError: a file cannot be read.
        """
        weights = {entity: _weight(articles) for entity, articles in self._articles_of.items()}
        agreeing: list[tuple[int, int, float]] = []
        differing: list[tuple[int, int, float]] = []
        for chunk in self._candidates.pairs(shared=_MIN_SHARED):
            figures = {row["item"]: _figure(row) for row in self._candidates.rows_of(chunk).iter_rows(named=True)}
            for one, other in chunk.select("earlier", "later").iter_rows():
                if (points := evidence(figures[one], figures[other], weights)) is not None:
                    agreeing.append((one, other, points))
                elif (points := contradiction(figures[one], figures[other], weights)) is not None:
                    differing.append((one, other, points))
        leads = _joined(agreeing, list(_unambiguous(differing, agreeing)))
        if not leads:
            return Claims(pl.DataFrame(schema=STATISTIC_MEMBER_SCHEMA), pl.DataFrame(schema=CLAIM_SCHEMA))
        items = pl.Series([*leads, *leads.values()], dtype=pl.UInt64)
        return _claims(self._candidates.rows(items), leads)


def _joined(agreeing: Sequence[tuple[int, int, float]], differing: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    """The leader of each figure that is not alone: first figures that agree, then groups of them that contradict."""
    leads = leaders(best_parents(agreeing, _place))
    between = [(leads.get(one, one), leads.get(other, other), points) for one, other, points in differing]
    above = leaders(best_parents((link for link in between if link[0] != link[1]), _place))
    joined = {item: above.get(lead, lead) for item, lead in leads.items()}
    return {**above, **joined}


def _unambiguous(
    differing: Iterable[tuple[int, int, float]], agreeing: Iterable[tuple[int, int, float]]
) -> Iterator[tuple[int, int, float]]:
    """The contradictions, without those that another figure of the same article explains.

    A figure cannot contradict several figures of one article. Where it agrees with one of them, it contradicts none:
    'sales rose to 5m from 4m' in two articles are two figures each time.
    """
    met = {(item, other >> 32) for one, two, _ in agreeing for item, other in ((one, two), (two, one))}
    links = [link for link in differing if (link[0], link[1] >> 32) not in met and (link[1], link[0] >> 32) not in met]
    sides = Counter((item, other >> 32) for one, two, _ in links for item, other in ((one, two), (two, one)))
    for one, other, points in links:
        if sides[one, other >> 32] == 1 == sides[other, one >> 32]:
            yield one, other, points


def _place(item: int) -> tuple[int, ...]:
    """Items rank in the order of time."""
    return (item,)


def _entities(mentions: pl.DataFrame) -> pl.DataFrame:
    """article_id and `entities`: the ids of people and organisations in the article, those with most mentions first."""
    kinds = [
        mentions.select("article_id", entity=pl.format(kind.letter + ":{}", kind.id_column)) for kind in ENTITY_KINDS
    ]
    counted = pl.concat(kinds).drop_nulls("entity").group_by("article_id", "entity").len("mentions")
    ordered = counted.sort(["article_id", "mentions", "entity"], descending=[False, True, False])
    return ordered.group_by("article_id", maintain_order=True).agg(entities=pl.col("entity").head(_MAX_ENTITIES))


def _statistic_rows(statistics: pl.DataFrame, entities: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of `_STATISTIC_SCHEMA`."""
    rows = statistics.join(articles.select("article_id", "published_on", "rank", "source"), on="article_id")
    rows = rows.join(entities, on="article_id", how="left")
    # The sentence may have the figure's words twice; which of them it is matters little.
    parts = pl.col("sentence").str.split(pl.col("text"))
    return (
        rows.with_columns(
            item=item_number(),
            before=parts.list.first(),
            after=parts.list.get(1, null_on_oob=True).fill_null(""),
            is_vague=pl.col("text").str.contains(_VAGUE),
            day=pl.col("published_on").cast(pl.Int32),
            entities=pl.col("entities").fill_null([]),
        )
        .select(_STATISTIC_SCHEMA.names())
        .cast(_STATISTIC_SCHEMA)
    )


def _keys_of_rows(rows: pl.DataFrame) -> list[list[str]]:
    return [[] if row["is_vague"] else list(_keys(_figure(row))) for row in rows.iter_rows(named=True)]


def _keys(figure: Figure) -> Iterator[str]:
    """What a figure must share with another one to be compared: the unit, and words or people beside the value."""
    stems = sorted(figure.beside)[:_MAX_STEMS]
    main = sorted(figure.entities)[:_MAIN_ENTITIES]
    bucket = math.floor(math.log(abs(figure.value.low) or 1e-9, _BUCKET))
    for near in (bucket, bucket + 1):
        for word in (*stems, *main):
            yield f"{figure.unit_class}\t{near}\t{word}"
    for word in stems:
        for entity in main:
            yield f"{figure.unit_class}\t{word}\t{entity}"


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(
        article=row["rank"],
        value=Value(row["value"], row["value_max"], row["bound"]),
        kind=row["kind"],
        unit=row["unit"],
        concept=row["concept"],
        change=row["change"],
        before=row["before"],
        after=row["after"],
        sentence=row["sentence"],
        day=row["day"],
        entities=frozenset(row["entities"]),
    )


def _weight(articles: int) -> float:
    """How much it says that two articles name the same person or organisation, which so many articles name."""
    return 0.7 if articles <= 10 else 0.4 if articles <= 100 else 0.2 if articles <= 1000 else 0.1


def _claims(statistics: pl.DataFrame, leads: Mapping[int, int]) -> Claims:
    """The claims of the figures that have a leader, and of the leaders."""
    groups: dict[int, list[int]] = {}
    for item, lead in leads.items():
        groups.setdefault(lead, [lead]).append(item)
    rows = {row["item"]: row for row in statistics.iter_rows(named=True)}
    members: list[tuple[str, str]] = []
    claims: list[tuple[object, ...]] = []
    for items in groups.values():
        group = [rows[item] for item in sorted(items)]
        claim_id = group_id("claims", group[0]["statistic_id"])
        members += [(row["statistic_id"], claim_id) for row in group]
        claims.append(_claim_row(claim_id, group))
    dated = pl.DataFrame(claims, schema={**CLAIM_SCHEMA, "first_published_on": pl.Int32}, orient="row")
    return Claims(
        pl.DataFrame(members, schema=STATISTIC_MEMBER_SCHEMA, orient="row").sort("statistic_id"),
        dated.cast(CLAIM_SCHEMA).sort("claim_id"),
    )


def _claim_row(claim_id: str, rows: Sequence[Mapping[str, Any]]) -> tuple[object, ...]:
    """A row of `CLAIM_SCHEMA`."""
    values = Counter(Value(row["value"], row["value_max"], row["bound"]) for row in rows)
    return (
        claim_id,
        rows[0]["kind"],
        _commonest(row["unit"] for row in rows),
        _commonest(row["concept"] for row in rows),
        _best(values).low,
        min(value.low for value in values),
        max(value.low if value.high is None else value.high for value in values),
        len(rows),
        len({row["rank"] for row in rows}),
        len({row["source"] for row in rows}),
        agreement(values),
        min((row["day"] for row in rows if row["day"] is not None), default=None),
    )


def agreement(values: Iterable[Value]) -> str:
    """How the values of a claim agree, as in the table claims."""
    different = list(dict.fromkeys(values))
    relations = {relation(one, other) for one, other in combinations(different, 2)}
    return next((name for name in ("conflicting", "compatible") if name in relations), "same")


def _best(values: Counter[Value]) -> Value:
    """The value that agrees with most figures; of several, an exact one with most digits, then the commonest."""

    def agreeing(value: Value) -> int:
        return sum(count for other, count in values.items() if relation(value, other) != "conflicting")

    return min(
        values,
        key=lambda value: (-agreeing(value), value.bound != "exact", -value.digits, -values[value], value.low),
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    """The commonest value that is not null, the first of several."""
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None
