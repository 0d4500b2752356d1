from __future__ import annotations

from newsrows.records import Clause, Quote, Span, Syntax
from newsrows.resolution.coreference.antecedents import candidates
from newsrows.resolution.coreference.pronoun_features import FEATURES, NONE_FEATURES, features
from resolution.coreference.scenes import discourse_of, place


def shown(marked: str, i: int, *quotes: Quote, syntax: dict[int, Syntax] | None = None) -> dict[int, set[str]]:
    """By the index of a candidate for the mention `i`: the features that are not 0."""
    discourse = discourse_of(marked, *quotes, syntax=syntax)
    chosen = candidates(discourse, i)
    pronoun, rows, _ = features(discourse, i, chosen)
    return {
        k: {name for name, value in zip(FEATURES, pronoun + row, strict=True) if value}
        for k, row in zip(chosen, rows, strict=True)
    }


def test_names_of_features_are_distinct() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


def test_distance_is_counted_in_sentences() -> None:
    by_candidate = shown("[p Ann Carter] ate. [p Jo Hill] sang. [f She] left.", 2)
    assert "two-sentences" in by_candidate[0]
    assert "one-sentence" in by_candidate[1]


def test_parallel_subjects_are_seen() -> None:
    syntax = {0: place(0, 11), 1: place(20, 11, function="object"), 2: place(30, 35)}
    by_candidate = shown("[p Ann Carter] beat [p Jo Hill]. [f She] wept.", 2, syntax=syntax)
    assert {"parallel-previous", "both-subjects"} <= by_candidate[0]
    assert not {"parallel-previous", "both-subjects"} & by_candidate[1]


def test_subject_and_object_of_a_reporting_verb_are_told_apart() -> None:
    main, inner = Clause(11, "ROOT", 11, is_report=True), Clause(40, "ccomp", 11, is_report=False)
    syntax = {
        0: place(0, 11, clauses=(main,)),
        1: place(20, 11, clauses=(main,), function="object"),
        2: place(30, 40, clauses=(inner, main)),
    }
    by_candidate = shown("[p Ann Carter] told [p Jo Hill] that [f she] lost.", 2, syntax=syntax)
    assert "reporter" in by_candidate[0]
    assert "addressee" in by_candidate[1]


def test_speakers_are_seen() -> None:
    story = '"No," said [p Jo Hill]. "Yes," [f she] said.'
    quotes = (
        Quote("direct", (Span(1, 4, "No,"),), speaker=Span(11, 18, "Jo Hill")),
        Quote("direct", (Span(21, 25, "Yes,"),), speaker=Span(27, 30, "she")),
    )
    assert {"last-speaker", "pronoun-speaks", "both-speak"} <= shown(story, 1, *quotes)[0]
    assert not {"last-speaker", "pronoun-speaks", "both-speak"} & shown(story, 1)[0]


def test_gender_that_others_show_is_seen() -> None:
    by_candidate = shown("[p Gopal Carter] met [p Mary Hill]. [f She] left.", 2)
    assert "gender-of-others" in by_candidate[0]
    assert "gender-listed" in by_candidate[1]


def test_somebody_without_a_name_is_seen_by_none() -> None:
    discourse = discourse_of("[p Ann Carter] met [n the doctor]. [f She] left.")
    none = features(discourse, 2, candidates(discourse, 2)).none
    values = dict(zip(NONE_FEATURES, none, strict=True))
    assert values["unnamed-near"]
    assert values["unnamed-since"]
