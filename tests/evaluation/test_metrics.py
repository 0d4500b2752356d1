from __future__ import annotations

import random

import pytest
from harbour import ARTICLE, TEXT, TIDE, judge, predicted

from newsrows.evaluation.gold import Attribution, GoldArticle
from newsrows.evaluation.matching import match_article
from newsrows.evaluation.metrics import SUBSETS, calibration, score, scores_with_intervals


def test_second_prediction_of_a_quote_is_an_error() -> None:
    twice = judge(predicted("the tide is high", "Lee"), predicted("tide is high", "Lee"))
    assert (twice.found, twice.overlap) == (2, pytest.approx(2 / 4))


def test_each_subset_counts_only_its_own_quotes() -> None:
    quotes = [predicted("the tide is high", "Lee"), predicted("The warden", "Lee", "indirect")]
    assert judge(*quotes, subset="direct or mixed").joint == 1
    assert judge(*quotes, subset="indirect").joint == 0


def test_annotated_quote_without_a_source_does_not_count_for_speakers() -> None:
    article = GoldArticle("harbour", TEXT, (Attribution(TIDE.content, (), "direct"),))
    result = score([match_article(article, [predicted("the tide is high")])], SUBSETS["all"])
    assert (result.overlap, result.joint) == (1, 0)


def test_intervals_contain_the_score_and_are_reproducible() -> None:
    matches = [match_article(ARTICLE, [predicted("the tide is high", "Lee")])] * 3 + [match_article(ARTICLE, [])] * 3
    result, intervals = scores_with_intervals(matches, SUBSETS["all"], samples=50)
    assert intervals["joint"][0] < result.joint < intervals["joint"][1]
    assert scores_with_intervals(matches, SUBSETS["all"], samples=50)[1] == intervals


def test_calibration_error_is_the_gap_between_confidence_and_share_that_is_right() -> None:
    matches = [
        match_article(
            ARTICLE, [predicted("the tide is high", "Lee", confidence=0.75), predicted("boat", confidence=0.25)]
        )
    ]
    bins, error = calibration(matches)
    assert [(bin_.quotes, bin_.confidence, bin_.right) for bin_ in bins] == [(1, 0.25, 0), (1, 0.75, 1)]
    assert error == pytest.approx(0.25)


def test_interval_covers_95_percent_of_the_resampled_scores() -> None:
    matches = [match_article(ARTICLE, [predicted("the tide is high", "Lee")])] * 20 + [match_article(ARTICLE, [])] * 20
    draw = random.Random(0)  # noqa: S311 - no secret
    resampled = sorted(score(draw.choices(matches, k=40), SUBSETS["all"]).overlap for _ in range(200))
    _, intervals = scores_with_intervals(matches, SUBSETS["all"], samples=200)
    assert intervals["overlap"] == (resampled[5], resampled[195])
    assert resampled[5] < resampled[10]
