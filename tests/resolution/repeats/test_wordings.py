"""Whether two quotes report the same words."""

import pytest

from newsrows.resolution.repeats.wordings import Wording, similarity, variant

FULL = (
    "The pier was sound when our fathers built it, and it will be safe and strong again "
    "when we have finished the repairs this summer."
)


def quote(text: str, kind: str = "direct", **more: object) -> Wording:
    return Wording(
        **{"kind": kind, "polarity": "affirmed", "text": text, "speaker": "p:ann", "day": 9, "source": 1, **more}
    )


def other(text: str, kind: str = "direct", **more: object) -> Wording:
    return quote(text, kind, **{"day": 10, "source": 2, **more})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FULL, "direct"),
        ("it will be safe and strong again when we have finished", "direct"),
        ("The pier was sound when our dads built it and it'll be strong again once we've finished repairs.", "direct"),
        ('the pier would be "safe and strong" by the autumn', "mixed"),
        ("the pier had been sound when it was built and would be strong again after the summer's repairs", "indirect"),
    ],
)
def test_quotes_that_report_the_same_words(text, kind) -> None:
    assert similarity(quote(FULL), other(text, kind)) is not None
    assert similarity(other(text, kind), quote(FULL)) is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The harbour was sold without a word to the people who work there.", "direct"),
        ("We will look at the pier in the summer.", "direct"),
        ("the pier would cost too much", "indirect"),
        ('a "sound" decision on the road', "mixed"),
    ],
)
def test_quotes_that_report_other_words(text, kind) -> None:
    assert similarity(quote(FULL), other(text, kind)) is None


def test_another_speaker_says_something_else() -> None:
    assert similarity(quote(FULL), other(FULL, speaker="p:ben")) is None


@pytest.mark.parametrize("speaker", [None, "n:engineer"])
def test_long_runs_of_words_identify_an_unknown_speaker(speaker) -> None:
    run = "it will be safe and strong again when we have finished the repairs this summer"
    assert similarity(quote(FULL), other(run, speaker=speaker)) is not None
    assert similarity(quote(FULL), other("safe and strong", speaker=speaker)) is None


def test_copies_have_the_same_quotes_whoever_speaks() -> None:
    assert similarity(quote("No.", speaker=None), other("No.", speaker=None, source=1)) == 1.0


@pytest.mark.parametrize(
    ("text", "days", "is_same"), [("No comment.", 2, True), ("No comment.", 5, False), (FULL, 400, True)]
)
def test_the_shorter_a_quote_the_closer_in_time_it_must_be(text, days, is_same) -> None:
    assert (similarity(quote(text), other(text, day=9 + days)) is not None) == is_same


def test_undated_quotes_are_taken_as_close_in_time() -> None:
    assert similarity(quote("safe and strong"), other(FULL, day=None)) is not None


def test_a_denial_is_not_the_statement() -> None:
    assert (
        similarity(
            quote("the pier is closed to boats", "indirect"),
            other("the pier is closed to boats", "indirect", polarity="denied"),
        )
        is None
    )


def test_a_negated_wording_is_not_the_wording() -> None:
    assert (
        similarity(quote("We will close the old pier to boats"), other("We will not close the old pier to all boats"))
        is None
    )


def test_a_negation_that_is_not_reported_does_not_matter() -> None:
    long = quote("Nobody asked me, and I take the blame for the hole in the pier.")
    assert similarity(long, other("she took the blame for the hole in the old pier", "indirect")) is not None


def test_words_far_apart_in_a_long_quote_are_not_its_words() -> None:
    filler = (
        "Schools, roads and the new library come before anything else in a year such as this one for our town council. "
    )
    long = quote("The boats are old. " + filler * 4 + "The crews wait. " + filler * 4 + "Harbours need paint.")
    assert similarity(long, other("old boats and crews need harbours", "indirect")) is None


def test_names_alone_do_not_make_indirect_quotes_the_same() -> None:
    one = quote("the speech of Mayor Edda Lorne at Saltby Quay", "indirect")
    assert similarity(one, other("a visit by Mayor Edda Lorne to Saltby Quay", "indirect")) is None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (FULL.rstrip("."), "direct", "full"),
        ("The pier was sound when our fathers built it", "direct", "shortened"),
        ("The pier was sound as our fathers built it", "direct", "altered"),
        ('that it would be "safe and strong"', "mixed", "shortened"),
        ('that it would be "as good as new"', "mixed", "reported"),
        (FULL, "indirect", "reported"),
    ],
)
def test_variant_says_how_a_quote_relates_to_the_fullest_wording(text, kind, expected) -> None:
    assert variant(other(text, kind), quote(FULL)) == expected


def test_contractions_are_the_same_words() -> None:
    assert variant(quote("We won't go."), quote("We will not go")) == "full"


def test_mixed_quotes_with_the_same_marked_words_are_the_same() -> None:
    assert (
        variant(quote('her mood is "brighter than ever"', "mixed"), quote('his mood was "brighter than ever"', "mixed"))
        == "full"
    )


def test_a_very_long_quote_is_compared_in_time_that_grows_with_its_length() -> None:
    words = " ".join(f"word{number}" for number in range(50_000))
    assert similarity(quote(words), other(words.replace("word7 ", "word "), source=3)) is not None
