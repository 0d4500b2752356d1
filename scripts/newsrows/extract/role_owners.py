"""Whose a title is where a pronoun or a noun says it: 'Its chairman, Ann Carter', "the bank's head of research"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from newsrows.extract.name_words import POSSESSIVES
from newsrows.extract.role_scene import Phrase, Scene
from newsrows.lexicon import column
from newsrows.records import Mention, Span

_NOUNS: Final = column("organisation_nouns", "noun")
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
# An organisation's noun reaches back over this many sentences.
_REACH: Final = 3


def with_meant(scene: Scene, phrase: Phrase) -> Phrase:
    """A title with the organisation that 'its' or 'the bank's' before it means, where that is beyond doubt."""
    return phrase if phrase.organisation is not None else replace(phrase, organisation=_meant(scene, phrase))


def _meant(scene: Scene, phrase: Phrase) -> Span | None:
    tokens = scene.tokens
    for k in (phrase.first - 1, phrase.first):
        if 0 <= k < len(tokens) and tokens.lower[k] == "its":
            return _subject(scene, k)
    for mark in (phrase.first - 1, phrase.first + 2):
        is_noun = 1 < mark < len(tokens) and tokens.words[mark] in POSSESSIVES and tokens.lower[mark - 1] in _NOUNS
        if is_noun and tokens.lower[mark - 2] == "the":
            return _with_noun(scene, mark - 2, tokens.lower[mark - 1])
    return None


def _bodies(scene: Scene, first: int, last: int) -> list[tuple[int, int, Mention]]:
    """The organisations named from token `first` to `last`, in reading order."""
    found = ((begin, *scene.begins[begin]) for begin in sorted(scene.begins) if first <= begin < last)
    return [name for name in found if name[2].type == "organisation"]


def _subject(scene: Scene, its: int) -> Span | None:
    """The organisation that the sentence so far is about; where it names nobody, the sentence before."""
    tokens = scene.tokens
    sentence = tokens.sentence_of(its)
    first, _ = tokens.sentence_bounds(sentence)
    if not any(first <= begin < its for begin in scene.begins):
        if sentence == 0:
            return None
        first, its = tokens.sentence_bounds(sentence - 1)
    return _only_subject(scene, first, its)


def _only_subject(scene: Scene, first: int, last: int) -> Span | None:
    """The organisation that is a subject, if all others named there only say more of it: 'the Coast Party, CP, said'.

    Any other one could be meant as well: 'Coast Bank bought Hill Motors. Its chairman'.
    """
    tokens = scene.tokens
    bodies = _bodies(scene, first, last)
    for begin, end, name in bodies:
        head = next((i for i in range(begin, end) if tokens.deps[i] in _SUBJECTS), None)
        if head is None:
            continue
        left, right = tokens.edges[head]
        return name.span if all(other == begin or left <= other < right for other, _, _ in bodies) else None
    return None


def _with_noun(scene: Scene, the: int, noun: str) -> Span | None:
    """The one body named shortly before whose name holds the noun: 'Coast Bank' for 'the bank'."""
    tokens = scene.tokens
    first, _ = tokens.sentence_bounds(max(0, tokens.sentence_of(the) - _REACH))
    bodies = [name for _, _, name in _bodies(scene, first, the)]
    held = {name.span.text: name.span for name in bodies if noun in name.span.text.lower().split()}
    return next(iter(held.values())) if len(held) == 1 else None
