"""What a figure counts or measures, in the article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.implicit_heads import clause_behind, name_of, owner_before
from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.measured_noun import measured_noun, subject_of
from newsrows.extraction.statistics.noun_phrases import RejectionLog, phrase, spelt
from newsrows.extraction.statistics.sentence_context import Setting, may_be_measured, own, top_of, word_before

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_NEVER_OWNED = frozenset({"percent", "duration", "age", "ratio"})  # 'support the party has' is no help for '43 %'
_DESCRIBING = frozenset({"amod", "poss"})  # 'stolen road signs' says enough, 'signs' does not
_COPULAS = frozenset({"is", "was", "are", "were"})
_BY = frozenset({"to", "by", "from"})
_WHEN_BEHIND = frozenset({"later", "earlier", "before", "after"})
_WITHIN = frozenset({"in", "over", "within", "during"})
_WHEN_BEFORE = frozenset({"last", "past", "next", "previous", "first"})
_OTHERS = frozenset({"to", "than", "with", "from"})  # 'has 60 ships, compared to 90 abroad': not whose the 60 are
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_STEPS = 6  # how far a compound is followed


def concept_of(tokens: Tokens, figure: Figure, setting: Setting) -> str | None:
    """The noun phrase that the figure counts or measures; None if the sentence names none.

    Args:
        tokens: the article.
        figure: a figure, joined and bounded.
        setting: the figures of its sentence.
    """
    if _is_time_when(tokens, figure) or _is_person(tokens, figure, setting):
        return None
    head = measured_noun(tokens, figure, setting)
    if head is None:
        return None
    if head in setting.aged:  # 'a 65-year-old would pay 3 per cent'
        return spelt(tokens, list(range(setting.aged[head], head + 1)))
    head = _whole_compound(tokens, head, setting)
    core = _phrase(tokens, figure, setting, head)
    if core is None:
        return None
    return _with_governor(tokens, figure, setting, head, core) or _with_owner(tokens, figure, setting, head, core)


def _with_governor(tokens: Tokens, figure: Figure, setting: Setting, head: int, core: str) -> str | None:
    """What a count is a count of: 'run of defeats' in 'a run of six defeats', 'crew' in 'the crew is 90 men'."""
    counted = figure.counted
    if counted is None or counted.is_modifier or head != counted.token or figure.is_shared:
        return None
    if core == tokens.words[head]:
        subject = _counted_subject(tokens, figure, setting, head)
        if subject is not None:
            return phrase(tokens, subject, RejectionLog(own(tokens, figure), setting.taken))
    first = _first_of_series(tokens, setting, head)
    of = tokens.heads[first]
    is_next = first != head or tokens.at(figure.outer_start) == of + 1
    if tokens.deps[first] != "pobj" or tokens.lower[of] != "of" or not is_next:
        return None
    noun = tokens.heads[of]
    if noun != of - 1 or tokens.tags[noun] not in NOUNS or not may_be_measured(tokens, noun, figure, setting):
        return None
    if tokens.lower[tokens.heads[noun]] == "by":  # 'a search by volunteers of 40 huts'
        return None
    name = name_of(tokens, noun, setting.taken)
    return f"{name} of {core}" if name else None


def _counted_subject(tokens: Tokens, figure: Figure, setting: Setting, head: int) -> int | None:
    """The subject that a bare count measures: 'the crew is 90 men', 'turnout fell by 900 voters'."""
    up = tokens.heads[head]
    if tokens.deps[head] == "attr" and tokens.lower[up] in _COPULAS:
        subject = next((c for c in tokens.children[up] if tokens.deps[c] == "nsubj" and c < up), None)
        is_one = subject is not None and tokens.tags[subject] == "NN"  # 'the victims were two women' counts women
        return subject if is_one and subject is not None and may_be_measured(tokens, subject, figure, setting) else None
    verb = tokens.heads[up]
    is_move = tokens.lower[verb] in words("figure_words", "moves")
    if tokens.deps[head] != "pobj" or tokens.lower[up] not in _BY or not is_move:
        return None
    moved = subject_of(tokens, verb, figure, setting)
    return moved if moved is not None and tokens.tags[moved] in NOUNS else None


def _first_of_series(tokens: Tokens, setting: Setting, noun: int) -> int:
    """The first of several counted nouns: 'buses' for 'trams' in '12 buses and 40 trams'."""
    while tokens.deps[noun] == "conj" and tokens.heads[noun] in setting.counted and tokens.heads[noun] < noun:
        noun = tokens.heads[noun]
    return noun


def _with_owner(tokens: Tokens, figure: Figure, setting: Setting, head: int, core: str) -> str:
    """A concept that says whose it is: 'beds the hospital has lost', 'Acme workforce'."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    owner = owner_before(tokens, head, core, setting.taken) if kind != "age" else None
    if owner is not None:
        return f"{owner} {core}"
    described = (c for c in tokens.children[head] if c < head and tokens.deps[c] in _DESCRIBING)
    number = _behind_number(tokens, head, setting) or 0  # 'a combined 435 homes' does not describe the homes
    is_described = kind == "count" and any(c >= number for c in described)
    is_other = figure.is_shared and word_before(tokens, figure) in _OTHERS
    if kind in _NEVER_OWNED or is_other or is_described or not core.endswith(tokens.words[head]):
        return core
    first = _first_of_series(tokens, setting, head)
    begin = min(tokens.edges[first][0], tokens.at(figure.outer_start))
    clause = clause_behind(tokens, first, begin, setting.taken) if begin <= first else None
    return f"{core} {clause}" if clause else core


