from __future__ import annotations

import pytest
from own_package import own_rows, row_of

from newsrows.site.first_page import overview
from newsrows.site.package import Package, link
from newsrows.site.tables import Tables


@pytest.fixture
def linked() -> Package:
    return link(
        Tables(
            "Quayside", {name: tuple(row_of(name, **row) for row in rows) for name, rows in own_rows().tables.items()}
        )
    )


def test_speakers_are_ranked_by_quotes(linked: Package) -> None:
    speakers = overview(linked).speakers
    assert [(speaker.entity.name.split(" ")[0], speaker.quotes) for speaker in speakers] == [
        ("Marta", 2),
        ("Tom", 1),
        ("Eve", 1),
    ]
    assert sum(speaker.share for speaker in speakers) == pytest.approx(1)
    assert len(overview(linked, max_entries=1).speakers) == 1


def test_statistics_are_counted_by_kind_and_bound_in_the_order_of_the_schema(linked: Package) -> None:
    table = overview(linked).figures
    assert (table.bounds, table.largest) == (("exact", "at_least", "range"), 2)
    assert dict(table.rows)["count"] == (2, 0, 0)


def test_organisations_of_the_same_articles_are_paired(linked: Package) -> None:
    (pair,) = overview(linked).pairs
    assert (pair.first.name, pair.second.name, pair.articles) == ("Ferry Users United", "Quayside Council", 2)
