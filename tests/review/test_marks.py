"""Which lines of a file of marks are read, which are errors, and which of several marks counts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from review_slice import DISGRACE, SHA256, apology, at, corrected, mark, write

from newsrows.records import CORRECTABLE, REVIEW_COLUMNS
from newsrows.review import ReviewError, Reviews, read_reviews, write_reviews
from newsrows.schema import load_tables


def test_lines_of_the_same_row_are_one_mark(tmp_path: Path):
    lines = [*corrected(mark("statistics", "40", ""), unit=" village ", concept=""), mark("mentions", "She", "right")]
    reviews = read_reviews([write(tmp_path / "reviews.csv", lines)])
    statistic, mention = reviews.marks[SHA256]
    assert statistic.corrections == {"unit": "village", "concept": None}
    assert (mention.line, mention.verdict, mention.finding) == (4, "right", None)


def test_line_number_in_an_error_is_that_of_an_editor(tmp_path: Path):
    lines = [apology("right", text="two\nlines", end=at("We")[0] + 9), mark("mentions", "She", "maybe")]
    with pytest.raises(ReviewError, match=r"reviews\.csv, line 4: verdict \"maybe\", expected one of right, wrong"):
        read_reviews([write(tmp_path / "reviews.csv", lines)])


def test_byte_order_mark_and_empty_lines_are_ignored(tmp_path: Path):
    path = write(tmp_path / "reviews.csv", [mark("mentions", "She", "right")])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert len(list(read_reviews([path]))) == 1


def test_marks_in_a_copy_of_the_file_count_once(tmp_path: Path):
    path = write(tmp_path / "reviews.csv", corrected(mark("statistics", "40", ""), unit="village"))
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes())
    assert list(read_reviews([path, copy])) == list(read_reviews([path]))


def test_later_mark_replaces_the_whole_earlier_mark_of_a_row(tmp_path: Path):
    first = corrected(mark("statistics", "40", "", reviewed_at="2026-03-02T08:00:00+01:00"), unit="hamlet")
    later = corrected(mark("statistics", "40", "", reviewed_at="2026-03-02T07:30"), concept="places")
    files = [write(tmp_path / "later.csv", later), write(tmp_path / "first.csv", first)]
    for order in (files, files[::-1]):
        reviews = read_reviews(order)
        assert [mark.corrections for mark in reviews] == [{"concept": "places"}]
        assert [mark.place for mark in reviews.overruled] == [f"{files[1]}, line 2"]


def test_contradicting_marks_at_the_same_time_are_an_error(tmp_path: Path):
    one = write(tmp_path / "one.csv", [mark("mentions", "She", "right")])
    two = write(tmp_path / "two.csv", [mark("mentions", "She", "wrong")])
    with pytest.raises(ReviewError, match=r"two\.csv, line 2: verdict wrong, where .*one\.csv, line 2 says otherwise"):
        read_reviews([one, two])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"table": "people"}, 'table "people", expected one of mentions, roles'),
        ({"verdict": ""}, 'verdict "", expected'),
        ({"article_sha256": "abc"}, "expected 64 digits"),
        ({"start": "-1"}, 'start "-1", expected an offset'),
        ({"end": "9.5"}, 'end "9.5", expected an offset'),
        ({"start": 9, "end": 9}, "end 9, expected more than start 9"),
        ({"column": "kind"}, "expected neither where verdict is right"),
        ({"corrected": "x"}, "expected neither where verdict is right"),
        ({"verdict": "corrected", "column": "review"}, 'column "review", expected one of start, end, kind'),
        ({"verdict": "corrected", "column": ""}, 'column "", expected one of start, end, kind'),
        ({"finding": "{"}, "finding '{', expected a JSON object"),
        ({"finding": '{"value": 1}'}, "expected a JSON object of some of start, end, kind"),
        ({"finding": '{"kind": ["name"]}'}, "expected a JSON object"),
        ({"reviewed_at": "yesterday"}, "expected a time as in"),
    ],
)
def test_line_that_cannot_be_understood_is_an_error(change: dict[str, Any], message: str, tmp_path: Path):
    path = write(
        tmp_path / "reviews.csv",
        [
            mark("mentions", "Kit Duarte", "right"),
            {**mark("mentions", "She", "right"), **{name: str(value) for name, value in change.items()}},
        ],
    )
    with pytest.raises(ReviewError) as error:
        read_reviews([path])
    assert f"{path}, line 3: " in str(error.value)
    assert message in str(error.value)
    assert "next: name files that were saved from the pages of a report" in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", 'line 1: found "", expected the columns article_sha256'),
        (b"quote_id,verdict\n", 'line 1: found "quote_id,verdict"'),
        (",".join(REVIEW_COLUMNS).encode() + b"\na,b\n", "line 2: 2 cells, expected 12"),
        (",".join(REVIEW_COLUMNS).encode() + b'\n"a"b\n', "not CSV"),
        (",".join(REVIEW_COLUMNS).encode() + b"\n\xff\n", "is not UTF-8"),
    ],
)
def test_file_of_another_kind_is_an_error(content: bytes, message: str, tmp_path: Path):
    path = tmp_path / "reviews.csv"
    path.write_bytes(content)
    with pytest.raises(ReviewError) as error:
        read_reviews([path])
    assert message in str(error.value)


def test_missing_file_is_an_error(tmp_path: Path):
    with pytest.raises(ReviewError, match=r"none\.csv: cannot be read \(No such file"):
        read_reviews([tmp_path / "none.csv"])


def test_error_lists_at_most_twenty_problems(tmp_path: Path):
    path = write(tmp_path / "reviews.csv", [mark("mentions", "She", "?")] * 30)
    with pytest.raises(ReviewError, match="and 10 more"):
        read_reviews([path])


def test_reviews_list_the_names_in_their_corrections(tmp_path: Path):
    lines = corrected(mark("mentions", "She", ""), person="Kit Duarte", organisation="", kind="name")
    assert read_reviews([write(tmp_path / "reviews.csv", lines)]).named == {"Kit Duarte"}


def test_correctable_columns_are_columns_of_the_tables():
    for table, columns in CORRECTABLE.items():
        assert {*columns} - {"person", "organisation"} <= {*load_tables()[table].field_names}
        assert {f"{name}_id" for name in {*columns} & {"person", "organisation"}} <= {*load_tables()[table].field_names}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")
def test_pipe_is_no_file_of_marks(tmp_path: Path):
    os.mkfifo(tmp_path / "reviews.csv")
    with pytest.raises(ReviewError, match="found a pipe, socket or device"):
        read_reviews([tmp_path / "reviews.csv"])


@pytest.mark.parametrize("finding", ["[" * 100_000, "x" * 100_000])
def test_deep_and_long_findings_are_short_problems(tmp_path: Path, finding: str):
    with pytest.raises(ReviewError, match="more characters") as caught:
        read_reviews([write(tmp_path / "reviews.csv", [mark("mentions", "She", "right", finding=finding)])])
    assert len(str(caught.value)) < 2_000


def test_written_marks_are_read_back(tmp_path: Path) -> None:
    lines = [
        *corrected(mark("mentions", "She", "", finding={"kind": "pronoun"}), kind="nominal", start=12),
        mark("quotes", DISGRACE, "right", finding={"speaker": None, "polarity": "affirmed"}),
        {**mark("quotes", "open late", "added"), "column": "kind", "corrected": "direct"},
    ]
    first = read_reviews([write(tmp_path / "reviews.csv", lines)])
    write_reviews(first, tmp_path / "copy.csv")

    def told(reviews: Reviews) -> list[tuple[object, ...]]:
        return [(one.row, one.verdict, one.finding, one.corrections, one.reviewed_at, one.row_id) for one in reviews]

    assert told(read_reviews([tmp_path / "copy.csv"])) == told(first)


def test_rows_are_added_to_quotes_and_statistics_only(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match='table "mentions", expected one of quotes, statistics'):
        read_reviews([write(tmp_path / "reviews.csv", [mark("mentions", "She", "added")])])
    line = {**mark("quotes", "open late", "added"), "column": "start", "corrected": "3"}
    with pytest.raises(ReviewError, match='column "start", expected one of parts'):
        read_reviews([write(tmp_path / "reviews.csv", [line])])
