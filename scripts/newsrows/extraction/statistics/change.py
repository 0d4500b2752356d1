"""Whether a figure is a rise or a fall, or a value after one: 'rose 3 per cent', 'fell to 6.6 per cent', 'a 9% cut'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from newsrows.extraction.statistics.neighbours import word_before
from newsrows.lexicon import column, group, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures
    from newsrows.records.findings import Change

_Part = Literal["verb", "noun", "comparative"]


def _directions(part: _Part) -> dict[str, Change]:
    """The words of one part of speech that say in which direction something changes."""
    listed = (row for row in rows("change_words") if row["part"] == part and row["direction"])
    return {row["word"]: cast("Change", row["direction"]) for row in listed}


VERBS_OF_CHANGE = column("change_words", "word", part="verb")
"""Verbs that say that a value changes, with or without a direction ('rose', 'moved'), in lower case."""
NOUNS_OF_CHANGE = column("change_words", "word", part="noun")
"""Nouns that say that a value changes: 'increase', 'cut'."""
DIRECTED_VERBS = frozenset(_directions("verb"))
"""The verbs of `VERBS_OF_CHANGE` that say in which direction: 'rose', 'cut'; not 'moved'."""
_VERBS = _directions("verb")
_NOUNS = _directions("noun")
_COMPARATIVES = _directions("comparative")
_PARTICLES: dict[str, Change] = {"up": "increase", "down": "decrease"}

_VERB_REACH = 14  # tokens from 'to' or 'by' back to the verb
_ADVERB_REACH = 3  # tokens between a verb and the figure right behind it
_NOUN_REACH = 3  # tokens from a figure to the noun that it describes: 'a 5 per cent annual pay rise'
_SUBJECT_REACH = 5  # tokens from a counted noun to the verb of which it is the subject
_COMPARISON_REACH = 6  # tokens from 'than' to the time that a figure is compared with
_SMALL_SCORE = 10  # fewer whole points are those of a match
_LEVELS = frozenset({"below", "above", "under", "past", "beyond"})
_STEPS = frozenset({"by", "to"})
_SIGNS = frozenset("$£€#-–—+")
_INTRODUCTIONS = frozenset({"a", "an", "the", "another", "just", "only", "barely", "even", "further"})
_MEASURES = frozenset({"average", "total", "rate", "pace"})
_ADVERB_TAGS = frozenset({"RB", "RBR", "RBS", "DT", "JJ", "JJR", "IN", "RP"})
_DESCRIPTION_TAGS = frozenset({"JJ", "NN", "HYPH", "VBG"})
_CLAUSE_WORDS = frozenset({"who", "which", "that", "while", "as", "but", "because", "when", "if", "after", ";", ":"})
_PERSON_TAGS = frozenset({"NNP", "PRP"})
_KINDS_OF_LEVEL = frozenset({"percent", "money", "other", "ratio", "temperature", "rate", "measurement"})
_KINDS_WITHOUT_CHANGE = frozenset({"duration", "age"})
_AT_OTHER_TIME = group("figure_words", "time that a change is measured from")
_AUXILIARIES = group("figure_words", "before up or down")
_GAINED_OR_LOST = group("figure_words", "gained or lost")
_VERBS_WITH_OBJECT = group("figure_words", "verb of change with an object")
_VERBS_OF_RESULT = group("figure_words", "verb of change of what is counted")
_FORMER_VALUE = re.compile(r"(?:\s[\w%'’-]+){0,4},?\s\(?(up|down|higher|lower)\s(?:\w+ly\s)?from\s")
_FROM = re.compile(r",?\s(?:a\s\w+\s)?from\s(?:about\s|around\s|some\s|nearly\s)?$")
_TO_RESULT = re.compile(r"(?:\s\w+){0,4}\sto\s(?:just\s|only\s)?")
_AT_LEVEL = re.compile(r"\s(?:up|down|lower|higher)\sat\s")  # 'ended 23 points down at 840'
_OTHER_WORDING = re.compile(r",?\sor\s(?:about\s|around\s|some\s|nearly\s)?$|\s?\($")
_OR_PERCENT = re.compile(r",?\sor\s[\d.]+\s?(?:%|per\s?cent)")


def change_of(
    text: str,
    tokens: Tokens,
    figure: Figure,
    sentence: SentenceFigures,
    neighbours: tuple[Figure | None, Change | None, Figure | None],
) -> Change | None:
    """The direction of the change that a figure states or results from; None if the sentence states no change.

    Args:
        text: the text of the article.
        tokens: the parse of the article.
        figure: a figure.
        sentence: all figures of its sentence.
        neighbours: the figure before it in the sentence, the change of that one, and the figure behind it.
    """
    before, change_before, following = neighbours
    if figure.unit is not None and figure.unit.kind == "age":
        return None
    return (
        _from_former_value(text, figure, following)
        or _of_words_behind(text, tokens, figure)
        or _between_values(text, tokens, before, figure)
        or _of_words_before(text, tokens, figure, sentence)
        or _of_subject(tokens, figure)
        or (change_before if before is not None and _is_continued(text, tokens, before, figure) else None)
    )


# A value and the one before the change: '1.8 per cent, down from 2', '£3m from £5m'


def _from_former_value(text: str, figure: Figure, following: Figure | None) -> Change | None:
    stated = _FORMER_VALUE.match(text, figure.outer_end)
    if stated:
        return _COMPARATIVES[stated[1]]
    if following is None or following.unit != figure.unit or following.value == figure.value:
        return None
    if not _FROM.fullmatch(text, figure.outer_end, following.outer_start):
        return None
    return "increase" if figure.value > following.value else "decrease"


def _between_values(text: str, tokens: Tokens, before: Figure | None, figure: Figure) -> Change | None:
    """'went from 12 to 15', 'went from 12 in May to 15': two figures, because a range would be one."""
    if before is None or word_before(tokens, before) != "from" or figure.value == before.value:
        return None
    if not _TO_RESULT.fullmatch(text, before.end, figure.outer_start):
        return None
    if figure.unit is not None and before.unit is not None and not figure.unit.name.startswith(before.unit.name):
        return None
    return "increase" if figure.value > before.value else "decrease"


# Words behind the figure: 'a 9 per cent cut', '3 per cent lower', '15 fewer'


def _of_words_behind(text: str, tokens: Tokens, figure: Figure) -> Change | None:
    kind = figure.unit.kind if figure.unit is not None else "other"
    if kind in _KINDS_WITHOUT_CHANGE:
        return None
    if figure.counted is not None:
        own = _NOUNS.get(tokens.lower[figure.counted.token])
        if own:  # 'a 10,000 gain'
            return own
    first = tokens.at(figure.outer_end)
    return _of_comparative_behind(tokens, first, kind) or _of_noun_behind(text, tokens, figure, first, kind)


def _of_comparative_behind(tokens: Tokens, i: int, kind: str) -> Change | None:
    """'3 per cent lower', '15 fewer than in May', '12 points up'; not '2 metres higher' and '5 miles up the road'."""
    if i >= len(tokens) or tokens.lower[i] not in _COMPARATIVES or kind == "measurement":
        return None
    after = tokens.lower[i + 1] if i + 1 < len(tokens) else "."
    if after == "than":
        compared = tokens.lower[i + 2 : i + 2 + _COMPARISON_REACH]
        is_time = any(word in _AT_OTHER_TIME or (word.isdecimal() and len(word) == 4) for word in compared)
        return _COMPARATIVES[tokens.lower[i]] if is_time else None
    if tokens.lower[i] in _PARTICLES and after in {"to", "the", "a"}:
        return None
    return _COMPARATIVES[tokens.lower[i]]


def _of_noun_behind(text: str, tokens: Tokens, figure: Figure, first: int, kind: str) -> Change | None:
    """'a 9 per cent cut', 'a 5 per cent pay rise'; not 'a $5m loss' and 'a three-point loss'."""
    if figure.counted is not None or kind not in _KINDS_OF_LEVEL:
        return None
    has_article = word_before(tokens, figure) in {"a", "an"}
    for i in range(first, min(first + _NOUN_REACH + 1, len(tokens))):
        direction = _NOUNS.get(tokens.lower[i])
        is_described = tokens.tags[i] in {"VB", "VBP"} and tokens.tags[i - 1] in {"NN", "NNS"}  # 'a 2 % sales fall'
        if direction and (tokens.tags[i] in {"NN", "NNS"} or (is_described and has_article)):
            is_money_lost = tokens.lower[i].startswith("loss") and kind != "percent"
            return None if is_money_lost else direction
        is_plural = tokens.tags[i] == "NNS" and has_article
        if (tokens.tags[i] not in _DESCRIPTION_TAGS and not is_plural) or "\n" in text[figure.end : tokens.starts[i]]:
            return None
    return None


# Words before the figure: 'up 12', 'an increase of 12', 'rose by 12', 'cut its rate by 12 points to 40'


def _of_words_before(text: str, tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> Change | None:
    floor = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    i = _before_introduction(tokens, tokens.at(figure.outer_start) - 1, floor)
    if i < floor:
        return None
    word = tokens.lower[i]
    if word == "of":
        return _of_noun_with_of(tokens, i, floor)
    if word in _STEPS:
        particle = _of_particle(tokens, i - 1, floor, needs_verb=word == "to")
        is_agent = tokens.deps[i] == "agent" and figure.counted is not None
        return particle or (None if is_agent else _of_verb_above(tokens, i, floor, sentence))
    if word == "from" or (figure.unit is not None and figure.unit.kind in _KINDS_WITHOUT_CHANGE):
        return None
    particle = _of_particle(tokens, i, floor)
    if particle:  # 'closed down two plants'
        return particle if figure.counted is None or not tokens.tags[i - 1].startswith("VB") else None
    return _of_adjacent_verb(text, tokens, figure, i, floor)


def _before_introduction(tokens: Tokens, i: int, floor: int) -> int:
    """The token before words that introduce a figure: 'by' of 'by just 12', 'by an average of £12'."""
    while i >= floor:
        if tokens.words[i] in _SIGNS or tokens.lower[i] in _INTRODUCTIONS:
            i -= 1
        elif tokens.lower[i] == "of" and i > floor and tokens.lower[i - 1] in _MEASURES:
            i -= 2
            while i >= floor and tokens.tags[i] in {"DT", "JJ"}:
                i -= 1
            i -= tokens.lower[i] == "at" if i >= floor else 0  # 'grew at an annual rate of 2 per cent'
        else:
            break
    return i


def _of_noun_with_of(tokens: Tokens, of: int, floor: int) -> Change | None:
    """'an increase of 12', 'a rise in sales of 12', 'falling sales of 12'."""
    noun = tokens.heads[of]
    if not floor <= noun < of or not tokens.tags[noun].startswith("NN"):
        noun = of - 1  # 'falling sales of 12', if the parse attaches 'of' to a verb
    if noun < floor or not tokens.tags[noun].startswith("NN"):
        return None
    direction = _NOUNS.get(tokens.lower[noun]) if not tokens.lower[noun].startswith("loss") else None
    if direction:
        return direction
    falling = [c for c in tokens.children[noun] if c < noun and tokens.tags[c] == "VBG" and tokens.deps[c] == "amod"]
    return next((_VERBS[tokens.lower[c]] for c in falling if tokens.lower[c] in _VERBS), None)


def _of_particle(tokens: Tokens, i: int, floor: int, *, needs_verb: bool = False) -> Change | None:
    """'up' or 'down' at the token `i`, if it says how a value changed: 'was down 12'; not 'made up 12', 'up to 12'."""
    direction = _PARTICLES.get(tokens.lower[i]) if i >= floor else None
    if direction is None:
        return None
    is_verb = i > floor and tokens.tags[i - 1].startswith("VB")
    before = tokens.lower[i - 1] if i > floor else ""
    if needs_verb and direction == "increase" and not is_verb:
        return None
    return direction if not is_verb or before in _AUXILIARIES or before in VERBS_OF_CHANGE else None


def _of_verb_above(tokens: Tokens, step: int, floor: int, sentence: SentenceFigures) -> Change | None:
    """The direction of the verb or noun that 'by' or 'to' at the token `step` belongs to: 'cut its rate by 12'."""
    for i in range(step - 1, max(floor, step - _VERB_REACH) - 1, -1):
        word, tag = tokens.lower[i], tokens.tags[i]
        if i in sentence.tokens or i in sentence.counted:
            continue
        if tag.startswith("VB") or (word in _VERBS and i == step - 1):
            is_lost = i == step - 1 and word in _VERBS_OF_RESULT and tokens.lower[step] == "to"  # 'lost to 12 men'
            is_raised = word.startswith("rais") and tokens.deps[step] == "agent"
            return _VERBS.get(word) if not is_lost and not is_raised else None
        if word in _NOUNS and tag in {"NN", "NNS"}:
            return _NOUNS[word]
        if word in _CLAUSE_WORDS or (word == "," and not _touches_figure(tokens, i, sentence)):
            return None
    return None


def _touches_figure(tokens: Tokens, comma: int, sentence: SentenceFigures) -> bool:
    """Whether a figure stands on one side of a comma: 'lost 2.4 points, or 0.08%, to 2,960'."""
    near = range(max(0, comma - 1), min(len(tokens), comma + 3))
    return any(i in sentence.tokens or i in sentence.counted for i in near)


def _of_adjacent_verb(text: str, tokens: Tokens, figure: Figure, last: int, floor: int) -> Change | None:
    """The direction of the verb right before a figure: 'rose 12 per cent', 'fell sharply, 12 per cent'."""
    for i in range(last, max(floor, last - _ADVERB_REACH) - 1, -1):
        word, tag = tokens.lower[i], tokens.tags[i]
        is_headline_verb = tag == "NNS" and i == last
        if word in _VERBS and (tag.startswith("VB") or is_headline_verb):
            if i == last and _begins_with_level(tokens, figure):  # 'dropped below 12 dollars a barrel'
                return _VERBS[word]
            return _VERBS[word] if _is_changed_by(text, tokens, figure, i) else None
        if tag not in _ADVERB_TAGS or word in _CLAUSE_WORDS:
            return None
    return None


def _begins_with_level(tokens: Tokens, figure: Figure) -> bool:
    """Whether the bound of a figure says that a level was passed: 'below 12'."""
    return figure.bound_start is not None and tokens.lower[tokens.at(figure.bound_start)] in _LEVELS


def _is_changed_by(text: str, tokens: Tokens, figure: Figure, verb: int) -> bool:
    """Whether the figure right behind a verb of change says by how much: not 'lost two games', 'fell 40 metres'."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    is_object = tokens.lower[verb] in _VERBS_WITH_OBJECT
    is_result = tokens.lower[verb] in _VERBS_OF_RESULT
    if kind in {"percent", "temperature"}:
        return True
    if kind in {"count", "rate"} and figure.counted is not None:
        return is_result and figure.counted.name in _GAINED_OR_LOST
    if kind == "money":
        is_added = tokens.lower[verb].startswith(("add", "cut", "slash", "trim"))
        return not is_object or is_added or _OR_PERCENT.match(text, figure.end) is not None
    if figure.unit is not None and figure.unit.name == "point":
        return figure.value != int(figure.value) or figure.value >= _SMALL_SCORE or not is_object
    if kind == "measurement":
        subjects = [c for c in tokens.children[verb] if tokens.deps[c] == "nsubj"]
        return not is_object and not any(tokens.tags[c] in _PERSON_TAGS for c in subjects)
    return not is_object


