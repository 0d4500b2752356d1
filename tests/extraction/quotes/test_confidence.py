"""Confidence, selection, and the fit behind them."""

from __future__ import annotations

import pytest
from quote_parses import parses

from maintain.fit_quote_confidence import examples, fit
from newsrows.extraction.quotes.candidate import Report
from newsrows.extraction.quotes.context import Reading
from newsrows.extraction.quotes.finder import candidates
from newsrows.extraction.quotes.selection import BIAS, confidence_of, select, weights


def test_weights_are_finite_and_have_a_bias() -> None:
    assert BIAS in weights()
    assert all(abs(weight) < 10 for weight in weights().values())


def test_a_trait_counts_once_and_unknown_traits_count_nothing() -> None:
    trait = max(weights(), key=lambda name: weights()[name])
    plain, once, twice = (
        Report("clause", [(0, 1)], traits=["never heard of", *times]) for times in ([], [trait], [trait, trait])
    )
    assert confidence_of(plain) < confidence_of(once) == confidence_of(twice)


def test_a_plain_statement_is_likelier_than_an_attitude() -> None:
    said = candidates(Reading(parses()["The mayor said the plan would fail."], ()))
    opposed = candidates(Reading(parses()["He wants the plan to be changed."], ()))
    assert confidence_of(said[0]) > 0.7
    assert all(confidence_of(report) < 0.7 for report in opposed)


@pytest.mark.parametrize(
    "text", ["The council should admit that it was wrong.", "She said she feared that the trust would fold."]
)
def test_candidates_that_are_not_kept(text: str) -> None:
    reading = Reading(parses()[text], ())
    found = candidates(reading)
    assert len(select(reading, found)) < len(found)


def test_the_fit_tells_signs_apart() -> None:
    right = [(frozenset({"good+x", "both"}), True)] * 60
    wrong = [(frozenset({"bad+x", "both"}), False)] * 60
    fitted = dict(fit(right + wrong))
    assert fitted["good+x"] > 0.5 > -0.5 > fitted["bad+x"]
    assert "both" not in fitted


def test_examples_compare_content_and_speaker_with_what_people_marked() -> None:
    text = "The mayor said the plan would fail."
    reading = Reading(parses()[text], ())
    right = {"content": [[15, 34]], "source": [[0, 9]]}
    wrong_speaker = {"content": [[15, 34]], "source": [[15, 23]]}
    elsewhere = {"content": [[0, 9]], "source": [[0, 9]]}
    assert [judged for _, judged in examples(reading, [right])] == [True]
    assert [judged for _, judged in examples(reading, [wrong_speaker])] == [False]
    assert [judged for _, judged in examples(reading, [elsewhere])] == [False]
    assert [judged for _, judged in examples(reading, [])] == [False]
