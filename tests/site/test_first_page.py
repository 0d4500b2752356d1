from __future__ import annotations

import pytest
from own_package import Rows, own_rows, row_of

from newsrows.site.first_page import overview
from newsrows.site.package import Package, link
from newsrows.site.tables import Tables


def linked_rows(rows: Rows) -> Package:
    tables = {name: tuple(row_of(name, **row) for row in table_rows) for name, table_rows in rows.tables.items()}
    return link(Tables("Quayside", tables))


@pytest.fixture
def linked() -> Package:
    return linked_rows(own_rows())


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


def test_sixty_organisations_of_an_article_are_paired() -> None:
    rows = Rows()
    rows.article("a", "Quay")
    for number in range(61):
        rows.mention("a", "Quay", organisation_id=f"org-{number:02}")
        rows.tables["organisations"].append({"organisation_id": f"org-{number:02}", "name": f"Org {number:02}"})
    assert len(overview(linked_rows(rows), max_entries=9999).pairs) == 60 * 59 / 2
