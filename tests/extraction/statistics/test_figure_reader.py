"""Figures in every supported notation are found and read back."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from statistic_docs import values

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.statistics import find_statistics
from newsrows.records import Statistic

TOKENIZER = spacy.blank("en").tokenizer
SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "RM": "MYR",
    "Rs ": "INR",
    "₹": "INR",
    "USD ": "USD",
}
NAMES = {" euros": "EUR", " yen": "JPY", " Australian dollars": "AUD", " zlotys": "PLN", "p": "penny"}
MAGNITUDES = {
    "": 1,
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
    " million": 1e6,
    " billion": 1e9,
    " trillion": 1e12,
    " lakh": 1e5,
    " crore": 1e7,
}
UNITS = {
    "%": ("percent", "percent"),
    " per cent": ("percent", "percent"),
    " percent": ("percent", "percent"),
    "pc": ("percent", "percent"),
    " percentage points": ("percent", "percentage point"),
    " basis points": ("percent", "basis point"),
    "km": ("measurement", "kilometre"),
    " kilometres": ("measurement", "kilometre"),
    " miles": ("measurement", "mile"),
    "kg": ("measurement", "kilogram"),
    " tonnes": ("measurement", "tonne"),
    "mph": ("measurement", "mile per hour"),
    " hectares": ("measurement", "hectare"),
    "sq m": ("measurement", "square metre"),
    "°C": ("temperature", "degree celsius"),
    " hours": ("duration", "hour"),
    " weeks": ("duration", "week"),
}


def statistics_of(text: str) -> tuple[Statistic, ...]:
    """The statistics of a sentence without a parse: every token depends on the first one."""
    words = TOKENIZER(text)
    size = len(words)
    doc = Doc(
        words.vocab,
        words=[token.text for token in words],
        spaces=[bool(token.whitespace_) for token in words],
        tags=["CD" if token.text[0].isdigit() else "IN" for token in words],
        deps=["dep"] * size,
        heads=[0] * size,
        sent_starts=[i == 0 for i in range(size)],
    )
    return find_statistics(ParsedArticle.of(doc))


def written(number: int, decimals: int, *, is_grouped: bool) -> str:
    """A positive number with so many decimals, as newspapers write it."""
    value = number / 10**decimals
    return f"{value:,.{decimals}f}" if is_grouped else f"{value:.{decimals}f}"


numbers = st.builds(written, st.integers(1, 9_999_999), st.integers(0, 2), is_grouped=st.booleans())


@settings(deadline=None)  # the first example loads the tables
@given(numbers, st.sampled_from(sorted(SIGNS)), st.sampled_from(sorted(MAGNITUDES)))
def test_sums_behind_a_sign_are_read_back(number, sign, magnitude):
    figure = f"{sign}{number}{magnitude}"
    (statistic,) = statistics_of(f"It cost {figure} then.")
    assert (statistic.span.text, statistic.kind, statistic.unit) == (figure, "money", SIGNS[sign])
    assert statistic.value == pytest.approx(float(number.replace(",", "")) * MAGNITUDES[magnitude])


@settings(deadline=None)
@given(numbers, st.sampled_from(sorted(NAMES)))
def test_sums_before_a_name_are_read_back(number, name):
    (statistic,) = statistics_of(f"It cost {number}{name} then.")
    assert (statistic.span.text, statistic.kind, statistic.unit) == (f"{number}{name}", "money", NAMES[name])
    assert statistic.value == pytest.approx(float(number.replace(",", "")))


@settings(deadline=None)
@given(numbers, st.sampled_from(sorted(UNITS)))
def test_measures_are_read_back(number, surface):
    (statistic,) = statistics_of(f"It took {number}{surface} then.")
    assert (statistic.span.text, (statistic.kind, statistic.unit)) == (f"{number}{surface}", UNITS[surface])
    assert statistic.value == pytest.approx(float(number.replace(",", "")))


@settings(deadline=None)
@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from(["-", "–", " to "]),
    st.sampled_from(["%", "km", " miles"]),
)
def test_ranges_are_read_back(low, more, joint, surface):
    figure = f"{low}{joint}{low + more}{surface}"
    (statistic,) = statistics_of(f"It takes {figure} then.")
    assert (statistic.value, statistic.value_max, statistic.bound) == (low, low + more, "range")
    assert statistic.span.text == figure


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("an|DT error|NN of|IN plus|CC or|CC minus|CC 3|CD points|NNS", 3.0),
        ("an|DT error|NN of|IN +/-3|CD points|NNS", 3.0),
        ("a|DT change|NN of|IN minus|CC 3|CD points|NNS", -3.0),
    ],
)
def test_plus_or_minus_is_not_a_sign(line, value):
    assert [found for found, *_ in values(line)] == [value]


@pytest.mark.parametrize(
    ("total", "is_share"), [("12", True), ("13", False), ("95", True), ("1,000", True), ("1,005", False)]
)
def test_the_total_of_a_share_is_small_or_round(total, is_share):
    assert (
        (1 / float(total.replace(",", "")), None, "exact", None) in values(f"one|CD in|IN {total}|CD .|.")
    ) == is_share
