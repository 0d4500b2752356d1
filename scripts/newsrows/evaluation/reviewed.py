"""Precision from readers' marks: the share of checked rows that are right, and what is wrong with the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newsrows.records import ReviewMark

_ALL: Final = "all"
# The column by which rows of a table are grouped, if it is not kind.
_GROUP_COLUMNS: Final = {"roles": "status"}
# Columns that are corrected together count as one error.
_ERRORS: Final = {
    "start": "span",
    "end": "span",
    "speaker_start": "speaker",
    "speaker_end": "speaker",
    "value_max": "value",
}


@dataclass(frozen=True, slots=True)
class Precision:
    """The number of marked rows of one table and kind that are right, have a wrong value, or should not exist."""

    table: str
    kind: str
    right: int
    corrected: int
    wrong: int

    @property
    def marked(self) -> int:
        """The number of all marked rows."""
        return self.right + self.corrected + self.wrong

    @property
    def precision(self) -> float:
        """The share of rows that are right without a correction, from 0 to 1."""
        return self.right / self.marked

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of `precision` (Wilson 1927)."""
        return wilson(self.right, self.marked)


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """The number of rows of a table in which something was corrected, out of all rows that should exist."""

    table: str
    what: str
    corrected: int
    rows: int


def first_judgements(marks: Iterable[ReviewMark]) -> list[ReviewMark]:
    """The marks of rows as newsrows found them, without those of rows that an earlier mark had corrected or added."""
    corrected: set[tuple[str, str, int]] = set()
    first: list[ReviewMark] = []
    for mark in sorted(marks, key=lambda mark: mark.reviewed_at):
        if (mark.article_sha256, mark.table, mark.start) not in corrected:
            first.append(mark)
        if mark.verdict in {"corrected", "added"}:
            start = mark.corrections.get("start") or ""
            new_start = int(start) if start.isascii() and start.isdigit() else mark.start
            corrected.add((mark.article_sha256, mark.table, new_start))
    return first


def precision(marks: Iterable[ReviewMark]) -> list[Precision]:
    """The precision of each table and of each kind of row in it, the most frequent kind first."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for mark in marks:
        kinds = counts.setdefault(mark.table, {_ALL: Counter()})
        kinds[_ALL][mark.verdict] += 1
        kinds.setdefault(_kind(mark), Counter())[mark.verdict] += 1
    return [
        Precision(table, kind, verdicts["right"], verdicts["corrected"], verdicts["wrong"])
        for table, kinds in sorted(counts.items())
        for kind, verdicts in sorted(kinds.items(), key=lambda item: (item[0] != _ALL, -item[1].total(), item[0]))
    ]


def error_rates(marks: Sequence[ReviewMark]) -> list[ErrorRate]:
    """What readers corrected, by table, the most frequent first; rows that should not exist do not count."""
    rows = Counter(mark.table for mark in marks if mark.verdict != "wrong")
    corrections = Counter(
        (mark.table, what) for mark in marks for what in {_ERRORS.get(column, column) for column in mark.corrections}
    )
    return [
        ErrorRate(table, what, count, rows[table])
        for (table, what), count in sorted(corrections.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    ]


def wilson(hits: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927).

    Args:
        hits: the number of successes.
        trials: the number of trials; without any the interval is (0, 1).
        z: the quantile of the normal distribution; the default gives 95 %.
    """
    if not trials:
        return 0.0, 1.0
    share = hits / trials
    centre = share + z * z / (2 * trials)
    margin = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max((centre - margin) / scale, 0.0), min((centre + margin) / scale, 1.0)


def explain_reviews(marks: Iterable[ReviewMark]) -> str:
    """Precision and corrections as Markdown tables, and the number of added rows, which newsrows missed."""
    judged = first_judgements(marks)
    added = Counter(mark.table for mark in judged if mark.verdict == "added")
    judged = [mark for mark in judged if mark.verdict != "added"]
    if not judged and not added:
        return "no marks"
    tables = [
        "| table | kind | marked | right | corrected | wrong | precision | 95 % |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *map(_precision_line, precision(judged)),
    ]
    if rates := error_rates(judged):
        tables += ["", "| table | corrected | rows | of | share |", "| --- | --- | ---: | ---: | ---: |"]
        tables += [f"| {r.table} | {r.what} | {r.corrected} | {r.rows} | {r.corrected / r.rows:.3f} |" for r in rates]
    if added:
        tables += ["", *(f"missed and added in {table}: {count}" for table, count in sorted(added.items()))]
    articles = len({mark.article_sha256 for mark in judged})
    return "\n".join([*tables, "", f"{len(judged)} marks in {articles} {'article' if articles == 1 else 'articles'}"])


def _precision_line(row: Precision) -> str:
    low, high = row.interval
    counts = f"{row.marked} | {row.right} | {row.corrected} | {row.wrong}"
    return f"| {row.table} | {row.kind} | {counts} | {row.precision:.3f} | {low:.2f}-{high:.2f} |"


def _kind(mark: ReviewMark) -> str:
    kind = (mark.finding or {}).get(_GROUP_COLUMNS.get(mark.table, "kind"))
    return str(kind) if kind else "not known"
