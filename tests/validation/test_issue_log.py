"""However many rows break a rule, the first ones are shown and the others counted."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records import Issue
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.registry import declared
from newsrows.validation.violations import Violation


def breach(rows: range, *, column: str = "kind") -> Violation:
    messages = [f"found {row}" for row in rows]
    return Violation("quotes", column, pl.DataFrame({"row": list(rows), "message": messages}))


def found_in(*breaches: Violation) -> list[Issue]:
    log = IssueLog(longest=3)
    for found in breaches:
        log.add(declared()["enum"], [found])
    return list(log.issues())


def test_the_first_rows_are_shown_in_whatever_order_slices_come() -> None:
    assert found_in(breach(range(8, 14)), breach(range(2, 8)), breach(range(14, 20))) == [
        Issue("quotes", "enum", "found 2", 2, "kind"),
        Issue("quotes", "enum", "found 3", 3, "kind"),
        Issue("quotes", "enum", "found 4", 4, "kind"),
        Issue("quotes", "enum", "15 more rows", None, "kind", 15),
    ]


def test_issues_have_no_count_if_all_are_shown() -> None:
    assert [issue.count for issue in found_in(breach(range(1, 4)))] == [1, 1, 1]


def test_columns_are_counted_apart() -> None:
    found = found_in(breach(range(1, 6)), breach(range(1, 5), column="bound"))
    assert [(issue.column, issue.count) for issue in found if issue.count > 1] == [("kind", 2)]


def test_ten_million_violations_take_no_more_memory_than_a_few() -> None:
    log = IssueLog(longest=3)

    def slices() -> Iterator[Violation]:
        part = breach(range(1, 10_001)).rows
        for number in range(1000):
            yield Violation("quotes", "kind", part.with_columns(pl.col("row") + 10_000 * number))

    log.add(declared()["enum"], slices())
    (kind,) = log._kinds.values()
    assert sum(part.height for part in kind._parts) <= 6
    assert [issue.count for issue in log.issues()] == [1, 1, 1, 9_999_997]


def test_issues_of_tables_become_issues_of_files() -> None:
    of_tables, of_files = IssueLog(), IssueLog()
    of_tables.add(declared()["enum"], [breach(range(1, 2))])
    of_files.take(of_tables, ending=".csv")
    assert [issue.table for issue in of_files.issues()] == ["quotes.csv"]
    assert of_files
    assert not IssueLog()
