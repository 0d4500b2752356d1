"""Readers' marks as precision: how many of the rows that were looked at are right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newsrows.records import ReviewMark

_ALL: Final = "all"
# What tells rows of a table apart: roles have no kind.
_KIND: Final = {"roles": "status"}
# Columns that a reader corrects together, by what is wrong then.
_FAULTS: Final = {
    "start": "span",
    "end": "span",
    "speaker_start": "speaker",
    "speaker_end": "speaker",
    "value_max": "value",
}


@dataclass(frozen=True, slots=True)
class Precision:
    """The marked rows of one table and kind: how many are right, wrong in a part, or no row at all.

    `interval` is the 95 % interval of the share of right ones.
    """

    table: str
    kind: str
    right: int
    corrected: int
    wrong: int

    @property
    def marked(self) -> int:
        """All of them."""
        return self.right + self.corrected + self.wrong

    @property
    def precision(self) -> float:
        """The share of rows that are right as they are, from 0 to 1."""
        return self.right / self.marked

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of `precision` (Wilson 1927)."""
        return wilson(self.right, self.marked)


@dataclass(frozen=True, slots=True)
class Fault:
    """What was corrected in how many rows of a table, of how many that are rows at all."""

    table: str
    what: str
    corrected: int
    rows: int


def first_judgements(marks: Iterable[ReviewMark]) -> list[ReviewMark]:
    """The marks on rows as they were found, without those on rows that an earlier mark had corrected."""
    corrected: set[tuple[str, str, int]] = set()
    found: list[ReviewMark] = []
    for mark in sorted(marks, key=lambda mark: mark.reviewed_at):
        if (mark.article_sha256, mark.table, mark.start) not in corrected:
            found.append(mark)
        if mark.verdict == "corrected":
            start = mark.corrections.get("start") or ""
            place = int(start) if start.isascii() and start.isdigit() else mark.start
            corrected.add((mark.article_sha256, mark.table, place))
    return found


def precision(marks: Iterable[ReviewMark]) -> list[Precision]:
    """The precision of each table, and in it of each kind of row, the commonest first."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for mark in marks:
        kinds = counts.setdefault(mark.table, {_ALL: Counter()})
        kinds[_ALL][mark.verdict] += 1
        kinds.setdefault(_kind(mark), Counter())[mark.verdict] += 1
    return [
        Precision(table, kind, found["right"], found["corrected"], found["wrong"])
        for table, kinds in sorted(counts.items())
        for kind, found in sorted(kinds.items(), key=lambda item: (item[0] != _ALL, -item[1].total(), item[0]))
    ]


def faults(marks: Sequence[ReviewMark]) -> list[Fault]:
    """What readers corrected, by table, the commonest first; rows that are wrong as a whole do not count."""
    rows = Counter(mark.table for mark in marks if mark.verdict != "wrong")
    found = Counter(
        (mark.table, what) for mark in marks for what in {_FAULTS.get(column, column) for column in mark.corrections}
    )
    return [
        Fault(table, what, count, rows[table])
        for (table, what), count in sorted(found.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    ]


def wilson(hits: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """The interval of a proportion (Wilson 1927), at 95 % unless `z` says otherwise; (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share = hits / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    whole = 1 + z * z / trials
    return max((middle - reach) / whole, 0.0), min((middle + reach) / whole, 1.0)


def explain_reviews(marks: Iterable[ReviewMark]) -> str:
    """Precision and corrections as Markdown tables."""
    held = first_judgements(marks)
    if not held:
        return "no marks"
    tables = [
        "| table | kind | marked | right | corrected | wrong | precision | 95 % |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *map(_precision_line, precision(held)),
    ]
    if found := faults(held):
        tables += ["", "| table | corrected | rows | of | share |", "| --- | --- | ---: | ---: | ---: |"]
        tables += [f"| {f.table} | {f.what} | {f.corrected} | {f.rows} | {f.corrected / f.rows:.3f} |" for f in found]
    articles = len({mark.article_sha256 for mark in held})
    return "\n".join([*tables, "", f"{len(held)} marks in {articles} {'article' if articles == 1 else 'articles'}"])


def _precision_line(row: Precision) -> str:
    low, high = row.interval
    counts = f"{row.marked} | {row.right} | {row.corrected} | {row.wrong}"
    return f"| {row.table} | {row.kind} | {counts} | {row.precision:.3f} | {low:.2f}-{high:.2f} |"


def _kind(mark: ReviewMark) -> str:
    found = (mark.finding or {}).get(_KIND.get(mark.table, "kind"))
    return str(found) if found else "not known"