# The figure is a subject: '88,000 jobs were added'


def _of_subject(tokens: Tokens, figure: Figure) -> Change | None:
    if figure.counted is None or figure.counted.name not in _GAINED_OR_LOST:
        return None
    behind = range(figure.counted.end + 1, min(len(tokens), figure.counted.end + 1 + _SUBJECT_REACH))
    for i in behind:
        if tokens.tags[i] == "VBN" and tokens.lower[i] in _VERBS_OF_RESULT:
            return _VERBS.get(tokens.lower[i])
        if tokens.lower[i] not in {"was", "were", "have", "has", "had", "been", "be", "are", "will", "would"}:
            return None
    return None


# The figure continues the one before it: 'fell 12 points, or 3 per cent', 'to 5 per cent in May and 6 in June'


def _is_continued(text: str, tokens: Tokens, before: Figure, figure: Figure) -> bool:
    gap = (before.outer_end, figure.outer_start)
    if _OTHER_WORDING.fullmatch(text, *gap) or _AT_LEVEL.fullmatch(text, *gap):
        return True
    first = tokens.at(before.outer_end)
    between = range(first, tokens.at(figure.outer_start))
    if len(between) > _VERB_REACH or before.unit != figure.unit or not between:
        return False
    if tokens.lower[between[-1]] not in {"and", ","}:
        return False
    return not any(tokens.tags[i].startswith(("VB", "MD")) or tokens.lower[i] in {"from", "than"} for i in between)
