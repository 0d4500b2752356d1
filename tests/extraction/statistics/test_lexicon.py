"""The word lists hold together, and agree with the libraries that they lean on."""

from __future__ import annotations

import babel
import pint
import pycountry
import pytest

from newsrows.extraction.statistics import units
from newsrows.extraction.statistics.confidence import PATTERNS
from newsrows.extraction.statistics.money import currency_after, currency_before, dollar_at
from newsrows.lexicon import rows
from newsrows.records.findings import Bound, StatisticKind

REGISTRY = pint.UnitRegistry()
KINDS = StatisticKind.__args__
BOUNDS = Bound.__args__
NO_ISO_CODE = {"$", "BTC", "dinar", "shilling"}


@pytest.mark.parametrize("row", [row for row in rows("units") if row["pint"]], ids=lambda row: row["unit"])
def test_pint_knows_each_unit_and_gives_its_kind(row):
    dimension = dict(REGISTRY.parse_expression(row["pint"]).dimensionality)
    kind = units.unit_named(row["unit"]).kind
    assert (kind == "duration") == (dimension == {"[time]": 1})
    assert (dimension == {"[temperature]": 1}) <= (kind == "temperature")


@pytest.mark.parametrize("row", [row for row in rows("units") if row["prefixes"]], ids=lambda row: row["unit"])
@pytest.mark.parametrize(
    "prefix", ["quecto", "micro", "milli", "centi", "deca", "hecto", "kilo", "giga", "peta", "exa"]
)
def test_a_unit_takes_prefixes_in_words(row, prefix):
    for word in filter(lambda word: word.isalpha() and word != "kcal", row["words"].split("|")):
        name = prefix + word
        if REGISTRY.parse_unit_name(name, case_sensitive=len(name) < 6):
            assert units.unit_after(f"7 {name}s", 1, len(name) + 3)[0].name == prefix + row["unit"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("50MPa", "megapascal"),
        ("40mSv", "millisievert"),
        ("3Mt", "megatonne"),
        ("12 GiB", "gibibyte"),
        ("7nV", "nanovolt"),
        ("90 PJ", "petajoule"),
    ],
)
def test_a_unit_takes_prefixes_in_symbols(text, name):
    digits = len(text.rstrip("GMPaSvtiBnVJ m"))
    assert units.unit_after(text, digits, len(text)) == (units.Unit(name, "measurement"), len(text))


@pytest.mark.parametrize("text", ["5 Boston", "9 BBC", "30 tons", "4 Milton", "8 PCs", "6 El"])
def test_words_that_are_no_unit_with_a_prefix_are_not_looked_up(text, monkeypatch):
    monkeypatch.setattr(units, "_registry", lambda: pytest.fail("pint was asked"))
    units._name_with_prefix.cache_clear()
    units.unit_after(text, 1 if text[1] == " " else 2, len(text))


def test_the_kinds_and_bounds_of_the_lists_are_those_of_the_records():
    assert {row["kind"] for row in rows("units")} <= {"", *KINDS}
    assert {row["bound"] for row in rows("bounds")} <= {"", *BOUNDS}
    assert {row["side"] for row in rows("bounds")} <= {"before", "after", "filler", *KINDS}


def test_currencies_have_codes_of_iso_4217():
    codes = {currency.alpha_3 for currency in pycountry.currencies}
    codes |= set(babel.Locale.parse("en").currencies)  # with those withdrawn: old articles name kunas and marks
    assert {row["currency"] for row in rows("currencies")} <= codes | NO_ISO_CODE


@pytest.mark.parametrize(
    "name", ["units", "bounds", "currencies", "magnitudes", "plurals", "number_words", "figure_words"]
)
def test_no_row_stands_twice(name):
    seen = [tuple(row.values()) for row in rows(name)]
    assert len(seen) == len(set(seen))


def test_every_pattern_has_a_confidence():
    table = {row["pattern"]: float(row["confidence"]) for row in rows("statistic_confidence")}
    assert set(table) == set(PATTERNS)
    assert all(0 < value < 1 for value in table.values())


@pytest.mark.parametrize("code", ["AUD", "EUR", "MYR", "ILS", "KRW", "ZAR", "CHF"])
def test_currencies_are_read_by_code_and_by_their_english_name(code):
    name = babel.Locale.parse("en").currencies[code]
    assert currency_before(f"{code} ", len(code) + 1, 0) == (code, 0)
    assert currency_after(name, 0, len(name)) == (code, len(name))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US$", "USD"),
        ("$US", "USD"),
        ("US $", "USD"),
        ("HK $", "HKD"),
        ("NZ$", "NZD"),
        ("AU$", "AUD"),
        ("R$", "BRL"),
        ("£", "GBP"),
        ("Rs ", "INR"),
        ("Rs. ", "INR"),
        ("RM", "MYR"),
        ("Y=", "JPY"),
        ("A $", "$"),
        ("$", "$"),
    ],
)
def test_signs_before_an_amount(text, code):
    found = currency_before(f"{text}5", len(text), 0)
    assert found is not None
    assert found[0] == code


@pytest.mark.parametrize("text", ["COP ", "TOP ", "room ", "(", "a "])
def test_words_before_a_number_are_no_currency(text):
    assert currency_before(f"{text}27", len(text), 0) is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://news.example.com.au/a", "AUD"),
        ("example.ca", "CAD"),
        ("https://example.co.nz", "NZD"),
        ("https://example.com/x", "USD"),
        ("https://example.co.uk", "USD"),
        ("", "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_publisher(url, code):
    assert dollar_at(url) == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kilopascals", "kilopascal"),
        ("GHz", "gigahertz"),
        ("milligrams", "milligram"),
        ("terawatts", "terawatt"),
        ("kPa", "kilopascal"),
    ],
)
def test_prefixes_make_units_that_the_list_does_not_spell_out(text, name):
    found = units.unit_after(f"5{text}", 1, len(text) + 1)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize("text", [" El", " Kia", "ers", " centre", " in", " a"])
def test_words_behind_a_number_are_no_units(text):
    assert units.unit_after(f"5{text}", 1, len(text) + 1) is None
