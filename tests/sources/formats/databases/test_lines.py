from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsrows.sources.formats.databases.lines import (
    authors_of,
    date_in,
    is_copyright,
    label_of,
    moment,
    plain_lines,
    section_of,
    without_notices,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1 March 2024", "March 1, 2024"),
        ("March 1, 2024 Friday, Late Edition - Final", "March 1, 2024"),
        ("Friday, March 1, 2024", "March 1, 2024"),
        ("Friday 1 March 2024", "March 1, 2024"),
        ("Mar 1, 2024", "Mar 1, 2024"),
        ("Sept. 3, 2024", "Sep 3, 2024"),
        ("Published on March 1, 2024", None),
        ("March 2024", None),
        ("7 mars 2024", None),
        ("12 Mayors 2024", None),
        ("31 February 2024", None),
        ("1 March 20245", None),
    ],
)
def test_date_is_read_at_the_beginning_of_a_line(text: str, date: str | None) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("10:50 AM GMT", datetime(2024, 3, 1, 10, 50, tzinfo=UTC)),
        ("12:05 a.m. EST", datetime(2024, 3, 1, 5, 5, tzinfo=UTC)),
        ("23:30 UTC", datetime(2024, 3, 1, 23, 30, tzinfo=UTC)),
        ("11:40 PM PDT", datetime(2024, 3, 2, 6, 40, tzinfo=UTC)),
        ("10:50 AM", None),
        ("10:50 AM IST", None),  # in India, Ireland or Israel
        ("13:50 PM GMT", None),
        ("25:10 GMT", None),
        ("Friday GMT", None),
    ],
)
def test_time_counts_only_with_a_zone_of_one_meaning(text: str, time: datetime | None) -> None:
    assert moment("March 1, 2024", text) == time


def test_time_without_a_day_is_no_moment() -> None:
    assert moment(None, "10:50 AM GMT") is None


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By ANN DALE and TOM EK; Ann Dale reported at sea, and Tom Ek from Port Callow.", "Ann Dale; Tom Ek"),
        ("Ann Dale, Transport Editor, and Jo de la Cruz at the quay", "Ann Dale; Jo de la Cruz"),
        ("Ann Dale ann.dale@quay.example", "Ann Dale"),
        ("By Staff Reporter", "Staff Reporter"),
        ("Reuters", "Reuters"),
        ("", None),
    ],
)
def test_names_of_a_byline_end_before_notes(byline: str, authors: str | None) -> None:
    assert authors_of(byline) == authors


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("FEATURES; Pg. 6", "FEATURES"),
        ("Section B; Page 1; Column 5; County Desk", "Section B; County Desk"),
        ("Foreign Desk; 1", "Foreign Desk"),
        ("Metro; A", "Metro"),
        ("A12", None),
        ("Pages for the Young", None),
        ("Sport", "Sport"),
    ],
)
def test_section_has_no_pages(text: str, section: str | None) -> None:
    assert section_of(text) == section


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2024 Quay Ltd",
        "(c) 2024 Quay Ltd",
        "© 2024 Quay Ltd. All Rights Reserved.",
        "(Copyright (c) 2024 The Quay Post)",
        "Copyright, The Quay Post 2024",
        "All Rights Reserved",
    ],
)
def test_notice_of_copyright_is_recognised(text: str) -> None:
    assert is_copyright(text)


@pytest.mark.parametrize("text", ["Copyright law changed in 1998.", "Copyrights, he said.", "(c) a third boat", "2024"])
def test_sentence_about_copyright_is_no_notice(text: str) -> None:
    assert not is_copyright(text)


def test_notices_are_left_out_at_both_ends_only() -> None:
    lines = ["", "(c) 2024 Quay Ltd", "Late.", "© 2024, it says.", "Free.", "", "All Rights Reserved"]
    assert without_notices(lines) == ("Late.", "© 2024, it says.", "Free.")
    assert without_notices(["", "(c) 2024"]) == ()


def test_label_belongs_to_a_database() -> None:
    assert label_of("Load-Date: March 2, 2024", "nexis") == ("load-date", "March 2, 2024")
    assert label_of("LENGTH:", "nexis") == ("length", "")
    assert label_of("Company / organization: Name: Quay Ltd", "proquest") == (
        "company / organization",
        "Name: Quay Ltd",
    )
    assert label_of("ProQuest document ID: 1", "nexis") is None
    assert label_of("Length:877", "nexis") is None
    assert label_of("The length: 877", "nexis") is None


def test_hard_spaces_and_white_space_at_the_ends_are_no_part_of_a_line() -> None:
    assert [line.text for line in plain_lines("\f  Length:\xa0877 words \r\n\n\tLate.")] == [
        "Length: 877 words \r".strip(),
        "",
        "Late.",
    ]
