"""One title for several people: 'Ministers Ann Carter and Bill Brown', 'Ann Carter and Bill Brown, directors of'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from newsrows.extraction.names.gazetteers import HONORIFICS, OFFICE_HEADS, POSSESSIVES
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import Phrase, Scene, is_plain_honorific, is_title_head
from newsrows.extraction.roles.titles import phrase_after, phrase_before
from newsrows.lexicon import column
from newsrows.records import Mention, Span

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


# Whose a title is where a pronoun or a noun says it: 'Its chairman, Ann Carter', "the bank's head of research".

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


# Seats between a politician's name and a title: 'Carter (D-Va.), chairwoman', 'Carter of Ohio, the leader'.

_PARTIES: Final = frozenset({"democrat", "republican", "independent"})
_SEATS: Final = frozenset({"D", "R", "I", "Lab", "Con", "Lib", "SNP", "Ind"})


def past_seat(scene: Scene, i: int) -> int:
    """Past a politician's seat: 'Carter (D-Va.), chairwoman', 'Carter of Ohio, the leader', 'Carter, D-Va., the'."""
    tokens = scene.tokens
    size = len(tokens)
    if i + 2 >= size:
        return i
    if tokens.words[i] == "(":
        return _past_bracket(tokens, i)
    if tokens.lower[i] == "of" and (i + 1) in scene.places:
        end = _past_place(scene, i + 1)
        return end if end < size and tokens.words[end] == "," else i
    if tokens.words[i] == "," and tokens.words[i + 1].split("-")[0] in _SEATS:
        return next((k for k in range(i + 2, min(i + 7, size)) if tokens.words[k] == ","), i)
    if tokens.words[i] == "," and tokens.lower[i + 1] in _PARTIES and tokens.lower[i + 2] == "of":
        # 'Ann Carter, Democrat of Ohio and the leader of'
        end = _past_place(scene, i + 3)
        return end if end < size and tokens.lower[end] in {",", "and"} else i
    return i


def _past_bracket(tokens: Tokens, i: int) -> int:
    """Past a seat in brackets that a comma follows; titles in brackets are left: 'Ann Carter (captain), Bill Brown'."""
    size = len(tokens)
    close = next((k for k in range(i + 1, min(i + 7, size)) if tokens.words[k] == ")"), None)
    if close is None or close + 1 >= size or any(is_title_head(tokens, k) for k in range(i + 1, close)):
        return i
    return close + 1 if tokens.words[close + 1] == "," else i


def _past_place(scene: Scene, i: int) -> int:
    while i in scene.places:
        i += 1
    return i
