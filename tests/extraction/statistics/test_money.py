"""Currencies before and behind a number."""

from __future__ import annotations

import babel
import pycountry
import pytest
from statistic_docs import parsed, values

from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.money import currency_after, currency_before, dollar_at
from newsrows.lexicon import rows

NO_ISO_CODE = {"$", "BTC", "dinar", "shilling"}


def test_listed_currencies_have_iso_4217_codes():
    codes = {currency.alpha_3 for currency in pycountry.currencies}
    codes |= set(babel.Locale.parse("en").currencies)  # with those withdrawn: old articles name kunas and marks
    assert {row["currency"] for row in rows("currencies")} <= codes | NO_ISO_CODE


@pytest.mark.parametrize("code", ["AUD", "EUR", "MYR", "ILS", "KRW", "ZAR", "CHF"])
def test_currencies_are_found_by_code_and_by_english_name(code):
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
def test_currency_signs_before_a_number_are_found(text, code):
    found = currency_before(f"{text}5", len(text), 0)
    assert found is not None
    assert found[0] == code


@pytest.mark.parametrize("text", ["COP ", "TOP ", "room ", "(", "a "])
def test_words_before_a_number_are_not_currencies(text):
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
        ("http://[broken/", "USD"),
    ],
)
def test_a_bare_dollar_is_the_publishers_dollar(url, code):
    assert dollar_at(url) == code


def test_the_dollar_option_sets_the_currency_of_a_bare_dollar():
    article = parsed("it|PRP cost|VBD|ROOT|1 $|$ _5|CD and|CC US$|$ _6|CD")
    assert [s.unit for s in find_statistics(article, dollar="CAD")] == ["CAD", "USD"]


def test_the_verb_won_is_not_a_currency():
    victory = (
        "of|IN|prep|5 40|CD|nummod|2 runners|NNS|pobj|0 ,|,|punct|5 12|CD|nsubj|5 won|VBD|ROOT|5 medals|NNS|dobj|5"
    )
    clause = "entries|NNS|ROOT|0 ,|,|punct|0 of|IN|prep|5 which|WDT|pobj|2 25|CD|nummod|5 won|VBD|relcl|0"
    price = "it|PRP|nsubj|1 cost|VBD|ROOT|1 9,000|CD|nummod|3 won|VBD|dobj|1"
    assert values(victory) == [(40.0, None, "exact", "runner"), (12.0, None, "exact", "runner")]
    assert values(clause) == []
    assert values(price) == [(9000.0, None, "exact", "KRW")]


@pytest.mark.parametrize(("characters", "unit"), [(45, "pound"), (60, "GBP")])
def test_a_word_about_weight_within_60_characters_makes_pounds_a_weight(characters, unit):
    assert values(f"it|PRP weighs|VBZ {'x' * characters}|RB 12|CD pounds|NNS") == [(12.0, None, "exact", unit)]


def test_pounds_of_money_are_not_a_weight():
    assert values("12|CD pounds|NNS of|IN his|PRP$ money|NN")[0][3] == "GBP"
    assert values("12|CD pounds|NNS of|IN flour|NN")[0][3] == "pound"
