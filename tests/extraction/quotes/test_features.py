from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.features import add_features
from newsrows.extraction.quotes.finder import find_candidates


def features_in(text: str) -> list[set[str]]:
    return [set(candidate.features) for candidate in find_candidates(QuoteContext(parses()[text], ()))]


def test_features_describe_cue_speaker_content_and_place() -> None:
    (features,) = features_in("The mayor said the plan would fail.")
    assert {"say+clause", "lemma=say+plain", "tag=VBD+plain", "dep=ROOT+say"} <= features
    assert {"speaker=person+plain", "found=subject+person", "determiner=the+plain", "head=mayor+plain"} <= features
    assert {"words<=3+plain", "words<=3+clause", "opens=the+plain", "content-aux=would+plain"} <= features
    assert {"clause-finite+say", "root=VB+plain", "content-subject=NN+plain", "past-under-past+plain"} <= features
    assert {"paragraph<=0+plain", "sentence-ends=.+plain"} <= features
    assert "content-after<=1+say+clause" in features
    assert "speaker-before<=1+plain" in features


def test_features_say_which_candidate_contains_another() -> None:
    said, feared = features_in("She said she feared that the trust would fold.")
    assert not any(feature.startswith("nested") for feature in said)
    assert {"nested-same-speaker", "nested"} & feared
    assert {"nested-in=clause", "under=said+ccomp", "under=say+ccomp+plain"} <= feared


def test_a_report_has_the_modality_of_its_verb_as_a_feature() -> None:
    assert "modality=said+plain" in features_in("The mayor said the plan would fail.")[0]
    assert features_in("The council should admit that it was wrong.") == []


def test_features_are_added_to_each_candidate_in_order_of_their_start() -> None:
    context = QuoteContext(parses()["The mayor said the plan would fail."], ())
    candidates = [Candidate("clause", [(5, 7)]), Candidate("clause", [(3, 7)])]
    add_features(context, candidates)
    assert [candidate.start for candidate in candidates] == [3, 5]
    assert "nested-same-speaker" in candidates[1].features
    assert {"speaker=none+plain", "group=none+plain"} <= set(candidates[0].features)


def test_reading_nested_candidates_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    comparisons = 0

    def contains(self: Candidate, other: Candidate) -> bool:
        nonlocal comparisons
        comparisons += 1
        return self.start <= other.start and other.end <= self.end

    monkeypatch.setattr(Candidate, "contains", contains)
    context = QuoteContext(parses()["The mayor said the plan would fail."], ())
    candidates = [Candidate("clause", [(3, 7)]) for _ in range(300)]
    add_features(context, candidates)
    assert comparisons <= 300 * 32
    assert all("nested-in=clause" in candidate.features for candidate in candidates[1:])
