"""People of a part of all entities: the frames before and after they are joined."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.resolution.entities.evidence import NOTHING, facts_of
from newsrows.resolution.entities.ids import GROUPS, best_name, commonest, group_row
from newsrows.resolution.entities.normalise import EVIDENCE_SEPARATOR, SIGNATURE
from newsrows.resolution.entities.person import Group, Known, Words
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.entities.same_people import join_people
from newsrows.resolution.names import person as person_name


def resolve_people(rows: pl.DataFrame, registry: Registry | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Whole blocks of entities (see `intake`) to people.

    Returns:
        article_id, entity, group: a number for each entity, counted from 0; and one row of `GROUPS` for each number.
    """
    known = rows.group_by(*SIGNATURE, "block", maintain_order=True).agg(
        articles=pl.len(), mentions=pl.col("mentions").sum(), first=pl.col("first").min()
    )
    known = known.sort("block", "first").with_row_index("row")
    fathers_and_sons = _fathers_and_sons(rows)
    numbers = [0] * known.height
    groups: list[tuple[str | None, ...]] = []
    for block in _blocks(known):
        for group in sorted(join_people(block, fathers_and_sons), key=lambda group: group.first):
            for member in group.members:
                numbers[member.row] = len(groups)
            groups.append(_row(group, registry))
    numbered = known.select(*SIGNATURE, group=pl.Series(numbers, dtype=pl.Int64))
    ids = rows.select("article_id", "entity", *SIGNATURE).join(numbered, on=list(SIGNATURE), nulls_equal=True)
    return ids.select("article_id", "entity", "group"), pl.DataFrame(groups, schema=GROUPS, orient="row")


def _blocks(known: pl.DataFrame) -> Iterator[list[Known]]:
    block: list[Known] = []
    last = None
    columns = ("block", "row", "name", "words", "gender", "honorific", "evidence", "era")
    counts = ("articles", "mentions", "first", "registry")
    for of, row, name, words, gender, honorific, evidence, era, *counted in known.select(*columns, *counts).iter_rows():
        if of != last and block:
            yield block
            block = []
        last = of
        told = tuple(evidence.split(EVIDENCE_SEPARATOR)) if evidence else ()
        block.append(
            Known(
                row,
                name,
                tuple(words.split(" ")),
                gender,
                honorific,
                told,
                facts_of(told, era) if told else NOTHING,
                person_name.generation(name) or next(filter(person_name.is_generation, told), None),
                *counted,
            )
        )
    if block:
        yield block


def _fathers_and_sons(rows: pl.DataFrame) -> frozenset[Words]:
    """Names that one article gives with and without Jr to two people."""
    is_junior = pl.col("evidence").fill_null("").str.contains(r"(?m)^(?:jr|ii|iii|iv)$") | pl.col("name").str.contains(
        r"(?i)\b(?:jr|ii|iii|iv)\W*$"
    )
    juniors = rows.filter(is_junior).select("article_id", "words").unique()
    if juniors.is_empty():
        return frozenset()
    both = rows.filter(~is_junior).select("article_id", "words").join(juniors, on=["article_id", "words"], how="semi")
    return frozenset(tuple(words.split(" ")) for words in both["words"].unique())


def _row(group: Group, registry: Registry | None) -> tuple[str | None, ...]:
    entry = registry.entry("person", group.registry) if registry is not None and group.registry else None
    name = entry.name if entry is not None else best_name([(known.name, known.mentions) for known in group.members])
    parts = person_name.parts(name)
    family = parts.family or _family(group)
    honorific = commonest((known.honorific, known.articles) for known in group.members)
    return group_row(name, group.first, group.registry, given_name=parts.given, family_name=family, honorific=honorific)


def _family(group: Group) -> str | None:
    """The surname of somebody who is only ever called by it: 'Mr Carter'."""
    return next((known.name for known in group.members if known.honorific and len(known.words) == 1), None)
