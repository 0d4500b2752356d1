"""The noun that a figure counts or measures, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS, noun_from
from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.sentence_context import Setting, may_be_measured, past_bracket, top_of, word_before

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj"})
_NO_THINGS = ("leads to a figure", "period", "month", "weekday")
# The parser takes these for subjects where they are none: 'the tower, 300 metres, is high'.
_MAY_BE_SUBJECTS = frozenset({"measurement", "temperature", "money", "rate"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "its", "their", "his", "her"})
_AT_PRICE = frozenset({"worth", "costing"})
_AT_PERCENT = frozenset({"on"})
_SIZES = frozenset({"long", "high", "tall", "wide", "deep", "thick"})
_LEADING = frozenset({"between", "about", "around", "over", "under"})
_STEPS = 6  # how far up the parse the measured thing is looked for
_LEFT = 8  # how many tokens to the left of a figure without a parse


def measured_noun(tokens: Tokens, figure: Figure, setting: Setting) -> int | None:
    """The noun that the figure counts, is a part or an amount of, or that its verb is about; None if there is none."""
    counted = figure.counted.token if figure.counted is not None else None
    is_counted = figure.unit is not None and figure.unit.kind in {"count", "rate"}
    if figure.counted is not None and counted is not None and is_counted and len(tokens.words[counted]) > 1:
        # 'a 12-page report' is about the report; '0.5 R a day' is no count of R
        return _modified(tokens, counted) if figure.counted.is_modifier else counted
    head = _behind_of(tokens, figure) if figure.goods is None else figure.goods
    if head is None:
        head = _worth(tokens, figure, setting)
    if head is None and figure.unit is not None and figure.unit.kind == "age":
        head = _aged(tokens, figure)
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
    if head is None or head in setting.aged:
        return head
    return head if tokens.tags[head] not in {"PRP", "CD"} else None  # 'they', 'the two'


def _aged(tokens: Tokens, figure: Figure) -> int | None:
    """'boy' in 'a 13-year-old boy'; none in 'killed a 13-year-old last week'."""
    noun = noun_from(tokens, figure.last + 1)
    return noun if noun is None or tokens.lower[noun] not in words("figure_words", "period") else None


def _worth(tokens: Tokens, figure: Figure, setting: Setting) -> int | None:
    """'12 kilos of cocaine worth £1m' is about the cocaine; 'Greens on 6 per cent' about the Greens."""
    i = tokens.at(figure.outer_start) - 2
    joints = _AT_PERCENT if figure.unit is not None and figure.unit.kind == "percent" else _AT_PRICE
    is_worth = i >= 0 and tokens.lower[i + 1] in joints and tokens.tags[i] in NOUNS
    return i if is_worth and i not in setting.taken else None


def _right_behind(tokens: Tokens, figure: Figure) -> int | None:
    """'chips' in '7 nm memory chips'; a unit in the plural stands alone, as in '7 miles north'."""
    i = _behind_bracket(tokens, figure)
    if i >= len(tokens) or tokens.tags[figure.last] in {"NNS", "NNPS"} or tokens.tags[i] not in NOUNS | {"JJ", "VBN"}:
        return None
    noun = noun_from(tokens, i)
    if noun is None or any(tokens.lower[noun] in words("figure_words", group) for group in _NO_THINGS):
        return None
    return noun


def _behind_bracket(tokens: Tokens, figure: Figure) -> int:
    """The token behind a figure and its conversion: 'tower' in 'the 37m (121ft)-high tower'."""
    i = figure.last + 1
    closed = past_bracket(tokens, i)
    if closed == i or word_before(tokens, figure) not in _DETERMINERS:
        return i
    while closed < len(tokens) and (tokens.words[closed] == "-" or tokens.lower[closed].lstrip("-") in _SIZES):
        closed += 1
    return closed


def _is_subject(tokens: Tokens, figure: Figure) -> bool:
    """'Nine per cent said no': the figure itself is what the verb is about."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    top = top_of(tokens, figure)
    if kind not in _MAY_BE_SUBJECTS and tokens.deps[top] in _SUBJECTS:
        return True
    # 'said that between 40 and 50 were sold'
    up = tokens.heads[top]
    verb = tokens.heads[up]
    leads = tokens.lower[up] in _LEADING and up < figure.first and top < verb and tokens.tags[verb] in _FINITE
    return leads and not any(tokens.deps[c] in _SUBJECTS for c in tokens.children[verb])


