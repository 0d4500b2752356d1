"""One title for several people: 'Ministers Ann Carter and Bill Brown', 'Ann Carter and Bill Brown, directors of'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from newsrows.extract.name_words import HONORIFICS, OFFICE_HEADS
from newsrows.extract.role_phrases import phrase_after, phrase_before
from newsrows.extract.role_scene import Phrase, Scene, is_plain_honorific
from newsrows.extract.tokens import Tokens
from newsrows.records import Mention

_ABBREVIATED: Final = {"reps": "representative", "reps.": "representative", "sens": "senator", "sens.": "senator"}
_JOINTS: Final = frozenset({",", "and", "&", "as", "well"})


def _plural(title: str) -> str:
    if title.endswith("man"):
        return f"{title[:-3]}men"
    if title.endswith("y") and title[-2:-1] not in "aeiou":
        return f"{title[:-1]}ies"
    return f"{title}es" if title.endswith(("s", "ch")) else f"{title}s"


SINGULAR: Final = {_plural(head): head for head in sorted(OFFICE_HEADS)} | _ABBREVIATED


class Shared(NamedTuple):
    """A title that people share, and whether it stands before the first of them or after the last."""

    phrase: Phrase
    people: tuple[Mention, ...]
    is_before: bool


def shared_titles(scene: Scene, names: Sequence[Mention]) -> Iterator[Shared]:
    """Titles in the plural beside lists of people, in the singular."""
    plurals = {i for i, word in enumerate(scene.tokens.lower) if word in SINGULAR}
    if not plurals:
        return
    single = Scene(_in_singular(scene.tokens, plurals), scene.begins, scene.ends, scene.places)
    for people in _lists(scene, names):
        first = scene.tokens.within(people[0].span.start, people[0].span.end).start
        last = scene.tokens.within(people[-1].span.start, people[-1].span.end).stop
        before, after = _before(single, first), _after(single, last)
        for phrase, is_before in ((before, True), (after, False)):
            if phrase is not None and plurals & set(range(phrase.first, phrase.last)):
                yield Shared(phrase, people, is_before)


def _before(scene: Scene, first: int) -> Phrase | None:
    while first > 0 and is_plain_honorific(scene.tokens.words[first - 1]):
        first -= 1
    if first > 1 and scene.tokens.words[first - 1] in {",", ":", "–", "—"}:
        first -= 1
    return phrase_before(scene, first)


def _after(scene: Scene, last: int) -> Phrase | None:
    if last + 1 >= len(scene.tokens) or scene.tokens.words[last] not in {",", "(", "–", "—"}:
        return None
    return phrase_after(scene, last + 1, min(last + 25, len(scene.tokens)))


def _in_singular(tokens: Tokens, plurals: set[int]) -> Tokens:
    words, tags = list(tokens.words), list(tokens.tags)
    for i in plurals:
        single = SINGULAR[tokens.lower[i]]
        words[i] = _like(single, words[i])
        tags[i] = "NNP" if words[i][0].isupper() else "NN"
    return replace(tokens, words=words, tags=tags)


def _like(single: str, plural: str) -> str:
    if plural[:-1].isupper():
        return single.upper()  # 'MPs'
    return single.capitalize() if plural[0].isupper() else single


def _lists(scene: Scene, names: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Runs of two and more people with only commas, 'and', honorifics and bracketed seats between them."""
    run: list[Mention] = []
    stop = -1
    for mention in names:
        within = scene.tokens.within(mention.span.start, mention.span.end)
        if run and not (mention.type == "person" and _is_joint(scene.tokens, stop, within.start)):
            yield from [tuple(run)] if len(run) > 1 else []
            run = []
        if mention.type == "person":
            run.append(mention)
            stop = within.stop
    yield from [tuple(run)] if len(run) > 1 else []


def _is_joint(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens between two names only go on with a list."""
    depth = 0
    joints = 0
    for i in range(first, last):
        word = tokens.words[i]
        depth += (word == "(") - (word == ")")
        if depth or word == ")":
            continue
        if tokens.lower[i] in _JOINTS:
            joints += 1
        elif word not in HONORIFICS:
            return False
    return 0 < joints <= 3 and last - first <= 12
