"""What statistics count or measure."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from statistic_docs import parsed

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.statistics import find_statistics
from newsrows.records import Statistic

with (Path(__file__).parent / "concepts.csv").open(encoding="utf-8", newline="") as lines:
    CONCEPTS = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def statistics() -> dict[str, tuple[Statistic, ...]]:
    """The statistics of each sentence, read with the default model."""
    sentences = [row["sentence"] for row in CONCEPTS]
    parses = parse_all(sentences, load_models())
    return {sentence: find_statistics(article) for sentence, article in zip(sentences, parses, strict=True)}


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["sentence"])
def test_a_statistic_has_the_concept_that_it_counts_or_measures(row, statistics):
    texts = {statistic.span.text: statistic.concept for statistic in statistics[row["sentence"]]}
    assert texts[row["text"]] == (row["concept"] or None)


def concepts(line: str) -> list[str | None]:
    return [statistic.concept for statistic in find_statistics(parsed(line))]


def test_a_share_is_not_completed_with_its_agent():
    line = "The|DT|det|1 party|NN|nsubj|2 has|VBZ|ROOT|2 43|CD|nummod|4 %|NN|nmod|5 support|NN|dobj|2"
    assert concepts(line) == ["support"]


def test_a_count_behind_a_form_of_be_is_the_size_of_the_subject():
    line = "The|DT|det|1 crew|NN|nsubj|2 is|VBZ|ROOT|2 90|CD|nummod|4 men|NNS|attr|2"
    assert concepts(line) == ["crew"]
    assert concepts(line.replace("crew|NN", "victims|NNS")) == ["men"]


def test_a_duration_before_its_clause_says_when_and_has_no_concept():
    line = (
        "In|IN|prep|6 the|DT|det|4 last|JJ|amod|4 three|CD|nummod|4 months|NNS|pobj|0 "
        "exports|NNS|nsubj|6 fell|VBD|ROOT|6"
    )
    assert concepts(line) == [None]
    assert concepts(line.replace("last|JJ", "busy|JJ")) == ["exports fell"]


def test_a_duration_behind_its_verb_has_its_activity():
    line = (
        "exports|NNS|nsubj|1 fell|VBD|ROOT|1 in|IN|prep|1 the|DT|det|6 last|JJ|amod|6 three|CD|nummod|6 "
        "months|NNS|pobj|2"
    )
    assert concepts(line) == ["exports fell"]


def test_a_figure_that_is_compared_has_another_owner():
    line = (
        "The|DT|det|1 navy|NN|nsubj|2 has|VBZ|ROOT|2 60|CD|nummod|4 ships|NNS|dobj|2 compared|VBN|prep|2 to|IN|prep|5 "
        "90|CD|pobj|6 abroad|RB|advmod|2"
    )
    assert concepts(line) == ["ships the navy has", "ships"]
