from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from own_package import Rows, linked_frames, linked_rows, own_rows

from newsrows.site.first_page import Overview, heading, overview, period
from newsrows.site.package import Package, at_confidence


@pytest.fixture(scope="module")
def quayside() -> Package:
    return linked_frames(own_rows())


def shown(package: Package, level: int = 70) -> Overview:
    return overview(package, at_confidence(package, level / 100), level)


def values(package: Package, name: str, level: int = 70) -> list[list[Any]]:
    """The values of a panel, without bars."""
    panel = next(panel for panel in shown(package, level).panels if panel.name == name)
    columns = [number for number, heading in enumerate(panel.headings) if heading.kind != "bar"]
    return [[row[number].value for number in columns] for row in panel.rows]


def test_speakers_are_ranked_by_direct_speech(quayside: Package) -> None:
    rows = values(quayside, "speakers")
    assert [str(row[0]).split()[0] for row in rows] == ["Marta", "Eve", "Tom"]
    assert rows[0][1:] == [16, pytest.approx(16 / 22), 16, pytest.approx(16 / 33), 2, 2]
    assert sum(row[4] for row in rows) == pytest.approx(1)


def test_threshold_filters_every_number(quayside: Package) -> None:
    assert (shown(quayside, 80).quotes, shown(quayside, 90).quotes, shown(quayside, 90).all_quotes) == (4, 0, 4)
    assert [panel.name for panel in shown(quayside, 90).panels] == ["publishers", "conflicting"]
    assert values(quayside, "publishers", 90)[0][1:] == [1, 0, 0, 0]


def test_numbers_link_to_their_rows(quayside: Package) -> None:
    panels = {panel.name: panel for panel in shown(quayside, 80).panels}
    assert panels["speakers"].rows[0][6].page == "quotes.html?speaker=Marta+Lindqvist&confidence=0.8"
    assert panels["time"].rows[0][0].page == "quotes.html?from=2021-03-02&to=2021-03-02&confidence=0.8"
    assert panels["gender"].rows[0][4].page == "quotes.html?gender=female&confidence=0.8"


def test_mentions_in_quotes_of_others_are_counted(quayside: Package) -> None:
    assert values(quayside, "about", 0) == [["Ferry Users United", 1, 1, "Tom Adeyemi"]]
    assert "about" not in {panel.name for panel in shown(quayside, 70).panels}  # the mention is 60 % sure


def test_sources_are_counted_by_type() -> None:
    rows = own_rows()
    rows.tables["quotes"][0]["source_type"] = "anonymous"
    rows.tables["quotes"][1]["source_type"] = None
    assert [row[:3] for row in values(linked_rows(rows), "sources")] == [
        ["people", 2, 0.5],
        ["unnamed, one", 1, 0.25],
        ["unknown", 1, 0.25],
    ]


def test_unknown_gender_is_shown_and_never_guessed(quayside: Package) -> None:
    assert [row[:4] + row[5:] for row in values(quayside, "gender")] == [
        ["women", 1, pytest.approx(1 / 3), 2, "pronouns 1"],
        ["unknown", 2, pytest.approx(2 / 3), 2, ""],
    ]


def test_organisations_speak_themselves_and_by_their_people() -> None:
    rows = own_rows()
    rows.tables["quotes"][1].update(person_id=None, organisation_id="quayside-council")
    assert values(linked_rows(rows), "organisations") == [["Quayside Council", 1, 3, 27]]


def test_panels_of_missing_columns_are_left_out(quayside: Package) -> None:
    old = replace(quayside, missing=("people.gender", "mentions.quote_id"))
    names = {panel.name for panel in shown(old, 0).panels}
    assert names == {"speakers", "publishers", "time", "sources", "organisations", "repeated", "conflicting"}
    assert shown(old).missing == old.missing


def test_heading_is_the_owners_title_or_the_publishers() -> None:
    assert heading(linked_rows(own_rows(), title="Ferries")) == "Ferries"
    rows = own_rows()
    rows.tables["articles"][2]["publisher"] = None
    assert heading(linked_rows(rows, title=None)) == "News from Harbour Echo and Loaf & Times"
    rows = Rows()
    rows.article("a", "Quay")
    assert heading(linked_rows(rows, title=None)) == "News articles"


def test_many_publishers_are_counted_in_the_heading() -> None:
    rows = Rows()
    for number in range(9):
        rows.article(f"a{number}", "Quay", publisher=f"Paper {number}")
    assert heading(linked_rows(rows, title=None)) == "News from Paper 0, Paper 1 and 7 others"


def test_period_is_that_of_the_articles(quayside: Package) -> None:
    assert period(quayside) == "2 March to 9 April 2021"
    rows = Rows()
    rows.article("a", "Quay")
    assert period(linked_rows(rows)) == ""
    rows.article("b", "Quay", published_on=date(2020, 12, 31))
    assert period(linked_rows(rows)) == "31 December 2020"
