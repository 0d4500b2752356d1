"""The word lists of the statistics finder."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsrows import lexicon
from newsrows.lexicon import rows
from newsrows.records.findings import Bound, StatisticKind

KINDS = StatisticKind.__args__
BOUNDS = Bound.__args__


def test_the_lists_have_the_kinds_and_bounds_of_the_records():
    assert {row["kind"] for row in rows("units")} <= {"", *KINDS}
    assert {row["bound"] for row in rows("bounds")} <= {"", *BOUNDS}
    sides = {side for row in rows("bounds") for side in row["side"].split("|")}
    assert sides <= {"before", "after", "filler", *KINDS}


@pytest.mark.parametrize(
    "name", ["change_words", "units", "bounds", "currencies", "magnitudes", "plurals", "number_words", "figure_words"]
)
def test_no_list_has_the_same_row_twice(name):
    seen = [tuple(row.values()) for row in rows(name)]
    assert len(seen) == len(set(seen))


def test_the_page_of_the_lists_describes_every_group_of_figure_words():
    page = (Path(lexicon.__file__).parent / "en" / "statistics.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    described = {name.strip() for cell in cells for name in cell.split(",")}
    assert {row["group"] for row in rows("figure_words")} <= described
