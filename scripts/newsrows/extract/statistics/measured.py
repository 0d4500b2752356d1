"""The noun that a figure counts or measures, by the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import word_before
from newsrows.extract.statistics.lexicon import words
from newsrows.extract.statistics.nouns import NOUNS, noun_from

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "what", "whose"})
_NO_THINGS = ("leads to a figure", "period", "month", "weekday")
# The parser takes these for subjects where they are none: 'the tower, 300 metres, is high'.
_MAY_BE_SUBJECTS = frozenset({"measurement", "temperature", "money", "rate"})
_STEPS = 6  # how far up the parse the measured thing is looked for
_LEFT = 8  # how many tokens to the left of a figure without a parse


@dataclass(frozen=True, slots=True)
class Setting:
    """The tokens of a sentence's figures, so that none is taken for what another one measures, and what they count."""

    taken: frozenset[int]
    counted: frozenset[int]

    @classmethod
    def of(cls, tokens: Tokens, figures: list[Figure]) -> Setting:
        """The tokens of all `figures`, without the nouns that they count."""
        return cls(
            taken=frozenset(i for figure in figures for i in own(tokens, figure)),
            counted=frozenset(figure.counted.token for figure in figures if figure.counted is not None),
        )


def own(tokens: Tokens, figure: Figure) -> frozenset[int]:
    """The figure's tokens without what it counts: of '1,100 rejected cases' the number alone."""
    if figure.goods is not None:
        end = tokens.at(figure.number_end)
    elif figure.counted is None:
        end = figure.last + 1
    else:
        end = figure.counted.token + 1 if figure.counted.is_modifier else tokens.at(figure.number_end)
    return frozenset(range(tokens.at(figure.outer_start), end))


def measured_noun(tokens: Tokens, figure: Figure, setting: Setting) -> int | None:
    """The noun that the figure counts, is a part or an amount of, or that its verb is about; None if there is none."""
    if figure.counted is not None and figure.unit is not None and figure.unit.kind in {"count", "rate"}:
        if not figure.counted.is_modifier:
            return figure.counted.token
        return _modified(tokens, figure.counted.token)  # 'a 12-page report' is about the report
    head = _behind_of(tokens, figure) if figure.goods is None else figure.goods
    if head is None and figure.unit is not None and figure.unit.kind == "age":
        head = noun_from(tokens, figure.last + 1)
    if head is None and figure.unit is not None and figure.unit.kind == "measurement":
        head = _right_behind(tokens, figure)
    if head is None and _moves(tokens, figure):
        head = _on_the_left(tokens, figure, setting, reach=4)
    if head is None and _is_subject(tokens, figure):
        return None
    if head is None:
        head = _measured(tokens, figure, setting)
    if head is None:
        head = _on_the_left(tokens, figure, setting, reach=_LEFT)
    return head if head is None or tokens.tags[head] != "PRP" else None


def _right_behind(tokens: Tokens, figure: Figure) -> int | None:
    """'chips' in '7 nm memory chips'; a unit in the plural stands alone, as in '7 miles north'."""
    i = figure.last + 1
    if i >= len(tokens) or tokens.tags[figure.last] in {"NNS", "NNPS"} or tokens.tags[i] not in NOUNS | {"JJ", "VBN"}:
        return None
    noun = noun_from(tokens, i)
    if noun is None or any(tokens.lower[noun] in words("figure_words", group) for group in _NO_THINGS):
        return None
    return noun


