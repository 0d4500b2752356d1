"""What statistics count or measure."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_reader
from newsrows.extraction.statistics import find_statistics
from newsrows.records import Statistic

with (Path(__file__).parent / "concepts.csv").open(encoding="utf-8", newline="") as lines:
    CONCEPTS = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def statistics() -> dict[str, tuple[Statistic, ...]]:
    """The statistics of each sentence, read with the default model."""
    sentences = [row["sentence"] for row in CONCEPTS]
    parses = parse_all(sentences, load_reader())
    return {sentence: find_statistics(parsed) for sentence, parsed in zip(sentences, parses, strict=True)}


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["sentence"])
def test_a_statistic_has_the_concept_that_it_counts_or_measures(row, statistics):
    texts = {statistic.span.text: statistic.concept for statistic in statistics[row["sentence"]]}
    assert texts[row["text"]] == (row["concept"] or None)
