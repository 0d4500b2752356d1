from __future__ import annotations

from extraction.quotes.quote_parses import parses
from maintain.fit_quote_confidence import examples, fit
from newsrows.extraction.quotes.context import QuoteContext


def test_the_fit_gives_features_of_right_and_wrong_examples_opposite_signs() -> None:
    right = [(frozenset({"good+x", "both"}), True)] * 60
    wrong = [(frozenset({"bad+x", "both"}), False)] * 60
    fitted = dict(fit(right + wrong))
    assert fitted["good+x"] > 0.5 > -0.5 > fitted["bad+x"]
    assert "both" not in fitted


def test_an_example_is_right_if_content_and_speaker_match_the_annotation() -> None:
    text = "The mayor said the plan would fail."
    context = QuoteContext(parses()[text], ())
    right = {"content": [[15, 34]], "source": [[0, 9]]}
    wrong_speaker = {"content": [[15, 34]], "source": [[15, 23]]}
    elsewhere = {"content": [[0, 9]], "source": [[0, 9]]}
    assert [is_right for _, is_right in examples(context, [right])] == [True]
    assert [is_right for _, is_right in examples(context, [wrong_speaker])] == [False]
    assert [is_right for _, is_right in examples(context, [elsewhere])] == [False]
    assert [is_right for _, is_right in examples(context, [])] == [False]
