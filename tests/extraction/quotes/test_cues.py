"""The words that report speech."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import quote_context
from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes.context import QuoteContext
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


def test_a_particle_belongs_to_the_cue() -> None:
    text = "The chancellor ruled out a rise in income tax."
    (cue,) = find_cues(QuoteContext(parses()[text], ()))
    assert (cue.word.lemma, cue.span) == ("rule out", (2, 4))


@pytest.mark.parametrize(
    ("text", "is_cue"),
    [
        ("Bankers faced accusations that they had cheated the poor.", False),
        ("The club fought off criticism that it had ruined the pitch.", False),
        ("The union made the claim that the river was clean.", True),
        ("The firm seized on her claim that the river was clean.", True),
        ("They rejected his claim that he had paid.", False),
    ],
)
def test_the_object_of_a_verb_is_a_cue_if_its_subject_or_possessor_says_it(text: str, is_cue: bool) -> None:
    context = QuoteContext(parses()[text], ())
    nouns = [cue for cue in find_cues(context) if not context.is_verb(cue.token)]
    assert bool(nouns) is is_cue


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("When asked how the repairs would be paid for, Ann Poole said by a loan.", ["said"]),
        ("Asked if the bridge would close, Ann Poole said it would not.", ["said"]),
        ("When she asked how it would be paid for, Ann Poole was shouted down.", ["asked", "shouted"]),
    ],
)
def test_a_question_that_only_leads_to_an_answer_is_not_reported(text: str, cues: list[str]) -> None:
    context = QuoteContext(parses()[text], ())
    assert [context.tokens.words[cue.token] for cue in find_cues(context)] == cues
