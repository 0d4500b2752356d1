"""What a length of time, a distance or a number of times measures, if a verb says it: 'patients waiting'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.implicit_heads import name_of
from newsrows.extraction.statistics.neighbours import after_bracket, syntactic_head, word_before
from newsrows.extraction.statistics.noun_phrases import text_of
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures

_PREPOSITION_TAGS = frozenset({"IN", "TO"})
_MOST_STEPS = 4  # arcs from a figure up to its verb
_RECORD_REACH = 5  # tokens from a superlative to the preposition of its length of time
_LONGEST_STATE = 8  # tokens of 'without power'
_PLACE_PREPOSITIONS = frozenset({"in", "at", "on", "to", "from", "with", "for"})
_STATE_PREPOSITIONS = frozenset({"without", "under", "in", "on", "out", "at"})
_RECORD_PREPOSITIONS = frozenset({"in", "for"})
_TELLS_WHEN = frozenset({"after", "every", "until", "before"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
_NOT_FINITE = frozenset({"VB", "VBG"})
_BE = frozenset({"be", "been", "being", "am", "is", "are", "was", "were", "remain", "remained", "remains"})
_WITHOUT_ACTIVITY = group("figure_words", "verb that only takes time")
_TAKES = group("figure_words", "verb of taking time")
_SPENDS = group("figure_words", "verb of spending")
_NOT_A_PLACE = group("figure_words", "not an amount of") | group("figure_words", "period")


def activity_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The verb that a figure says how long or how far of, with its subject and object; None if the verb says nothing.

    Args:
        tokens: the parse of the article.
        figure: a figure that says how long, how far or how often.
        sentence: all figures of its sentence.
    """
    verb = _verb_of(tokens, figure)
    if verb is None:
        return None
    if tokens.lower[verb] in _TAKES | _SPENDS:
        return _with_subject(tokens, verb, sentence, _taken_for(tokens, figure, sentence))
    if tokens.lower[verb] in _BE:
        return _state_at(tokens, verb, figure, sentence)
    return None if tokens.lower[verb] in _WITHOUT_ACTIVITY else _activity_at(tokens, verb, figure, sentence)


def record_of(tokens: Tokens, figure: Figure) -> str | None:
    """The superlative that holds for a length of time: 'steepest rise' in 'the steepest rise for 11 years'."""
    preposition = tokens.at(figure.outer_start) - 1
    floor = max(tokens.sentence_starts[tokens.sentence_of(figure.first_token)], preposition - _RECORD_REACH)
    while preposition > floor and tokens.tags[preposition] in {"RB", "DT"}:
        preposition -= 1
    if preposition <= floor or tokens.lower[preposition] not in _RECORD_PREPOSITIONS:
        return None
    for i in range(preposition - 1, floor - 1, -1):
        if tokens.tags[i] == "JJS":
            return text_of(tokens, list(range(i, preposition)))
        if tokens.tags[i] not in NOUNS | {"JJ", "IN", "HYPH"}:
            return None
    return None


def stay_of(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """Who spends a length of time where, if a bare noun says it: 'thief in jail' in 'the thief got a year in jail'."""
    place = _place_behind(tokens, figure)
    verb = _verb_of(tokens, figure) if place is not None else None
    if place is not None and verb is None:  # 'the crime is punishable by three years in prison'
        adjective = tokens.heads[tokens.heads[syntactic_head(tokens, figure)]]
        verb = tokens.heads[adjective] if tokens.tags[adjective] == "JJ" else None
    return place if verb is None else _with_subject(tokens, verb, sentence, place, "in")


def _with_subject(
    tokens: Tokens, verb: int, sentence: SentenceFigures, phrase: str | None, link: str = ""
) -> str | None:
    """A phrase behind the subject of a verb, if that is a noun."""
    subject = _subject_of(tokens, verb)
    is_noun = subject is not None and tokens.tags[subject] in NOUNS and subject not in sentence.tokens
    name = name_of(tokens, subject, sentence.tokens) if subject is not None and is_noun else None
    return " ".join(filter(None, (name, link, phrase))) if name and phrase else phrase


def _place_behind(tokens: Tokens, figure: Figure) -> str | None:
    """The bare noun of a place behind a figure: 'prison' in 'five years in prison'."""
    i = after_bracket(tokens, figure.last_token + 1)
    if i + 1 >= len(tokens) or tokens.lower[i] != "in" or tokens.tags[i + 1] not in {"NN", "NNS"}:
        return None
    is_followed = i + 2 < len(tokens) and (tokens.tags[i + 2] in NOUNS or tokens.tags[i + 2] in {"HYPH", "POS"})
    return tokens.words[i + 1] if not is_followed and tokens.lower[i + 1] not in _NOT_A_PLACE else None


def _verb_of(tokens: Tokens, figure: Figure) -> int | None:
    """The verb that a figure depends on, directly or through prepositions."""
    i = syntactic_head(tokens, figure)
    if tokens.deps[i] in _SUBJECTS:
        return None
    for _ in range(_MOST_STEPS):
        head = tokens.heads[i]
        if head == i:
            return None
        if tokens.tags[head].startswith("VB"):
            return head
        if tokens.tags[head] not in _PREPOSITION_TAGS or tokens.lower[head] == "by":  # 'cut the trip by two hours'
            return None
        i = head
    return None


def _activity_at(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> str | None:
    """A verb with its subject and object or place: 'patients waiting', 'gang moved cocaine'."""
    subject = _subject_of(tokens, verb)
    behind = _object_or_place(tokens, verb, figure, sentence)
    is_object = tokens.at(figure.outer_start) == verb + 1
    is_unnamed = subject is None and tokens.tags[verb] in _NOT_FINITE and not is_object  # 'after charging for an hour'
    is_number = subject is not None and subject in sentence.tokens  # '40 waited more than 12 hours'
    is_pronoun = subject is not None and tokens.tags[subject] in {"PRP", "DT"}
    if is_unnamed or is_number or is_pronoun:
        if word_before(tokens, figure) in _TELLS_WHEN and not is_number:
            return None  # 'it was over after 55 minutes'
        return f"{tokens.words[verb]} {behind}" if behind else tokens.words[verb]
    is_noun = subject is not None and tokens.tags[subject] in NOUNS
    name = name_of(tokens, subject, sentence.tokens) if subject is not None and is_noun else None
    return " ".join(filter(None, (name, tokens.words[verb], behind))) if name else None


def _subject_of(tokens: Tokens, verb: int) -> int | None:
    """The subject of a verb, or the noun that its relative clause modifies."""
    subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS), None)
    if tokens.deps[verb] in {"relcl", "acl"} and (subject is None or tokens.tags[subject] in {"WP", "WDT"}):
        return tokens.heads[verb]
    if subject is None and tokens.deps[verb] == "xcomp" and tokens.tags[verb] in _NOT_FINITE:  # 'had to declare gifts'
        subject = next((c for c in tokens.children[tokens.heads[verb]] if tokens.deps[c] in _SUBJECTS), None)
    if subject is None and tokens.tags[verb] == "VBG" and tokens.deps[verb] == "advcl":  # 'the car had a pause, going'
        subject = next((c for c in tokens.children[tokens.heads[verb]] if tokens.deps[c] in _SUBJECTS), None)
    if subject is None and tokens.tags[verb] == "VBG" and verb > 0 and tokens.tags[verb - 1] == "NNS":
        return verb - 1  # 'with patients waiting for four hours', however the parse attaches the verb
    return subject


