"""The confidence of quotes: probabilities, and links that are too improbable to be kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsrows.records import Cue, Entity, LinkedArticle, LinkedQuote, Quote, Span
from newsrows.resolution import confidence
from newsrows.resolution.confidence import BIAS, LEAST_LINK, features, probability, rate

TEXT = "The tide is high, Ada Brook said."
ADA = Entity(type="person", name="Ada Brook", forms=(("Ada Brook", 3),))
QUOTE = LinkedQuote(
    Quote(
        "indirect",
        (Span.of(TEXT, 0, 16),),
        cue=Cue(Span.of(TEXT, 28, 32), "say"),
        speaker=Span.of(TEXT, 18, 27),
        confidence=0.9,
    ),
    "named",
    entity=0,
    source_type="person",
    speaker_confidence=1.0,
)


def article(*quotes: LinkedQuote) -> LinkedArticle:
    return LinkedArticle("tide", words=7, sentences=1, paragraphs=1, entities=(ADA,), quotes=quotes)


def with_weights(monkeypatch: pytest.MonkeyPatch, link: dict[str, float], row: dict[str, float]) -> None:
    monkeypatch.setattr(confidence, "weights", {"link": link, "row": row}.__getitem__)


def test_named_speaker_is_almost_certain() -> None:
    (quote,) = rate(article(QUOTE)).quotes
    assert quote.speaker_confidence is not None
    assert quote.speaker_confidence > 0.9
    assert quote.entity == 0


def test_pronoun_that_may_mean_another_is_less_certain_than_a_name() -> None:
    pronoun = replace(QUOTE, attribution="pronoun", speaker_confidence=0.6)
    named, doubtful = rate(article(QUOTE, pronoun)).quotes
    assert doubtful.speaker_confidence is not None
    assert named.speaker_confidence is not None
    assert doubtful.speaker_confidence < named.speaker_confidence
    assert doubtful.confidence < named.confidence


def test_row_is_never_more_certain_than_its_link(monkeypatch: pytest.MonkeyPatch) -> None:
    with_weights(monkeypatch, link={BIAS: 1.0}, row={BIAS: 3.0})
    (quote,) = rate(article(QUOTE)).quotes
    assert quote.confidence == quote.speaker_confidence == pytest.approx(0.731, abs=0.001)


def test_improbable_link_is_removed_and_the_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    with_weights(monkeypatch, link={BIAS: -0.1}, row={BIAS: 1.0})
    (quote,) = rate(article(QUOTE)).quotes
    assert probability("link", {BIAS: 1.0}) < LEAST_LINK
    assert (quote.entity, quote.speaker_confidence) == (None, None)
    assert quote.quote.speaker == QUOTE.quote.speaker
    assert quote.confidence == pytest.approx(0.731, abs=0.001)


def test_quote_without_link_has_a_confidence() -> None:
    (quote,) = rate(article(replace(QUOTE, entity=None, source_type="group", speaker_confidence=None))).quotes
    assert 0 < quote.confidence < 1
    assert quote.speaker_confidence is None


def test_features_tell_a_link_from_none() -> None:
    linked = features(QUOTE, ADA, people=1)
    unlinked = features(replace(QUOTE, entity=None, speaker_confidence=None), None, people=1)
    assert linked["attribution=named+linked"] == unlinked["attribution=named+unlinked"] == 1.0
    assert "named once" not in linked
    assert features(QUOTE, replace(ADA, forms=(("Ada Brook", 1),)), people=1)["named once"] == 1.0


@pytest.mark.parametrize(
    ("words", "source", "refers"),
    [
        ("the guard", "unknown", True),
        ("He", "person", True),
        ("its owner", "unknown", True),
        ("a spokesman", "anonymous", True),
        ("a guard", "anonymous", False),
        ("the guards", "group", False),
        ("the report", "document", False),
    ],
)
def test_unlinked_words_for_somebody_named_elsewhere_are_a_feature(words: str, source, refers: bool) -> None:
    speaker = Span.of(words, 0, len(words))
    head = Span.of(words, words.rfind(" ") + 1, len(words))
    quote = replace(QUOTE, quote=replace(QUOTE.quote, speaker=speaker, speaker_head=head), entity=None)
    assert ("referring+unlinked" in features(replace(quote, source_type=source), None, 1)) is refers
    assert "referring+unlinked" not in features(replace(quote, source_type=source), ADA, 1)
