"""Strings with digits that are not numbers."""

from __future__ import annotations

import pytest

from newsrows.extraction.statistics.non_numbers import is_in_url, is_part_of_word, non_number_end


@pytest.mark.parametrize(
    "text",
    [
        "2031-02-05T08:15:00.250Z",
        "31/12/2019",
        "2019-20",
        "10.45pm",
        "9:35",
        "0930 GMT",
        "96th",
        "1990s",
        "3-6 6-3 6-3",
        "1234567890123",
        "0800 555 0100",
        "192.168.0.1",
        "24/7",
        "4-4-2",
        "737MAX8",
    ],
)
def test_a_string_with_digits_is_skipped_to_its_end(text):
    assert non_number_end(text, 0, len(text)) == len(text)


def test_a_telephone_number_behind_a_plus_sign_is_skipped_to_its_end():
    assert non_number_end("+44 171 555 0100", 1, 16) == 16


@pytest.mark.parametrize("text", ["12", "1,200", "3.5", "500-1000", "100m2", "123456789012", "11st 4lb"])
def test_a_number_is_not_skipped(text):
    assert non_number_end(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "start", "is_part"),
    [
        ("XC40", 2, True),
        ("COVID-19", 6, True),
        ("#3", 1, True),
        ("PM2.5", 4, True),
        ("a 40", 2, False),
        ("-5", 1, False),
    ],
)
def test_digits_that_continue_a_word_are_part_of_it(text, start, is_part):
    assert is_part_of_word(text, start, 0) is is_part


@pytest.mark.parametrize(
    ("text", "is_url"),
    [
        ("see www.example.org/9", True),
        ("see ann@example.org?9", True),
        ("see photo-9.jpg", True),
        ("see page 9", False),
    ],
)
def test_digits_in_web_addresses_are_recognised(text, is_url):
    assert is_in_url(text, text.index("9"), 0) is is_url
