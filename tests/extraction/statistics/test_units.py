"""Units behind numbers, units with SI prefixes, and rates."""

from __future__ import annotations

import pint
import pytest
from statistic_docs import values

from newsrows.extraction.statistics import units
from newsrows.lexicon import rows

REGISTRY = pint.UnitRegistry()


@pytest.mark.parametrize("row", [row for row in rows("units") if row["pint"]], ids=lambda row: row["unit"])
def test_pint_knows_each_unit_and_its_kind(row):
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
def test_prefixes_make_units_that_the_list_does_not_contain(text, name):
    found = units.unit_after(f"5{text}", 1, len(text) + 1)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize("text", ["5 Boston", "9 BBC", "30 tons", "4 Milton", "8 PCs", "6 El"])
def test_words_that_are_not_units_with_a_prefix_are_not_looked_up(text, monkeypatch):
    monkeypatch.setattr(units, "_registry", lambda: pytest.fail("pint was asked"))
    units._name_with_prefix.cache_clear()
    units.unit_after(text, 1 if text[1] == " " else 2, len(text))


@pytest.mark.parametrize("text", [" El", " Kia", "ers", " centre", " in", " a"])
def test_words_behind_a_number_are_not_units(text):
    assert units.unit_after(f"5{text}", 1, len(text) + 1) is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("up|IN from|IN £|$ _18|CD a|DT year|NN earlier|RBR .|.", "GBP"),
        ("from|IN £|$ _18|CD a|DT year|NN ago|RB", "GBP"),
        ("it|PRP was|VBD £|$ _18|CD a|DT year|NN before|RB and|CC grew|VBD", "GBP"),
        ("it|PRP was|VBD £|$ _18|CD a|DT year|NN before|IN tax|NN", "GBP per year"),
        ("it|PRP was|VBD £|$ _18|CD a|DT month|NN earlier|RBR this|DT year|NN", "GBP per month"),
    ],
)
def test_a_sum_of_a_year_earlier_is_not_a_rate(line, unit):
    assert [found for *_, found in values(line)] == [unit]