def _moves(tokens: Tokens, figure: Figure) -> bool:
    """'Dow +0.2%'; 'Unite, down 68p': a movement behind a name."""
    if figure.start < figure.numeral.start and tokens.words[figure.first - 1] in {"+", "-", "−", "–"}:
        return True
    return word_before(tokens, figure) in {"up", "down"} and word_before(tokens, figure, 2) == ","


def _modified(tokens: Tokens, modifier: int) -> int:
    return noun_from(tokens, modifier + 1) or modifier


def _behind_of(tokens: Tokens, figure: Figure) -> int | None:
    """'13 per cent of the global economy', '50 mL of acid', '$48 billion in assets', 'half the money'."""
    i = past_bracket(tokens, figure.last + 1)  # '30 grams (an ounce) of morphine'
    if i + 1 >= len(tokens):
        return None
    is_part = figure.unit is None and figure.numeral.form in {"fraction", "share"}
    if is_part and tokens.tags[i] in {"DT", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ"}:
        noun = noun_from(tokens, i if tokens.tags[i] not in {"DT", "PRP$"} else i + 1)
        is_time = noun is not None and tokens.lower[noun] in words("figure_words", "period")  # 'than a third last year'
        return None if is_time else noun
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
    if is_money and tokens.deps[top] == "conj":  # '£5m for a house and £2m for a boat'
        bought = behind_for(tokens, figure)
        if bought is not None:
            return bought
    for _ in range(_STEPS):
        head = tokens.heads[top]
        if head == top:
            return of_verb(tokens, head, figure, setting, through) if _is_verb(tokens, head) else None
        tag = tokens.tags[head]
        if tag == "MD" or _is_verb(tokens, head):
            return of_verb(tokens, head, figure, setting, through)
        if tag in {"IN", "TO"}:
            through = tokens.lower[head]
        elif _is_thing(tokens, head, top, figure, setting):
            return _whole_deal(tokens, head, setting) if is_money and through == "for" else head
        top = head
    return None


def _is_verb(tokens: Tokens, i: int) -> bool:
    """A verb, or what the parse treats as one whatever its tag: 'francs decrease by 1', 'goes on to trade at 132'."""
    if tokens.tags[i].startswith("VB"):
        return True
    return any(tokens.deps[c] in {"nsubj", "nsubjpass"} or tokens.tags[c] == "TO" for c in tokens.children[i] if c < i)


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


def _on_the_left(tokens: Tokens, figure: Figure, setting: Setting, reach: int) -> int | None:
    """The nearest noun before the figure: 'Dow +0.2%', 'MacBook 16 inch'."""
    floor = max(tokens.sentence_starts[tokens.sentence_of(figure.first)], figure.first - reach)
    for i in range(figure.first - 1, floor - 1, -1):
        if tokens.tags[i] in NOUNS and may_be_measured(tokens, i, figure, setting):
            return i
        if tokens.tags[i].startswith("VB") and reach < _LEFT:
            return None
    return None


# What a figure that hangs on a verb is about.

_SUBJECTS_VERBS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS_VERBS = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "what", "whose"})
_ANTECEDENTS = {"it": frozenset({"NN", "NNP"}), "they": frozenset({"NNS", "NNPS"})}
_QUOTES = frozenset('"“”')
_BESIDE = frozenset({"by", "to", "from"})
_STEPS_VERBS = 6  # how far up the parse the measured thing is looked for


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
    for roles in (_SUBJECTS_VERBS, _OBJECTS_VERBS):
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
    is_object = i >= 0 and tokens.deps[i] in _OBJECTS_VERBS and tokens.tags[i] in NOUNS and i not in setting.taken
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
        is_object = tokens.deps[child] in _OBJECTS_VERBS and tokens.tags[child] in NOUNS and not is_time
        if is_object and child < figure.first:
            return child if may_be_measured(tokens, child, figure, setting) else None
    return None


def subject_of(tokens: Tokens, verb: int, figure: Figure, setting: Setting) -> int | None:
    """The subject of a verb, or of the verb that it hangs on; the noun that a relative clause belongs to."""
    below = -1
    for _ in range(_STEPS_VERBS):
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS_VERBS and c != below), None)
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
