"""Claims from the figures of many articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.resolution.entities import partitions
from newsrows.resolution.repeats.claims import ClaimFinder, Claims, agreement
from newsrows.resolution.repeats.figures import Value

STATISTICS = {"statistic_id": pl.String, "article_id": pl.String, "start": pl.Int64, "text": pl.String,
              "value": pl.Float64, "value_max": pl.Float64, "bound": pl.String, "kind": pl.String, "unit": pl.String,
              "concept": pl.String, "change": pl.String, "sentence": pl.String}  # fmt: skip


def statistic(article: str, sentence: str, words: str, value: float, **more: Any) -> dict[str, Any]:
    start = sentence.index(words)
    row = {"statistic_id": f"{article}:s{start}", "article_id": article, "start": start, "text": words, "value": value}
    known = {"value_max": None, "bound": "exact", "kind": "count", "unit": "boat", "concept": None, "change": None}
    return {**row, **known, "sentence": sentence, **more}


ROWS = [
    statistic("a", "The storm sank 214 boats at Quayside.", "214 boats", 214.0),
    statistic("b", "Around 210 boats sank in the storm at Quayside.", "Around 210 boats", 210.0, bound="approximate"),
    statistic("c", "At Quayside the storm sank 231 boats.", "231 boats", 231.0, concept="boats"),
    statistic("c", "Some had cost £9,500.", "£9,500", 9500.0, kind="money", unit="GBP"),
    statistic("d", "The storm sank 214 boats at Quayside.", "214 boats", 214.0),
    statistic("d", "Millions of gulls came.", "Millions of gulls", 1e6, unit="gull", bound="approximate"),
]
ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "published_on": [date(2031, 3, 1), date(2031, 3, 2), date(2031, 3, 3), None],
        "rank": [0, 1, 2, 3],
        "source": [0, 1, 2, 0],
    },
    schema_overrides={"rank": pl.UInt32, "source": pl.UInt32},
)
MENTIONS = pl.DataFrame(
    {"article_id": ["a", "b", "c", "d"] * 2, "person_id": ["ann-lind"] * 4 + [None] * 4,
     "organisation_id": [None] * 4 + ["quayside-port"] * 4}
)  # fmt: skip


def claims(folder: Path, rows: list[dict[str, Any]], *, slices: int = 1) -> Claims:
    frame = pl.DataFrame(rows, schema=STATISTICS)
    finder = ClaimFinder(folder)
    ids = ARTICLES["article_id"].to_list()
    for part in range(slices):
        wanted = pl.col("article_id").is_in(ids[part::slices])
        finder.add(frame.filter(wanted), MENTIONS.filter(wanted), ARTICLES.filter(wanted))
    return finder.finish()


def test_figures_about_the_same_thing_are_one_claim(tmp_path: Path) -> None:
    found = claims(tmp_path, ROWS)
    members = dict(found.members.rows())
    assert set(members) == {"a:s15", "b:s0", "c:s27", "d:s15"}
    assert set(members.values()) == {"a:c15"}
    (row,) = found.rows.iter_rows(named=True)
    assert row == {
        "claim_id": "a:c15",
        "kind": "count",
        "unit": "boat",
        "concept": "boats",
        "value": 214.0,
        "value_low": 210.0,
        "value_high": 231.0,
        "statistics": 4,
        "articles": 4,
        "independent_articles": 3,
        "agreement": "conflicting",
        "first_published_on": date(2031, 3, 1),
    }


def test_slices_and_files_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = claims(tmp_path, ROWS)
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 20)
    for slices in (1, 3):
        folder = tmp_path / str(slices)
        folder.mkdir()
        found = claims(folder, ROWS[::-1], slices=slices)
        assert found.members.equals(expected.members)
        assert found.rows.equals(expected.rows)


def test_values_of_two_years_in_two_articles_are_two_claims(tmp_path: Path) -> None:
    sentence = "Boats moored at Quayside rose to 402 from 371."
    rows = [
        statistic(article, sentence, words, value, concept="boats moored")
        for article in ("a", "b")
        for words, value in (("402", 402.0), ("371", 371.0))
    ]
    members = claims(tmp_path, rows).members
    groups = dict(members.iter_rows())
    assert groups["a:s33"] == groups["b:s33"] != groups["a:s42"] == groups["b:s42"]


def test_a_figure_that_contradicts_two_of_one_article_contradicts_none(tmp_path: Path) -> None:
    polls = [
        statistic("a", "The storm sank 214 boats at Quayside.", "214 boats", 214.0),
        statistic("b", "The storm at Quayside sank 231 boats.", "231 boats", 231.0),
        statistic("b", "Later the storm at Quayside sank 245 boats.", "245 boats", 245.0),
    ]
    assert claims(tmp_path, polls[:2]).rows.height == 1
    folder = tmp_path / "both"
    folder.mkdir()
    assert claims(folder, polls).rows.is_empty()


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS[3:4]])
def test_figures_that_stand_alone_make_no_claims_of_several(rows, tmp_path: Path) -> None:
    found = claims(tmp_path, rows)
    assert found.members.is_empty()
    assert found.rows.is_empty()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([(214, "exact"), (214, "exact")], "same"),
        ([(214, "exact"), (200, "more_than")], "compatible"),
        ([(214, "exact"), (200, "more_than"), (231, "exact")], "conflicting"),
    ],
)
def test_agreement_is_that_of_the_values_that_agree_least(values, expected) -> None:
    assert agreement(Value(float(value), None, bound) for value, bound in values) == expected
