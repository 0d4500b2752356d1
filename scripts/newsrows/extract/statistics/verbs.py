"""What a figure that hangs on a verb is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.statistics.lexicon import words
from newsrows.extract.statistics.nouns import NOUNS
from newsrows.extract.statistics.sentence_figures import Setting, may_be_measured, past_bracket

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "what", "whose"})
_ANTECEDENTS = {"it": frozenset({"NN", "NNP"}), "they": frozenset({"NNS", "NNPS"})}
_QUOTES = frozenset('"“”')
_BESIDE = frozenset({"by", "to", "from"})
_STEPS = 6  # how far up the parse the measured thing is looked for


def of_verb(tokens: Tokens, verb: int, figure: Figure, setting: Setting, through: str) -> int | None:
    """What a figure at a verb is about.

    'paid £5m for the house' the house; 'sold the house for £5m', 'cut rates to 5%' the object; 'profits rose 5%' the
    subject.
    """
    kind = figure.unit.kind if figure.unit is not None else "other"
    if kind == "duration":
        return subject_of(tokens, verb, figure, setting)
    found: int | None = None
    if through:
        found = _beside(tokens, figure, setting) if through in _BESIDE else None
        found = _object(tokens, verb, figure, setting) if found is None else found
    elif kind == "money":
        found = _bought(tokens, verb, figure, setting)
    elif kind == "percent":
        found = _given(tokens, verb, figure)
    return _subject_or_else(tokens, verb, figure, setting) if found is None else found


def _given(tokens: Tokens, verb: int, figure: Figure) -> int | None:
    """'The poll gives the Greens 12 per cent': the Greens."""
    given = next((c for c in tokens.children[verb] if tokens.deps[c] == "dative" and c < figure.first), None)
    return given if given is not None and tokens.tags[given] in NOUNS else None


def _subject_or_else(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    """The subject; where that is a pronoun or left out, the object, or what money is for, or what 'it' stands for."""
    subject = subject_of(tokens, verb, figure, setting)
    if subject is not None and tokens.tags[subject] != "PRP":
        return subject
    other = _object(tokens, verb, figure, setting)
    if other is None and figure.unit is not None and figure.unit.kind == "money":
        other = behind_for(tokens, figure)
    if other is None and subject is not None and tokens.heads[subject] == verb:
        other = antecedent(tokens, subject, setting.taken)
    return subject if other is None else other


def antecedent(tokens: Tokens, pronoun: int, taken: AbstractSet[int]) -> int | None:
    """What 'it' or 'they' stands for: the nearest subject before it in the sentence that agrees, or else object."""
    tags = _ANTECEDENTS.get(tokens.lower[pronoun])
    if tags is None or any(tokens.lower[c] == "that" for c in tokens.children[tokens.heads[pronoun]]):
        return None  # 'the board estimates that it would cost': not what the board would cost
    floor = tokens.sentence_starts[tokens.sentence_of(pronoun)]
    quoted = next((i for i in range(pronoun - 1, floor - 1, -1) if tokens.words[i] in _QUOTES), floor - 1)
    floor = quoted + 1
    fitting = [i for i in range(pronoun - 1, floor - 1, -1) if tokens.tags[i] in tags and i not in taken]
    for roles in (_SUBJECTS, _OBJECTS):
        found = next((i for i in fitting if tokens.deps[i] in roles), None)
        if found is not None:
            return found
    return None


def behind_for(tokens: Tokens, figure: Figure) -> int | None:
    """'$5m for work never done': what stands behind 'for', whatever the parse hangs it on."""
    i = past_bracket(tokens, figure.last + 1)
    if i >= len(tokens) or tokens.lower[i] != "for":
        return None
    found = next((c for c in tokens.children[i] if tokens.deps[c] == "pobj" and tokens.tags[c] in NOUNS), None)
    return found if found is None or tokens.lower[found] not in words("figure_words", "period") else None


def _beside(tokens: Tokens, figure: Figure, setting: Setting) -> int | None:
    """The object right before 'by', whatever the parse hangs that on: 'fees' in 'raising its fees by £2'."""
    i = tokens.at(figure.outer_start) - 2
    is_object = i >= 0 and tokens.deps[i] in _OBJECTS and tokens.tags[i] in NOUNS and i not in setting.taken
    return i if is_object and tokens.lower[i + 1] in _BESIDE else None


def _bought(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    """'paid £5m for the house', 'spent £5m on the house': what the money goes for."""
    goals = {"for"}
    if tokens.lower[verb] in words("figure_words", "spends"):
        goals = {"for", "on"}
    elif tokens.lower[verb] in words("figure_words", "invests"):
        goals = {"for", "in"}
    for child in tokens.children[verb]:
        if child > figure.last and tokens.lower[child] in goals:
            for target in tokens.children[child]:
                is_thing = tokens.tags[target] in NOUNS and tokens.lower[target] not in words("figure_words", "period")
                if tokens.deps[target] == "pobj" and is_thing and target not in setting.taken:
                    return target
    return None


def _object(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    for child in tokens.children[verb]:
        is_time = tokens.lower[child] in words("figure_words", "period")  # 'began the year at 6 per cent'
        is_object = tokens.deps[child] in _OBJECTS and tokens.tags[child] in NOUNS and not is_time
        if is_object and child < figure.first:
            return child if may_be_measured(tokens, child, figure, setting) else None
    return None


def subject_of(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    """The subject of a verb, or of the verb that it hangs on; the noun that a relative clause belongs to."""
    below = -1
    for _ in range(_STEPS):
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS and c != below), None)
        is_relative = subject is not None and tokens.lower[subject] in _RELATIVE
        if subject is not None and subject not in setting.taken and not is_relative:
            return subject
        if subject in setting.aged and subject < figure.first and figure.first not in setting.aged.values():
            return max(i for i in setting.aged if i < figure.first)
        head = tokens.heads[verb]
        is_in_noun = tokens.deps[verb] in {"relcl", "acl"} and tokens.tags[head] in NOUNS
        if is_in_noun and may_be_measured(tokens, head, figure, setting):
            return head
        if head == verb:
            return None
        below, verb = verb, head
    return None
