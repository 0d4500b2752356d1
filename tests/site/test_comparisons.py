from __future__ import annotations

from typing import Any

import pytest
from own_package import Rows, linked_rows, own_rows

from newsrows.site.comparisons import publishers_panel, subjects_panel
from newsrows.site.panels import Panel


def values(panel: Panel) -> list[list[Any]]:
    return [[cell.value for cell, heading in zip(row, panel.headings, strict=True) if heading.kind != "dots"]
            for row in panel.rows]  # fmt: skip


def test_sources_of_publishers_are_counted_by_kind() -> None:
    rows = own_rows()
    rows.tables["organisations"][0]["kind"] = "government"
    rows.tables["quotes"][1].update(source_type="group", person_id=None)
    echo = values(publishers_panel(linked_rows(rows), 70))[1]
    name, articles, quotes, sources, direct, unnamed, documents, officials, women, unknown = echo
    assert (name, articles, quotes, sources) == ("Harbour Echo", 1, 2, "2.0")
    assert direct == pytest.approx(12 / 23)
    assert (unnamed, documents, officials, women, unknown) == (0.5, 0, 0.5, 1, 0)


def test_publisher_without_quotes_has_no_shares() -> None:
    rows = Rows()
    rows.article("a", "Quay", publisher="Echo")
    assert values(publishers_panel(linked_rows(rows), 70)) == [
        ["Echo", 1, 0, "0.0", None, None, None, None, None, None]
    ]


def test_articles_without_publisher_are_left_out() -> None:
    rows = Rows()
    rows.article("a", "Quay")
    assert publishers_panel(linked_rows(rows), 70).rows == ()


def test_figures_of_one_subject_and_unit_are_together() -> None:
    rows = Rows()
    rows.article("a", "12 boats, 30 boats, 5 boats", publisher="Echo")
    for words, value, unit in (("12 boats", 12, "boat"), ("30 boats", 30, "boat"), ("5 boats", 5, "%")):
        rows.statistic("a", words, value, unit=unit, concept="boats & ferries")
    panel = subjects_panel(linked_rows(rows), 80, shown=9)
    assert values(panel) == [
        ["boats & ferries", "boat", 2, "12", "30", 1, 1],
        ["boats & ferries", "%", 1, "5", "5", 1, 1],
    ]
    assert panel.rows[0][2].parts == (0.0, 1.0)
    expected = "statistics.html?concept=boats+%26+ferries&unit=boat&kind=count&confidence=0.8"
    assert panel.rows[0][3].page == expected
