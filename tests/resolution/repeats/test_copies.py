"""Copies among articles."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from newsrows.resolution.entities import partitions
from newsrows.resolution.repeats.copies import find_copies
from newsrows.resolution.repeats.sketches import SKETCH_SCHEMA, sketch

FIRE = """The market hall in Dunmorrow burned down on Sunday night, and the fire service says that a heater was to
blame. Sixty stalls were lost. Nobody was hurt, because the last trader had locked the doors an hour earlier
and gone home. "We will open again under canvas before the month is out," said Peg Ansty, who has sold cheese
there since she was a girl. The council has promised to pay for the tents, and the railway is lending a yard
beside the station for as long as it takes. Insurers will visit on Tuesday, and the mayor wants to hear from
anybody who photographed the roof before it fell in."""
OTHER_REPORT = """Traders stood in the rain this morning
and looked at what is left of Dunmorrow's market hall. Firefighters
had worked until dawn to stop the flames from reaching the library next door, and a heater is thought to have
started them. "We will open again under canvas before the month is out," said Peg Ansty, a cheesemonger,
between calls to her suppliers. Others were less sure. A florist wondered who would walk to a railway yard in
January to buy roses."""


def rows(*articles: tuple[str, str, date | datetime | None]) -> pl.DataFrame:
    table = []
    for article_id, text, when in articles:
        day = when.date() if isinstance(when, datetime) else when
        table.append((article_id, day, when if isinstance(when, datetime) else None, sketch(text)))
    return pl.DataFrame(table, schema=SKETCH_SCHEMA, orient="row")


def originals(*slices: pl.DataFrame, scratch: Path | None = None) -> dict[str, str]:
    found = find_copies(slices, scratch=scratch)
    return dict(found.select("article_id", "duplicate_of").drop_nulls().iter_rows())


SUNDAY, MONDAY, TUESDAY = date(2031, 5, 4), date(2031, 5, 5), date(2031, 5, 6)
EDITED = FIRE.replace("Sixty stalls were lost.", "Some 60 stalls went.").replace("The council has", "The town has")
CUT = "\n".join(FIRE.splitlines()[:2])


@pytest.mark.parametrize("copy", [FIRE, EDITED, CUT, FIRE + "\nMore follows."], ids=["same", "edited", "cut", "added"])
def test_a_copy_names_the_earlier_article(copy) -> None:
    assert originals(rows(("b", FIRE, MONDAY), ("a", copy, TUESDAY))) == {"a": "b"}


@pytest.mark.parametrize("other", [OTHER_REPORT, " ".join(FIRE.split()[:12]) + " " + OTHER_REPORT])
def test_another_report_on_the_event_is_not_a_copy(other) -> None:
    assert originals(rows(("a", FIRE, MONDAY), ("b", other, TUESDAY))) == {}


def test_a_longer_article_that_quotes_a_whole_short_one_is_not_its_copy_on_a_later_day() -> None:
    assert originals(rows(("brief", CUT, MONDAY), ("long", FIRE + "\n" + OTHER_REPORT, TUESDAY))) == {}


def test_on_one_day_the_cut_version_may_come_first() -> None:
    assert originals(rows(("brief", CUT, MONDAY), ("whole", FIRE, MONDAY))) == {"whole": "brief"}


def test_the_time_of_day_decides_before_the_article_id() -> None:
    early, late = datetime(2031, 5, 5, 6, 30), datetime(2031, 5, 5, 9, 0)  # noqa: DTZ001 - UTC, as polars has it
    assert originals(rows(("a", FIRE, late), ("b", FIRE, early))) == {"a": "b"}


def test_undated_articles_come_last() -> None:
    assert originals(rows(("a", FIRE, None), ("b", FIRE, MONDAY), ("c", FIRE, None))) == {"a": "b", "c": "b"}


def test_copies_of_a_copy_name_its_original() -> None:
    lines = FIRE.splitlines()
    cut, cut_again = "\n".join(lines[:4]), "\n".join(lines[:3])
    found = originals(rows(("a", FIRE, SUNDAY), ("b", cut, MONDAY), ("c", cut_again, TUESDAY)))
    assert found == {"b": "a", "c": "a"}


def test_a_sentence_in_every_article_makes_no_copies() -> None:
    licence = "\nThis article may be used by anybody under the terms of the licence that is printed here each day."
    texts = [" ".join(f"w{number}x{place}" for place in range(60)) + licence for number in range(40)]
    assert originals(rows(*((f"n{number}", text, MONDAY) for number, text in enumerate(texts)))) == {}


def test_short_texts_are_not_compared() -> None:
    assert originals(rows(("a", "Nothing to report today.", MONDAY), ("b", "Nothing to report today.", TUESDAY))) == {}


def test_order_slices_and_files_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = rows(("a", FIRE, MONDAY), ("b", EDITED, TUESDAY), ("c", CUT, TUESDAY), ("d", OTHER_REPORT, MONDAY))
    expected = originals(table)
    assert expected == {"b": "a", "c": "a"}
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 20)
    assert originals(table[3:], table.reverse()[1:3], table[:1], scratch=tmp_path) == expected
    assert list(tmp_path.iterdir()) == []


def test_ranks_and_sources_are_places_in_time() -> None:
    found = find_copies([rows(("a", FIRE, TUESDAY), ("b", FIRE, MONDAY), ("c", OTHER_REPORT, None))])
    assert found.select("article_id", "rank", "source").rows() == [("a", 1, 0), ("b", 0, 0), ("c", 2, 2)]


def test_without_articles_there_are_no_copies() -> None:
    assert find_copies([]).is_empty()
    assert originals(rows()) == {}


def test_many_copies_of_one_article_are_found() -> None:
    assert len(originals(rows(*((f"n{number:04}", FIRE, MONDAY) for number in range(1_500))))) == 1_499
