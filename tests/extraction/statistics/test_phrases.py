"""Whole sentences of our own, read with the default model: what each says, and sentences that hold no statistic."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.statistics import find_statistics
from newsrows.records import Statistic

HERE = Path(__file__).parent


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PHRASES = read("phrases.csv")
NOTHING = read("no_statistics.csv")
CONCEPTS = read("concepts.csv")


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Statistic, ...]]:
    sentences = [row["sentence"] for row in (*PHRASES, *NOTHING, *CONCEPTS)]
    parses = parse_all(sentences, load_models())
    return {sentence: find_statistics(parsed) for sentence, parsed in zip(sentences, parses, strict=True)}


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["sentence"])
def test_a_phrase_means(row, found):
    (statistic,) = found[row["sentence"]]
    expected = (row["bound"], row["kind"], row["unit"] or None)
    assert (statistic.bound, statistic.kind, statistic.unit) == expected
    assert statistic.value == pytest.approx(float(row["value"]), rel=1e-3)
    assert statistic.value_max == (float(row["value_max"]) if row["value_max"] else None)


@pytest.mark.parametrize("row", NOTHING, ids=lambda row: row["sentence"])
def test_it_is_no_statistic(row, found):
    assert found[row["sentence"]] == ()


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["sentence"])
def test_what_is_counted_or_measured(row, found):
    texts = {statistic.span.text: statistic.concept for statistic in found[row["sentence"]]}
    assert texts[row["text"]] == (row["concept"] or None)


def test_a_bare_sum_behind_a_conversion_is_in_what_was_converted():
    (parsed,) = parse_all(["Profit was 4 billion crowns ($0.4 billion), down from 6 billion."], load_models())
    assert [(found.value, found.unit) for found in find_statistics(parsed)] == [
        (4e9, "SEK"),
        (4e8, "USD"),
        (6e9, "SEK"),
    ]


def test_the_corpora_are_large_enough():
    assert len(PHRASES) >= 150
    assert len(NOTHING) >= 80
    assert len({row["sentence"] for row in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["sentence"])
def test_a_span_is_the_text_that_stands_there(row, found):
    (statistic,) = found[row["sentence"]]
    span, sentence = statistic.span, statistic.sentence
    assert row["sentence"][span.start : span.end] == span.text
    assert sentence.holds(span)
    assert 0 < statistic.confidence < 1
