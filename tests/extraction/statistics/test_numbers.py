"""Numbers in digits and in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.extraction.statistics.numbers import WORDS, read_digits, read_words, to_number

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int, joint: str = "-", link: str = " and ") -> str:
    """An English number in words."""
    if number < 20:
        return ONES.split()[number]
    if number < 100:
        tens = TENS.split()[number // 10]
        return tens if number % 10 == 0 else f"{tens}{joint}{in_words(number % 10)}"
    if number < 1000:
        rest = number % 100
        return in_words(number // 100) + " hundred" + (link + in_words(rest, joint) if rest else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= size:
            rest = number % size
            tail = (link if rest < 100 else " ") + in_words(rest, joint, link) if rest else ""
            return f"{in_words(number // size, joint, link)} {name}{tail}"
    raise AssertionError(number)


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from([",", "\u00a0", "\u2009", "\u202f", " ", ""]))
def test_whole_numbers_are_read_back_however_they_are_grouped(number, mark):
    text = f"{number:,}".replace(",", mark)
    numeral = read_digits(text, 0, len(text))
    assert numeral is not None
    assert (numeral.value, numeral.end) == (number, len(text))
    assert numeral.is_digits_only == text.isdigit()


@settings(deadline=None)
@given(st.decimals(0, 10**9, places=3), st.booleans())
def test_decimal_numbers_are_read_back(number, is_grouped):
    text = f"{number:,}" if is_grouped else f"{number}"
    numeral = read_digits(text, 0, len(text))
    assert numeral is not None
    assert (numeral.value, numeral.end) == (pytest.approx(float(number)), len(text))


@settings(deadline=None)
@given(st.integers(0, 999_999_999), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]))
def test_numbers_in_words_are_read_back(number, joint, link):
    text = in_words(number, joint, link)
    numeral = read_words(text, 0, len(text))
    assert numeral is not None
    assert (numeral.value, text[numeral.start : numeral.end]) == (number, text)


@settings(deadline=None)
@given(st.integers(1, 12_345_678))
def test_lakhs_and_crores_are_grouped_by_two(number):
    head, tail = divmod(number, 1000)
    groups = []
    while head >= 100:
        head, group = divmod(head, 100)
        groups.append(f"{group:02}")
    text = ",".join([str(head), *reversed(groups), f"{tail:03}"]) if head else str(tail)
    numeral = read_digits(text, 0, len(text))
    assert numeral is not None
    assert numeral.value == number


@settings(deadline=None)
@given(st.integers(0, 50), st.integers(1, 9), st.integers(2, 10))
def test_mixed_fractions_are_read_back(integer, part, parts):
    if part >= parts:
        part = parts - 1
    text = f"{integer} {part}/{parts}" if integer else f"{part}/{parts}"
    numeral = read_digits(text, 0, len(text))
    assert numeral is not None
    assert numeral.value == pytest.approx(integer + part / parts)


@pytest.mark.parametrize(
    ("text", "value", "value_max"),
    [
        ("2½", 2.5, None),
        (".05", 0.05, None),
        ("13 and a half", 13.5, None),
        ("19,3%", 19.3, None),
    ],
)
def test_digits_with_fractions_and_decimals_are_read(text, value, value_max):
    numeral = read_digits(text, 0, len(text))
    assert numeral is not None
    assert (numeral.value, numeral.value_max) == (value, value_max)


@pytest.mark.parametrize(
    ("text", "value", "value_max"),
    [
        ("a hundred", 100, None),
        ("half a million", 5e5, None),
        ("a quarter of a million", 2.5e5, None),
        ("a million and a half", 1.5e6, None),
        ("three-and-a-half", 3.5, None),
        ("half a dozen", 6, None),
        ("two dozen", 24, None),
        ("a couple of hundred", 200, None),
        ("two-thirds", 2 / 3, None),
        ("a third", 1 / 3, None),
        ("three quarters", 0.75, None),
        ("dozens", 12, None),
        ("hundreds", 100, 1000),
        ("tens of thousands", 1e4, 1e5),
        ("hundreds of millions", 1e8, 1e9),
        ("several thousand", 1e3, 1e4),
    ],
)
def test_number_words_are_read(text, value, value_max):
    begin = min(text.find(word) for word in WORDS if word in text.split() or word in text.split("-"))
    numeral = read_words(text, begin, len(text))
    assert numeral is not None
    assert text[numeral.start : numeral.end] == text
    assert (numeral.value, numeral.value_max) == (pytest.approx(value), value_max)


@pytest.mark.parametrize("text", ["third", "fifths", "score"])
def test_an_ordinal_alone_is_not_a_number(text):
    assert read_words(text, 0, len(text)) is None


def test_words_that_are_not_a_number_have_no_value():
    assert to_number("two and three apples") is None
