"""The words that report speech, read from lexicon/: verbs with their forms, nouns of saying, prepositions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Reporting:
    """One reporting word: its lemma, its class ('say', 'ask', 'judge' ...) and whether it denies what it reports."""

    lemma: str
    group: str
    is_negative: bool


def rows(name: str) -> list[dict[str, str]]:
    """The rows of lexicon/`name`."""
    text = (files("newsrows") / "lexicon" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def reporting_verbs() -> dict[str, Reporting]:
    """Every form of every reporting verb: 'said', 'saying' -> say."""
    found: dict[str, Reporting] = {}
    for row in rows("reporting_verbs.csv"):
        verb = Reporting(row["lemma"], row["class"], row["polarity"] == "negative")
        for form in row["forms"].split():
            found.setdefault(form, verb)
    return found


@cache
def speech_nouns() -> dict[str, Reporting]:
    """Every form of every noun of saying: 'claims', 'statement'."""
    found: dict[str, Reporting] = {}
    for row in rows("speech_nouns.csv"):
        noun = Reporting(row["lemma"], row["class"], row["polarity"] == "negative")
        for form in row["forms"].split():
            found.setdefault(form, noun)
    return found
