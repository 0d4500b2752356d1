"""Figures that are sums of money."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extract.statistics import currencies
from newsrows.extract.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure, Passage

_JOINT = re.compile(r"[-‑]|[\s\u00a0]?")
_CENTS = re.compile(  # '15 dollars and 50 cents', '3 pounds 50.'
    r"\s(?:and\s)?(\d{1,2})\s?(?:cents|pence|p)(?!\w)|\s(?:and\s)?(\d{2})(?=[.,;:!?)]?(?:\s+(?-i:[A-Z])|\s*$))",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"\b(?:weigh\w*|heavier|lighter|overweight|shed|gained|lift\w*|bench\w*)\b", re.IGNORECASE)
# '2.2 kg (4.8 pounds)'
_WEIGHED = re.compile(r"(?:kgs?|kilos?|kilogram(?:me)?s?|grams?|tonnes?|g)\s?\((?:[^()]*\s)?[\d.,]+[\s-]?$")
_WEIGHT_REACH = 60  # characters before 'pounds' in which a word about weight is looked for
_OF_MONEY = re.compile(r"[\s-](?:of\s(?:his|her|their|public|taxpayers?)|notes?|coins?|fines?|bills?)\b")


def with_sign(passage: Passage, figure: Figure, currency: str) -> Figure:
    """A number behind the sign or code of a currency: '£5', 'US$5', '$5 Canadian', '$10 dollars'."""
    code = _code(passage, currency)
    text, begin = passage.text, _behind(passage, figure.end)
    if currency == currencies.DOLLAR:
        whose = currencies.dollar_after(text, begin, passage.limit)
        if whose and not _leads_to_noun(passage, whose[1]):
            return figure.up_to(passage.tokens, whose[1], Unit(whose[0], "money"))
    again = currencies.currency_after(text, begin, passage.limit)
    if again and again[1] > begin + 1 and again[0] in {currency, code}:
        return figure.up_to(passage.tokens, again[1], Unit(code, "money"))
    return replace(figure, unit=Unit(code, "money"))


def with_name(passage: Passage, figure: Figure) -> Figure | None:
    """A number before the name of a currency: '15 euros', '20 dollars and 50 cents'; None if there is no such name."""
    begin = _behind(passage, figure.end)
    found = currencies.currency_after(passage.text, begin, passage.limit)
    if found is None or _is_weight(passage, begin, found[1]) or _is_verb(passage, begin, found[1]):
        return None
    return _with_cents(passage, figure.up_to(passage.tokens, found[1], Unit(_code(passage, found[0]), "money")))


def behind_of(passage: Passage, figure: Figure, begin: int) -> Figure | None:
    """'millions of dollars': the currency's name begins at `begin`."""
    found = currencies.currency_after(passage.text, begin, passage.limit)
    if found is None or not passage.text[begin].isalpha():
        return None
    return figure.up_to(passage.tokens, found[1], Unit(_code(passage, found[0]), "money"))


def _code(passage: Passage, currency: str) -> str:
    return passage.dollar if currency == currencies.DOLLAR else currency


def _behind(passage: Passage, end: int) -> int:
    joint = _JOINT.match(passage.text, end, passage.limit)
    return joint.end() if joint else end


def _leads_to_noun(passage: Passage, offset: int) -> bool:
    """'$20 US stamps': the word behind the sum belongs to what follows."""
    after = passage.tokens.at(offset)
    return after < len(passage.tokens) and passage.tokens.tags[after].startswith(("NN", "JJ"))


def _is_weight(passage: Passage, begin: int, end: int) -> bool:
    """'50 pounds of cocaine', 'a 200-pound man', 'it weighs 12 pounds' are no money."""
    text, name = passage.text, passage.text[begin:end].lower()
    if name not in {"pound", "pounds"}:
        return False
    if text.startswith(" of ", end) or (name == "pound" and text[begin - 1] in "-‑"):
        return not _OF_MONEY.match(text, end)
    near = max(0, begin - _WEIGHT_REACH)
    return _WEIGHT.search(text, near, begin) is not None or _WEIGHED.search(text, near, begin) is not None


def _is_verb(passage: Passage, begin: int, end: int) -> bool:
    """'Of the 40 runners 12 won medals', 'of which 25 won': not the money of Korea."""
    if passage.text[begin:end] != "won":
        return False
    tokens, verb = passage.tokens, passage.tokens.at(begin)
    is_subject = verb > 0 and tokens.deps[verb - 1] == "nsubj" and tokens.heads[verb - 1] == verb
    return is_subject or tokens.deps[verb] == "relcl"


def _with_cents(passage: Passage, figure: Figure) -> Figure:
    """'15 dollars and 50 cents' is one sum."""
    cents = _CENTS.match(passage.text, figure.end, passage.limit)
    if cents is None:
        return figure
    last = passage.tokens.at(cents.end() - 1)
    return replace(figure, end=cents.end(), value=figure.value + int(cents[1] or cents[2]) / 100, last=last)
