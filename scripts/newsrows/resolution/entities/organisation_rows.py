"""Organisations of all entities: the frames before and after they are joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from newsrows.resolution.entities.ids import GROUPS, best_name, commonest, group_row
from newsrows.resolution.entities.normalise import EVIDENCE_SEPARATOR
from newsrows.resolution.entities.registry import Registry, compared
from newsrows.resolution.entities.same_organisations import identity_of
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.organisation_kinds import COMPANY
from newsrows.resolution.names.places import nation_of

_KEYS = ("name", "words", "acronym", "evidence", "registry")


def known_organisations(rows: pl.DataFrame) -> pl.DataFrame:
    """Entities that agree in everything, one row each: the columns of `_KEYS`, articles, mentions, first."""
    return rows.group_by(_KEYS, maintain_order=True).agg(
        articles=pl.len(), mentions=pl.col("mentions").sum(), first=pl.col("first").min()
    )


def told_acronyms(known: pl.DataFrame) -> pl.DataFrame:
    """The columns acronym (folded), words, articles: what articles say of the acronyms of their organisations."""
    told = known.filter(pl.col("acronym").is_not_null() & (pl.col("acronym") != pl.col("name")))
    folded = [" ".join(organisation_name.folded(acronym)) for acronym in told["acronym"]]
    return (
        told.with_columns(acronym=pl.Series(folded, dtype=pl.String))
        .group_by("acronym", "words")
        .agg(pl.col("articles").sum())
    )


def with_identity(known: pl.DataFrame, homes: pl.DataFrame, registry: Registry | None) -> pl.DataFrame:
    """`known` with the columns home (the fuller name it stands for), nation (in the name) and block (its identity).

    An entry of the registry is a block of its own: its aliases need not have a word in common.
    """
    found = known.join(homes, on="words", how="left").with_columns(home=pl.coalesce("home", "words"))
    names = found["home"].unique(maintain_order=True)
    identities = [identity_of(name) for name in names]
    told = pl.DataFrame(
        {
            "home": names,
            "block": pl.Series([identity for identity, _ in identities], dtype=pl.String),
            "nation": pl.Series([nation for _, nation in identities], dtype=pl.String),
        }
    )
    found = found.join(told, on="home", how="left")
    found = found.join(_listed(registry), on=["block", "nation"], how="left", nulls_equal=True)
    entry = pl.coalesce("registry", "entry")
    block = pl.when(entry.is_not_null()).then(pl.lit("=") + entry).otherwise("block")
    return found.with_columns(block=block).drop("entry")


def _listed(registry: Registry | None) -> pl.DataFrame:
    """The registry's entry of each identity: 'Riverton University' is listed as 'University of Riverton'."""
    entries: dict[tuple[str, str | None], str] = {}
    for entry in registry.entries.values() if registry is not None else ():
        if entry.type != "person":
            for form in entry.forms():
                entries.setdefault(identity_of(" ".join(compared("organisation", form))), entry.id)
    rows = [(*identity, id_) for identity, id_ in entries.items()]
    return pl.DataFrame(rows, schema={"block": pl.String, "nation": pl.String, "entry": pl.String}, orient="row")


@dataclass(slots=True, eq=False)
class _Known:
    row: int
    name: str
    words: str
    acronym: str | None
    nation: str | None
    shown: frozenset[str]
    is_company: bool
    registry: str | None
    articles: int
    mentions: int
    first: str


def resolve_organisations(known: pl.DataFrame, registry: Registry | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Whole blocks of `with_identity` to organisations.

    Returns:
        `_KEYS`, group: a number for each row, counted from 0; and one row of `GROUPS` for each number.
    """
    ordered = known.sort("block", "first").with_row_index("row")
    numbers = [0] * ordered.height
    groups: list[tuple[str | None, ...]] = []
    for name, block in _blocks(ordered):
        for group in [block] if name.startswith("=") else _by_nation(block):
            for member in group:
                numbers[member.row] = len(groups)
            groups.append(_row(name, group, registry))
    ids = ordered.select(*_KEYS, group=pl.Series(numbers, dtype=pl.Int64))
    return ids, pl.DataFrame(groups, schema=GROUPS, orient="row")


def _blocks(known: pl.DataFrame) -> Iterator[tuple[str, list[_Known]]]:
    block: list[_Known] = []
    last = ""
    columns = ("row", "name", "words", "acronym", "nation", "evidence", "registry", "articles", "mentions", "first")
    for of, row, name, words, acronym, nation, evidence, *rest in known.select("block", *columns).iter_rows():
        if of != last and block:
            yield last, block
            block = []
        last = of
        shown = _nations(evidence) if evidence else frozenset()
        is_company = evidence is not None and COMPANY in evidence.split(EVIDENCE_SEPARATOR)
        block.append(_Known(row, name, words, acronym, nation, shown, is_company, *rest))
    if block:
        yield last, block


@cache
def _nations(evidence: str) -> frozenset[str]:
    found = (nation_of(phrase.casefold()) for phrase in evidence.split(EVIDENCE_SEPARATOR))
    return frozenset(nation for nation in found if nation is not None)


def _by_nation(block: Sequence[_Known]) -> list[list[_Known]]:
    """Namesakes of several nations; a bare name is its own, or that of the nation most often shown beside it."""
    if not any(known.nation or known.shown for known in block):
        return [list(block)]
    named = {known.nation for known in block if known.nation}
    shown: Counter[str] = Counter()
    for known in block:
        if known.nation is None and len(known.shown) == 1:
            shown[next(iter(known.shown))] += known.articles
    free = {nation: count for nation, count in shown.items() if nation not in named}
    usual = min(free, key=lambda nation: (-free[nation], nation)) if free else None
    found: dict[str | None, list[_Known]] = defaultdict(list)
    for known in block:
        nation = known.nation or (next(iter(known.shown)) if len(known.shown) == 1 else None)
        found[None if nation == usual else nation].append(known)
    return list(found.values())


def _row(block: str, group: Sequence[_Known], registry: Registry | None) -> tuple[str | None, ...]:
    listed = block.removeprefix("=") if block.startswith("=") else None
    entry = registry.entry("organisation", listed) if registry is not None and listed else None
    name = entry.name if entry is not None else best_name([(known.name, known.mentions) for known in group])
    acronym = commonest((known.acronym, known.articles) for known in group)
    first = min(known.first for known in group)
    return group_row(
        name,
        first,
        listed,
        acronym=acronym if acronym != name else None,
        kind=_kind(name, group),
    )


def _kind(name: str, group: Sequence[_Known]) -> str:
    """By the name; where it says nothing, by the words beside it in the articles."""
    is_company = any(known.is_company for known in group) and not organisation_name.tells_kind(name)
    return COMPANY if is_company else organisation_name.kind_of(name)
