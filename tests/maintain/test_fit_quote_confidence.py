from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extraction.quotes.quote_parses import parses
from maintain import fit_quote_confidence
from maintain.fit_quote_confidence import (
    Example,
    calibration_error,
    cross_validate,
    examples,
    f1_by_threshold,
    fit,
    log_loss,
)
from newsrows.extraction.quotes.confidence import BIAS, probability
from newsrows.extraction.quotes.context import QuoteContext

TEXT = "The mayor said the plan would fail."
RIGHT = Example(frozenset({"good", "both"}), 1.0)
WRONG = Example(frozenset({"bad", "both"}), 0.0)


def test_the_fit_gives_features_of_right_and_wrong_examples_opposite_weights() -> None:
    fitted = dict(fit([RIGHT] * 60 + [WRONG] * 60))
    assert fitted["good"] == pytest.approx(-fitted["bad"], abs=0.01)
    chance = probability({"good"}, fitted)
    assert 60 * (1 - chance) == pytest.approx(10.0 * fitted["good"], abs=0.05)  # the gradient is 0 at a penalty of 10
    assert "both" not in fitted
    assert fitted[BIAS] == pytest.approx(0.0, abs=0.01)


def test_the_fit_solves_the_penalised_problem() -> None:
    rows = [RIGHT] * 70 + [Example(RIGHT.features, 0.0)] * 30
    fitted = dict(fit(rows))
    chance = probability(RIGHT.features, fitted)
    assert chance == pytest.approx(0.7, abs=0.01)  # the bias alone explains it, at no penalty
    assert set(fitted) == {BIAS}


def test_a_seldom_seen_feature_has_no_weight_and_the_fit_is_deterministic() -> None:
    rows = [RIGHT] * 60 + [WRONG] * 60 + [Example(frozenset({"rare"}), 1.0)] * 3
    assert "rare" not in dict(fit(rows))
    assert fit(rows) == fit(list(rows))


def test_an_example_is_right_if_content_and_speaker_match_the_annotation() -> None:
    context = QuoteContext(parses()[TEXT], ())
    right = {"content": [[15, 34]], "source": [[0, 9]]}
    wrong_speaker = {"content": [[15, 34]], "source": [[15, 23]]}
    elsewhere = {"content": [[0, 9]], "source": [[0, 9]]}
    assert [row.target for row in examples(context, [right])] == [1.0]
    assert [row.target for row in examples(context, [wrong_speaker])] == [0.0]
    assert [row.target for row in examples(context, [elsewhere])] == [0.0]
    assert [row.target for row in examples(context, [])] == [0.0]


def test_an_annotated_attitude_counts_as_less_than_a_quote() -> None:
    attitude = {"content": [[15, 34]], "source": [[0, 9]], "speech": False}
    assert [row.target for row in examples(QuoteContext(parses()[TEXT], ()), [attitude])] == [0.75]


def test_cross_validation_judges_every_example_once_by_other_articles() -> None:
    odd = Example(frozenset({"odd"}), 1.0)  # in one article only, so its weight is unknown to the fit that judges it
    articles = [[RIGHT, WRONG] * 30 for _ in range(9)] + [[odd] * 40]
    judged = cross_validate(articles)
    assert len(judged) == sum(map(len, articles))
    assert {round(chance, 1) for row, chance in judged if row is odd} == {0.5}
    assert all(chance > 0.9 for row, chance in judged if row is RIGHT)


def test_measures_of_a_judgement_have_known_values() -> None:
    judged = [(RIGHT, 0.8), (RIGHT, 0.8), (RIGHT, 0.4), (WRONG, 0.4)]
    assert log_loss(judged) == pytest.approx((0.2231 * 2 + 0.9163 + 0.5108) / 4, abs=1e-3)
    assert calibration_error(judged) == pytest.approx((0.4 + 0.2) / 4)
    assert f1_by_threshold(judged, [0.4, 0.5]) == {0.4: pytest.approx(6 / 7), 0.5: pytest.approx(4 / 5)}


def test_the_command_prints_a_judgement_and_writes_the_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "weights.csv"
    monkeypatch.setattr(fit_quote_confidence, "WEIGHTS", file)
    monkeypatch.setattr(fit_quote_confidence, "_read", lambda _: [[RIGHT, WRONG] * 5] * 10)
    monkeypatch.setattr("sys.argv", ["fit", "gold", "--dry-run"])
    fit_quote_confidence.main()
    assert not file.exists()
    monkeypatch.setattr("sys.argv", ["fit", "gold"])
    fit_quote_confidence.main()
    printed = capsys.readouterr().out
    assert "100 candidates in 10 articles" in printed
    assert "plain: log loss" in printed
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "feature,weight"
    assert [line.split(",")[0] for line in lines[1:]] == [BIAS, "bad", "good"]
    assert all(one < other for one, other in pairwise(lines[2:]))