def _phrase(tokens: Tokens, figure: Figure, setting: Setting, head: int) -> str | None:
    """The noun phrase around `head`, without its figure."""
    left_out, counted = RejectionLog(own(tokens, figure), setting.taken), figure.counted
    if figure.goods is not None:
        return phrase(tokens, head, left_out, head)
    if figure.is_shared and counted is not None and head == counted.token and head < figure.first:
        return phrase(tokens, head, left_out, _behind_number(tokens, head, setting), whole=False)
    if counted is None or head != counted.token or figure.is_shared:
        return phrase(tokens, head, left_out)
    return phrase(tokens, head, left_out, tokens.at(figure.number_end), counted.end)


def _behind_number(tokens: Tokens, head: int, setting: Setting) -> int | None:
    """The token behind the number that counts `head`: 'new homes' of 'a combined 435 new homes'."""
    number = next((i for i in range(head - 1, max(-1, head - _STEPS), -1) if _is_number(tokens, i, setting)), None)
    return None if number is None else number + 1


def _is_number(tokens: Tokens, i: int, setting: Setting) -> bool:
    return i in setting.taken or tokens.tags[i] == "CD"


def _is_person(tokens: Tokens, figure: Figure, setting: Setting) -> bool:
    """'killed 12', 'shot a 13-year-old': the figure stands for people that no noun names."""
    if figure.unit is not None and figure.unit.name == "person" and figure.counted is None:
        return True
    is_alone = figure.last in setting.aged and tokens.deps[figure.last] in _ARGUMENTS
    return is_alone and tokens.words[figure.last + 1 : figure.last + 2] != [","]


def _is_time_when(tokens: Tokens, figure: Figure) -> bool:
    """'two years later', 'in the last three months': when something happens, not how long."""
    if figure.unit is None or figure.unit.kind != "duration":
        return False
    following = tokens.lower[figure.last + 1] if figure.last + 1 < len(tokens) else ""
    top = top_of(tokens, figure)
    is_within = tokens.deps[top] == "pobj" and tokens.lower[tokens.heads[top]] in _WITHIN
    return following in _WHEN_BEHIND or (is_within and word_before(tokens, figure) in _WHEN_BEFORE)


def _whole_compound(tokens: Tokens, head: int, setting: Setting) -> int:
    """The noun that a noun belongs to: 'lots' for 'building' in '50-foot building lots'."""
    for _ in range(_STEPS):
        up = tokens.heads[head]
        if tokens.deps[head] != "compound" or up <= head or tokens.tags[up] not in NOUNS or up in setting.taken:
            break
        head = up
    return head