def _is_subject(tokens: Tokens, figure: Figure) -> bool:
    """'Nine per cent said no': the figure itself is what the verb is about."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    return kind not in _MAY_BE_SUBJECTS and tokens.deps[top_of(tokens, figure)] in _SUBJECTS


def _moves(tokens: Tokens, figure: Figure) -> bool:
    """'Dow +0.2%'; 'Unite, down 68p': a movement behind a name."""
    if figure.start < figure.numeral.start and tokens.words[figure.first - 1] in {"+", "-", "−", "–"}:
        return True
    return word_before(tokens, figure) in {"up", "down"} and word_before(tokens, figure, 2) == ","


def _modified(tokens: Tokens, modifier: int) -> int:
    return noun_from(tokens, modifier + 1) or modifier


def _behind_of(tokens: Tokens, figure: Figure) -> int | None:
    """'13 per cent of the global economy', '50 mL of acid', '$48 billion in assets', 'half the money'."""
    i = figure.last + 1
    if i + 1 >= len(tokens):
        return None
    is_part = figure.unit is None and figure.numeral.form in {"fraction", "share"}
    if is_part and tokens.tags[i] in {"DT", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ"}:
        return noun_from(tokens, i if tokens.tags[i] not in {"DT", "PRP$"} else i + 1)
    if tokens.lower[i] == "worth" and tokens.lower[i + 1] == "of":
        i += 1
    is_money = figure.unit is not None and figure.unit.kind == "money"
    if tokens.lower[i] != "of" and not (is_money and tokens.lower[i] == "in"):
        return None
    for child in tokens.children[i]:
        if child > i and tokens.deps[child] in {"pobj", "pcomp"}:
            return child if _is_part_of(tokens, i, child) else None
    return None


def _is_part_of(tokens: Tokens, preposition: int, noun: int) -> bool:
    """'of the economy', 'in assets'; not 'of 2019', 'in London', 'in exchange'."""
    if tokens.lower[noun] in words("figure_words", "period") or tokens.words[noun].isdecimal():
        return False
    if tokens.lower[preposition] == "in":
        return tokens.tags[noun] in {"NN", "NNS"} and tokens.lower[noun] not in words("figure_words", "no goods")
    return tokens.tags[noun] in NOUNS | {"DT", "PRP", "CD"}


def _measured(tokens: Tokens, figure: Figure, setting: Setting) -> int | None:
    """The noun that the figure stands before or behind, or what its verb is about."""
    top = top_of(tokens, figure)
    is_money = figure.unit is not None and figure.unit.kind in {"money", "rate"}
    through = ""
    for _ in range(_STEPS):
        head = tokens.heads[top]
        if head == top:
            return _of_verb(tokens, head, figure, setting, through) if tokens.tags[head].startswith("VB") else None
        tag = tokens.tags[head]
        if tag.startswith("VB") or tag == "MD":
            return _of_verb(tokens, head, figure, setting, through)
        if tag in {"IN", "TO"}:
            through = tokens.lower[head]
        elif _is_thing(tokens, head, top, figure, setting):
            return _whole_deal(tokens, head, setting) if is_money and through == "for" else head
        top = head
    return None


def _whole_deal(tokens: Tokens, noun: int, setting: Setting) -> int:
    """What is to be had for a sum: the flat in 'a flat with a garden for £900 a month'."""
    if tokens.deps[noun] != "pobj":
        return noun
    holder = tokens.heads[tokens.heads[noun]]
    if tokens.tags[holder].startswith("VB"):
        wholes = [c for c in tokens.children[holder] if tokens.deps[c] in _OBJECTS and c < noun]
    else:
        wholes = [holder] if tokens.deps[holder] in _OBJECTS else []
    return next((i for i in wholes if tokens.tags[i] in NOUNS and i not in setting.taken), noun)


def _is_thing(tokens: Tokens, head: int, top: int, figure: Figure, setting: Setting) -> bool:
    """A noun that can be measured; what another figure counts is none in 'by 900 jobs or 2 per cent'."""
    if tokens.tags[head] not in NOUNS or not may_be_measured(tokens, head, figure, setting):
        return False
    return head not in setting.counted or tokens.deps[top] != "conj"


def may_be_measured(tokens: Tokens, noun: int, figure: Figure, setting: Setting) -> bool:
    """No figure, and no word that only leads to a figure: 'a total of', 'under the age of'."""
    if noun in setting.taken or figure.first <= noun <= figure.last:
        return False
    return not any(tokens.lower[noun] in words("figure_words", group) for group in _NO_THINGS)


def top_of(tokens: Tokens, figure: Figure) -> int:
    """The token of the figure that the rest of it hangs on."""
    for i in range(figure.first, figure.last + 1):
        head = tokens.heads[i]
        if head == i or not figure.first <= head <= figure.last:
            return i
    return figure.last


def _of_verb(tokens: Tokens, verb: int, figure: Figure, setting: Setting, through: str) -> int | None:
    """What a figure at a verb is about.

    'paid £5m for the house' the house; 'sold the house for £5m', 'cut rates to 5%' the object; 'profits rose 5%' the
    subject.
    """
    is_money = figure.unit is not None and figure.unit.kind == "money"
    if figure.unit is not None and figure.unit.kind == "duration":
        return subject_of(tokens, verb, figure, setting)
    if is_money and not through:
        bought = _bought(tokens, verb, figure, setting)
        if bought is not None:
            return bought
    if through:
        found = _object(tokens, verb, figure, setting)
        if found is not None:
            return found
    subject = subject_of(tokens, verb, figure, setting)
    if subject is None or tokens.tags[subject] == "PRP":
        other = _object(tokens, verb, figure, setting)
        if other is None and is_money:
            other = _behind_for(tokens, figure)
        return subject if other is None else other
    return subject


def _behind_for(tokens: Tokens, figure: Figure) -> int | None:
    """'$5m for work never done': what stands behind 'for', whatever the parse hangs it on."""
    i = figure.last + 1
    if i >= len(tokens) or tokens.lower[i] != "for":
        return None
    found = next((c for c in tokens.children[i] if tokens.deps[c] == "pobj" and tokens.tags[c] in NOUNS), None)
    return found if found is None or tokens.lower[found] not in words("figure_words", "period") else None


def _bought(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    for child in tokens.children[verb]:
        if child > figure.last and tokens.lower[child] == "for":
            for target in tokens.children[child]:
                is_thing = tokens.tags[target] in NOUNS and tokens.lower[target] not in words("figure_words", "period")
                if tokens.deps[target] == "pobj" and is_thing and target not in setting.taken:
                    return target
    return None


def _object(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    for child in tokens.children[verb]:
        if tokens.deps[child] in _OBJECTS and tokens.tags[child] in NOUNS and child < figure.first:
            return child if child not in setting.taken else None
    return None


def subject_of(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    """The subject of a verb, or of the verb that it hangs on; the noun that a relative clause belongs to."""
    for _ in range(_STEPS):
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS), None)
        is_relative = subject is not None and tokens.lower[subject] in _RELATIVE
        if subject is not None and subject not in setting.taken and not is_relative:
            return subject
        head = tokens.heads[verb]
        is_in_noun = tokens.deps[verb] in {"relcl", "acl"} and tokens.tags[head] in NOUNS
        if is_in_noun and may_be_measured(tokens, head, figure, setting):
            return head
        if head == verb:
            return None
        verb = head
    return None


def _on_the_left(tokens: Tokens, figure: Figure, setting: Setting, reach: int) -> int | None:
    """The nearest noun before the figure: 'Dow +0.2%', 'MacBook 16 inch'."""
    floor = max(tokens.sentence_starts[tokens.sentence_of(figure.first)], figure.first - reach)
    for i in range(figure.first - 1, floor - 1, -1):
        if tokens.tags[i] in NOUNS and may_be_measured(tokens, i, figure, setting):
            return i
        if tokens.tags[i].startswith("VB") and reach < _LEFT:
            return None
    return None