def _object_or_place(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The object of a verb, or the preposition right behind it with its noun: 'gifts', 'in Lima'."""
    for child in tokens.children[verb]:
        if child < verb or figure.first_token <= child <= figure.last_token:
            continue
        if tokens.deps[child] in _OBJECTS:
            return _object(tokens, child, sentence)
        if tokens.deps[child] == "prep" and child == verb + 1 and tokens.lower[child] in _PLACE_PREPOSITIONS:
            noun = next((c for c in tokens.children[child] if tokens.deps[c] == "pobj"), None)
            if noun is None or tokens.tags[noun] not in NOUNS or figure.first_token <= noun <= figure.last_token:
                continue
            name = name_of(tokens, noun, sentence.tokens)
            return f"{tokens.words[child]} {name}" if name else None
    return None


def _object(tokens: Tokens, noun: int, sentence: SentenceFigures) -> str | None:
    """The name of an object; of 'half of the patients' it is the patients."""
    if noun in sentence.tokens:
        of = next((c for c in tokens.children[noun] if tokens.lower[c] == "of"), None)
        parts = tokens.children[of] if of is not None else []
        noun = next((c for c in parts if tokens.deps[c] == "pobj"), noun)
    return name_of(tokens, noun, sentence.tokens) if tokens.tags[noun] in NOUNS else None


def _taken_for(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> str | None:
    """What time is taken or spent for: 'reach verdict' in 'took six hours to reach a verdict', 'writing book'."""
    i = after_bracket(tokens, figure.last_token + 1)
    if i >= len(tokens):
        return None
    if tokens.tags[i] == "TO" and i + 1 < len(tokens) and tokens.tags[i + 1] == "VB":
        i += 1
    if tokens.tags[i] in {"VB", "VBG"}:
        behind = _object_or_place(tokens, i, figure, sentence)
        return f"{tokens.words[i]} {behind}" if behind else tokens.words[i]
    noun = next((c for c in tokens.children[i] if tokens.deps[c] == "pobj"), None)
    is_place = tokens.lower[i] in {"in", "at", "on"} and noun is not None and tokens.tags[noun] in NOUNS
    return name_of(tokens, noun, sentence.tokens) if is_place and noun is not None else None


def _state_at(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> str | None:
    """The state that a form of 'be' gives: 'village without power' in 'the village was without power for a day'."""
    if tokens.tags[syntactic_head(tokens, figure)] not in NOUNS or tokens.heads[syntactic_head(tokens, figure)] == verb:
        return None  # 'the wait was four hours'
    complement: list[int] = []
    for child in tokens.children[verb]:
        if not verb < child < figure.first_token:
            continue
        is_state = tokens.deps[child] == "prep" and tokens.lower[child] in _STATE_PREPOSITIONS
        if tokens.deps[child] in _COMPLEMENTS or (is_state and child == verb + 1):
            end = min(tokens.edges[child][1], figure.first_token, child + _LONGEST_STATE)
            complement = list(range(max(verb + 1, tokens.edges[child][0]), end))
            break
    words = [i for i in complement if tokens.tags[i] not in {"DT", "PRP$", "RB"}]
    if not words or any(i in sentence.tokens for i in words):
        return None
    while tokens.tags[words[-1]] in _PREPOSITION_TAGS and len(words) > 1:
        words.pop()
    return _with_subject(tokens, verb, sentence, text_of(tokens, words))
