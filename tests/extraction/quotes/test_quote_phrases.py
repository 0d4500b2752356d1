"""Quotes of small sentences, and sentences that hold none."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from quote_parses import parses

from newsrows.extraction.quotes import find_quotes

HERE = Path(__file__).parent


def expected() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    with (HERE / "phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["text"].replace("¶", "\n")
            found[text] += [tuple(row[name] for name in ("kind", "speaker", "cue", "content"))] if row["kind"] else []
    return found


@pytest.mark.parametrize("text", expected())
def test_quotes_of_a_phrase(text: str) -> None:
    found = [
        (
            quote.kind,
            quote.speaker.text if quote.speaker else "",
            quote.cue.lemma if quote.cue else "",
            " … ".join(part.text for part in quote.parts),
        )
        for quote in find_quotes(parses()[text], ())
    ]
    assert found == expected()[text]


def test_some_phrases_hold_no_quote() -> None:
    assert sum(not quotes for quotes in expected().values()) >= 8


@pytest.mark.parametrize("text", expected())
def test_quotes_are_slices_in_order_with_starts_of_their_own(text: str) -> None:
    quotes = find_quotes(parses()[text], ())
    starts = [quote.parts[0].start for quote in quotes]
    assert starts == sorted(set(starts))
    for quote in quotes:
        assert all(part.text == text[part.start : part.end] for part in quote.parts)
        assert all(one.end <= two.start for one, two in pairwise(quote.parts))
        assert 0 <= quote.confidence <= 1


def test_a_quote_without_a_speaker_of_its_own_carries_the_one_before() -> None:
    text = '"It was sad," said Ann Poole.\n"We had waited for years."'
    assert [quote.continued for quote in find_quotes(parses()[text], ())] == [False, True]


def test_a_caption_breaks_no_quotation_and_is_no_part_of_it() -> None:
    text = 'Mr Doe said: "This is sad.\n The house where Mr Doe lives |\n"We will fight."'
    (quote,) = find_quotes(parses()[text], ())
    assert not any("house" in part.text for part in quote.parts)
