"""Utterances from the quotes of many articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.resolution.entities import partitions
from newsrows.resolution.repeats.utterances import UtteranceFinder, Utterances, group_id

FULL = "The pier was sound when our fathers built it, and it will be strong again this summer."
SCHEMA = {"quote_id": pl.String, "article_id": pl.String, "start": pl.Int64, "kind": pl.String, "polarity": pl.String,
          "text": pl.String, "speaker": pl.String, "attribution": pl.String, "person_id": pl.String,
          "organisation_id": pl.String}  # fmt: skip


def quote(article: str, start: int, text: str, kind: str = "direct", **more: Any) -> dict[str, Any]:
    row = {"quote_id": f"{article}:q{start}", "article_id": article, "start": start, "kind": kind, "text": text}
    known = {"polarity": "affirmed", "speaker": "Ann Lind", "attribution": "named", "organisation_id": None}
    return {**row, **known, "person_id": "ann-lind", **more}


QUOTES = [
    quote("a", 5, "strong again this summer"),
    quote("b", 8, FULL),
    quote("b", 90, "No boats will sail on Monday."),
    quote("c", 0, FULL.replace("fathers", "grandfathers and their brothers")),
    quote("d", 3, "the pier had been sound when it was built and would be strong this summer", "indirect"),
    quote("d", 80, FULL, person_id=None, organisation_id="quayside-port"),
]
ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d", "e"],
        "published_on": [date(2031, 3, 2), date(2031, 3, 1), date(2031, 3, 3), date(2031, 3, 3), None],
        "rank": [1, 0, 2, 3, 4],
        "source": [1, 0, 2, 0, 4],
    },
    schema_overrides={"rank": pl.UInt32, "source": pl.UInt32},
)


def utterances(folder: Path, rows: list[dict[str, Any]], *, slices: int = 1) -> Utterances:
    frame = pl.DataFrame(rows, schema=SCHEMA)
    finder = UtteranceFinder(folder)
    ids = ARTICLES["article_id"].to_list()
    for part in range(slices):
        wanted = pl.col("article_id").is_in(ids[part::slices])
        finder.add(frame.filter(wanted), ARTICLES.filter(wanted))
    return finder.finish()


def test_quotes_of_one_speaker_that_report_the_same_words_are_one_utterance(tmp_path: Path) -> None:
    found = utterances(tmp_path, QUOTES)
    assert {quote_id: variant for quote_id, _, variant in found.members.rows()} == {
        "a:q5": "shortened",
        "b:q8": "full",
        "c:q0": "altered",
        "d:q3": "reported",
    }
    (row,) = found.rows.iter_rows(named=True)
    assert row == {
        "utterance_id": "b:u8",
        "person_id": "ann-lind",
        "organisation_id": None,
        "text": FULL,
        "quotes": 4,
        "articles": 4,
        "independent_articles": 3,
        "first_published_on": date(2031, 3, 1),
    }


def test_slices_and_files_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = utterances(tmp_path, QUOTES)
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 20)
    for slices in (1, 3):
        folder = tmp_path / str(slices)
        folder.mkdir()
        found = utterances(folder, QUOTES[::-1], slices=slices)
        assert found.members.equals(expected.members)
        assert found.rows.equals(expected.rows)


def test_a_quote_of_an_unknown_speaker_gets_the_speaker_of_the_utterance(tmp_path: Path) -> None:
    unknown = quote("e", 0, FULL, speaker=None, attribution="none", person_id=None)
    assert utterances(tmp_path, [QUOTES[1], unknown]).rows["person_id"].to_list() == ["ann-lind"]


def test_two_speakers_whom_an_unknown_one_resembles_stay_apart(tmp_path: Path) -> None:
    unknown = quote("e", 0, FULL, speaker=None, attribution="none", person_id=None)
    found = utterances(tmp_path, [QUOTES[1], QUOTES[5], unknown])
    assert "d:q80" not in found.members["quote_id"]


def test_a_short_quote_does_not_join_two_long_ones(tmp_path: Path) -> None:
    other = "Boats need crews as much as paint, and this town will be strong again this summer if both are paid for."
    found = utterances(tmp_path, [QUOTES[0], QUOTES[1], quote("c", 0, other)])
    assert found.members["quote_id"].to_list() == ["a:q5", "c:q0"]  # the longer one


def test_the_commonest_of_the_long_wordings_is_the_fullest(tmp_path: Path) -> None:
    longer = FULL.replace("sound", "very sound indeed")
    found = utterances(tmp_path, [quote("b", 1, longer), quote("a", 1, FULL), quote("c", 1, FULL)])
    assert found.rows["text"].to_list() == [FULL]
    assert found.members["variant"].to_list() == ["full", "altered", "full"]


@pytest.mark.parametrize("rows", [[], QUOTES[:1], QUOTES[1:3]])
def test_quotes_that_stand_alone_make_no_utterances_of_several(rows, tmp_path: Path) -> None:
    found = utterances(tmp_path, rows)
    assert found.members.is_empty()
    assert found.rows.is_empty()


def test_the_id_of_a_group_is_that_of_its_first_row() -> None:
    assert group_id("utterances", "2031_pier:q12") == "2031_pier:u12"
    assert group_id("claims", "pier-q1:s0") == "pier-q1:c0"
