"""The change of a statistic: a rise, a fall, or neither."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.change import DIRECTED_VERBS, VERBS_OF_CHANGE
from newsrows.lexicon import rows
from newsrows.records.findings import Statistic

with (Path(__file__).parent / "changes.csv").open(encoding="utf-8", newline="") as lines:
    CHANGES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def statistics() -> dict[str, tuple[Statistic, ...]]:
    """The statistics of each sentence, read with the default model."""
    sentences = sorted({row["sentence"] for row in CHANGES})
    parses = parse_all(sentences, load_models())
    return {sentence: find_statistics(article) for sentence, article in zip(sentences, parses, strict=True)}


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['sentence']} {row['text']}")
def test_a_figure_has_the_change_that_its_sentence_states(row, statistics):
    changes = {statistic.span.text: statistic.change for statistic in statistics[row["sentence"]]}
    (text,) = [text for text in changes if text.endswith(row["text"]) or row["text"].endswith(text)]
    assert changes[text] == (row["change"] or None)


def test_verbs_without_a_direction_are_verbs_of_change_too():
    assert DIRECTED_VERBS < VERBS_OF_CHANGE
    assert "moved" in VERBS_OF_CHANGE - DIRECTED_VERBS


def test_only_verbs_may_have_no_direction():
    assert {row["part"] for row in rows("change_words") if not row["direction"]} == {"verb"}
