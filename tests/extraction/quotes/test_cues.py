"""The words that report speech."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import quote_context
from newsrows.extraction.quotes.cues import find_cues


def cue_words(marked: str, tags: dict[str, str] | None = None, deps: dict[str, str] | None = None) -> list[str]:
    """The words of each cue; `tags` and `deps` replace those of single words."""
    context = quote_context(marked)
    tokens = context.tokens
    for values, replaced in ((tokens.tags, tags or {}), (tokens.deps, deps or {})):
        for word, value in replaced.items():
            values[tokens.words.index(word)] = value
    return [" ".join(tokens.words[slice(*cue.span)]) for cue in find_cues(context)]


def test_verbs_nouns_and_phrases_are_cues() -> None:
    assert cue_words("She denied the claim, and in the words of Ann Carter it was over, according to him.") == [
        "denied",
        "claim",
        "in the words of",
        "according to",
    ]


def test_a_cue_is_outside_quotation_marks() -> None:
    assert cue_words('He denied it. "I asked her."') == ["denied"]


@pytest.mark.parametrize("word", ["said", "says"])
def test_a_form_of_say_is_a_cue_whatever_the_parser_takes_it_for(word: str) -> None:
    assert cue_words(f"Then {word} Ann Carter: yes.", tags={word: "NNP"}) == [word]
    assert cue_words(f"The {word} plan.", tags={word: "VBD"}, deps={word: "amod"}) == [word]


@pytest.mark.parametrize("dep", ["aux", "auxpass", "amod", "compound"])
def test_an_auxiliary_and_a_participle_before_a_noun_are_not_cues(dep: str) -> None:
    assert cue_words("The denied claims.", tags={"denied": "VBN", "claims": "JJ"}, deps={"denied": dep}) == []
