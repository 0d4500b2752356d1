"""Quotes of short texts, and texts without quotes."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes import find_quotes, finder
from newsrows.extraction.quotes.candidate import Candidate
from newsrows.records.contract import PART_SEPARATOR

HERE = Path(__file__).parent


def expected_quotes() -> dict[str, list[tuple[str, ...]]]:
    """The rows of phrases.csv by text: kind, speaker, cue and content of each quote. '¶' stands for a line break."""
    quotes: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    with (HERE / "phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["text"].replace("¶", "\n")
            quotes[text] += [tuple(row[name] for name in ("kind", "speaker", "cue", "content"))] if row["kind"] else []
    return quotes


@pytest.mark.parametrize("text", expected_quotes())
def test_quotes_of_a_text_are_the_expected_ones(text: str) -> None:
    quotes = [
        (
            quote.kind,
            quote.speaker.text if quote.speaker else "",
            quote.cue.lemma if quote.cue else "",
            PART_SEPARATOR.join(part.text for part in quote.parts),
        )
        for quote in find_quotes(parses()[text], ())
    ]
    assert quotes == expected_quotes()[text]


@pytest.mark.parametrize("text", expected_quotes())
def test_a_quote_has_the_number_of_the_sentence_in_which_it_begins(text: str) -> None:
    tokens = parses()[text].tokens
    starts = [tokens.starts[token] for token in tokens.sentence_starts]
    for quote in find_quotes(parses()[text], ()):
        begins = quote.parts[0].start
        following = starts[quote.sentence + 1] if quote.sentence + 1 < len(starts) else len(text)
        assert starts[quote.sentence] <= begins < following


def test_the_expected_quotes_include_texts_without_a_quote() -> None:
    assert sum(not quotes for quotes in expected_quotes().values()) >= 8


@pytest.mark.parametrize("text", expected_quotes())
def test_quotes_are_slices_of_the_text_in_order_with_different_starts(text: str) -> None:
    quotes = find_quotes(parses()[text], ())
    starts = [quote.parts[0].start for quote in quotes]
    assert starts == sorted(set(starts))
    for quote in quotes:
        assert all(part.text == text[part.start : part.end] for part in quote.parts)
        assert all(one.end <= two.start for one, two in pairwise(quote.parts))
        assert 0 <= quote.confidence <= 1


def test_the_answer_to_a_question_has_no_speaker() -> None:
    text = '"Where were you standing at the time?" the coroner asked.\n"I was standing beside the gate, sir."'
    question, answer = find_quotes(parses()[text], ())
    assert question.speaker is not None
    assert (answer.speaker, answer.continued) == (None, False)


def test_a_caption_neither_ends_a_quotation_nor_belongs_to_it() -> None:
    text = 'Mr Doe said: "This is sad.\n The house where Mr Doe lives |\n"We will fight."'
    (quote,) = find_quotes(parses()[text], ())
    assert not any("house" in part.text for part in quote.parts)


def test_the_more_probable_of_two_quotes_with_one_start_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The mayor said the plan would fail."
    likely, unlikely = Candidate("clause", [(3, 7)]), Candidate("object", [(3, 5)])
    monkeypatch.setattr(finder, "select", lambda *_: [(likely, 0.9), (unlikely, 0.5)])
    (quote,) = find_quotes(parses()[text], ())
    assert quote.confidence == 0.9
