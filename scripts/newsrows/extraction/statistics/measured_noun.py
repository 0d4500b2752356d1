"""The noun that a figure counts or measures, found in the parse of the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.attached_nouns import noun_above_name, noun_at_figure
from newsrows.extraction.statistics.change import DIRECTED_VERBS
from newsrows.extraction.statistics.counted_nouns import NOUNS, noun_from
from newsrows.extraction.statistics.neighbours import after_bracket, syntactic_head, word_before
from newsrows.extraction.statistics.spending import (
    bought_at_verb,
    bought_with,
    noun_behind_for,
    purpose_of,
    recipient_of,
)
from newsrows.lexicon import column, group

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
# The parser often labels measures as subjects that are not: 'the tower, 300 metres, is high'.
_RARELY_SUBJECTS = frozenset({"measurement", "temperature", "money", "rate"})
_ANTECEDENT_TAGS = {"it": frozenset({"NN", "NNP"}), "they": frozenset({"NNS", "NNPS"})}
_QUOTATION_MARKS = frozenset('"“”')
_BREAKS = frozenset({"-", "–", "—", ";", ":"})  # a noun before such a mark is not what a figure behind it measures
_ANTECEDENT_REACH = 80  # tokens from a pronoun back to what it stands for
_MOST_STEPS = 6  # arcs of the parse from a figure up to what it measures
_LEFT_REACH = 8  # tokens from a figure to a noun before it, if the parse does not help
_LEFT_REACH_OF_CHANGE = 4  # the same for a change behind a name: 'Dow +0.2%'

_NOT_FINITE = frozenset({"VB", "VBN", "VBG"})
_REPORTED = frozenset({"ccomp", "advcl", "parataxis"})
_CHANGE_REACH = 14  # tokens from a figure to the verb of change before it
_BASES = frozenset({"gdp", "gnp", "product", "income", "output"})
_PERIODS = group("figure_words", "period")
_NEVER_MEASURED = frozenset().union(
    *(group("figure_words", name) for name in ("introduces a figure", "period", "month", "weekday"))
)
_DETERMINERS = group("figure_words", "determiner")
_SIZES = group("figure_words", "adjective of size")
_BEFORE_PRICE = group("figure_words", "before the price of a noun")
_BEFORE_PERCENTAGE = group("figure_words", "before the percentage of a noun")
_BEFORE_SUBJECT_FIGURE = group("figure_words", "before a figure as a subject")
_BEFORE_FIGURE_OF_CHANGE = group("figure_words", "before the figure of a change")
_NOT_AN_AMOUNT_OF = group("figure_words", "not an amount of")
_RELATIVE_PRONOUNS = group("figure_words", "relative pronoun")
_VERBS_OF_SEEKING = group("figure_words", "verb of seeking")
_REPORTS = frozenset(
    form
    for verb_class in ("say", "tell")
    for forms in column("reporting_verbs", "forms", **{"class": verb_class})
    for form in forms.split()
)


def measured_noun(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The token of the noun that a figure counts, is a part or amount of, or that its verb is about.

    Args:
        tokens: the parse of the article.
        figure: a figure.
        sentence: all figures of its sentence.

    Returns:
        Index of the noun's token, None if the sentence does not name it.
    """
    counted = figure.counted
    is_counted = figure.unit is not None and figure.unit.kind in {"count", "rate"}
    if counted is not None and is_counted and len(tokens.words[counted.token]) > 1:  # '0.5 R a day' does not count R
        return _modified_noun(tokens, counted.token) if counted.is_modifier else counted.token
    noun = _adjacent_noun(tokens, figure, sentence) if figure.substance is None else figure.substance
    if noun is None and _is_change_behind_name(tokens, figure):
        noun = _noun_on_the_left(tokens, figure, sentence, reach=_LEFT_REACH_OF_CHANGE)
    if noun is None and _is_subject(tokens, figure):
        return None
    if noun is None:
        noun = _noun_by_parse(tokens, figure, sentence)
    if noun is None:
        noun = _noun_on_the_left(tokens, figure, sentence, reach=_LEFT_REACH)
    if noun is None or noun in sentence.ages:
        return noun
    return noun if tokens.tags[noun] not in {"PRP", "CD"} else None  # 'they', 'the two'


def can_be_measured(tokens: Tokens, noun: int, figure: Figure, sentence: SentenceFigures) -> bool:
    """Whether a noun is neither part of a figure nor a word that introduces one: 'a total of', 'under the age of'."""
    if noun in sentence.tokens or figure.first_token <= noun <= figure.last_token:
        return False
    is_distance = figure.unit is not None and figure.unit.kind == "measurement" and figure.value_max is None
    if is_distance and tokens.lower[noun] == "range":  # 'a range of 400 kilometres'
        return True
    return tokens.lower[noun] not in _NEVER_MEASURED


# Nouns next to the figure


def _adjacent_noun(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The noun that the words right behind or before a figure join to it."""
    noun = _noun_behind_of(tokens, figure)
    if noun is None and tokens.lower[figure.last_token + 1 : figure.last_token + 2] in (["toward"], ["towards"]):
        noun = noun_behind_for(tokens, figure)
    if noun is None:
        noun = noun_at_figure(tokens, figure, sentence)
    if noun is None:
        noun = _object_of_change(tokens, figure, sentence)
    is_sum = figure.unit is not None and figure.unit.kind == "money" and word_before(tokens, figure) != "of"
    if noun is None and is_sum:
        noun = purpose_of(tokens, figure, sentence)
    if noun is not None and tokens.lower[noun] in _BASES and figure.unit is not None and figure.unit.kind == "percent":
        noun = _subject_with_base(tokens, figure, sentence) or noun
    if noun is None:
        noun = _noun_before_price(tokens, figure, sentence)
    if noun is None and figure.unit is not None and figure.unit.kind == "age":
        noun = _noun_behind_age(tokens, figure) or _noun_before_bound(tokens, figure)
    if noun is None and figure.unit is not None and figure.unit.kind == "measurement":
        noun = _noun_behind_measure(tokens, figure)
    return noun


def _object_of_change(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The object of the verb of change to the left: 'limit' in 'raises the limit for all from $4,000'."""
    i = tokens.at(figure.outer_start) - 1
    floor = max(tokens.sentence_starts[tokens.sentence_of(figure.first_token)], i - _CHANGE_REACH)
    while i > floor and tokens.tags[i] in {"DT", "JJ"}:
        i -= 1
    if figure.counted is not None or tokens.lower[max(i, 0)] not in _BEFORE_FIGURE_OF_CHANGE:
        return None
    verb = next((j for j in range(i - 1, floor - 1, -1) if tokens.tags[j].startswith("VB")), None)
    if verb is None or tokens.lower[verb] not in DIRECTED_VERBS:
        return None
    return next(
        (
            c
            for c in tokens.children[verb]
            if verb < c < i and tokens.deps[c] in _OBJECTS and tokens.tags[c] in NOUNS and c not in sentence.tokens
        ),
        None,
    )


def _subject_with_base(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The subject that a share of a base measures: 'deficit' in 'the deficit is 3 per cent of national income'."""
    up = tokens.heads[syntactic_head(tokens, figure)]
    while tokens.tags[up] in {"IN", "TO"} and tokens.heads[up] != up:
        up = tokens.heads[up]
    if not _is_verb(tokens, up):
        return None
    subject = subject_of(tokens, up, figure, sentence)
    is_noun = subject is not None and tokens.tags[subject] in NOUNS
    return subject if is_noun else None


def _modified_noun(tokens: Tokens, modifier: int) -> int:
    """'report' for 'page' in 'a 12-page report'."""
    return noun_from(tokens, modifier + 1) or modifier


def _noun_behind_of(tokens: Tokens, figure: Figure) -> int | None:
    """'13 per cent of the global economy', '50 mL of acid', '$48 billion in assets', 'half the money'."""
    i = after_bracket(tokens, figure.last_token + 1)  # '30 grams (an ounce) of morphine'
    if i + 1 >= len(tokens):
        return None
    is_part = figure.unit is None and figure.numeral.form in {"fraction", "share"}
    if is_part and tokens.tags[i] in {"DT", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ"}:
        noun = noun_from(tokens, i if tokens.tags[i] not in {"DT", "PRP$"} else i + 1)
        is_time = noun is not None and tokens.lower[noun] in _PERIODS  # 'than a third last year'
        return None if is_time else noun
    if tokens.words[i] in {"'", "’"} and tokens.lower[i + 1] == "worth":  # '50 years' worth of broadcasts'
        i += 1
    if tokens.lower[i] == "worth" and i + 1 < len(tokens) and tokens.lower[i + 1] == "of":
        i += 1
    is_money = figure.unit is not None and figure.unit.kind == "money"
    if tokens.lower[i] != "of" and not (is_money and tokens.lower[i] == "in"):
        return None
    for child in tokens.children[i]:
        if child > i and tokens.deps[child] in {"pobj", "pcomp"}:
            return child if _may_consist_of(tokens, i, child) else None
    return None


def _may_consist_of(tokens: Tokens, preposition: int, noun: int) -> bool:
    """Whether a figure may be an amount or part of a noun: 'of the economy', 'in assets'; not 'in London'."""
    if tokens.lower[noun] in _PERIODS or tokens.words[noun].isdecimal():
        return False
    if tokens.lower[preposition] == "in":
        is_numbered = any(tokens.tags[i] == "CD" for i in range(preposition, noun))  # 'costs £6 in one in ten pubs'
        return tokens.tags[noun] in {"NN", "NNS"} and not is_numbered and tokens.lower[noun] not in _NOT_AN_AMOUNT_OF
    return tokens.tags[noun] in NOUNS | {"DT", "PRP", "CD"}


def _noun_before_price(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """'cocaine' in '12 kilos of cocaine worth £1m', 'Greens' in 'Greens on 6 per cent'."""
    i = tokens.at(figure.outer_start) - 2
    is_percent = figure.unit is not None and figure.unit.kind == "percent"
    links = _BEFORE_PERCENTAGE if is_percent else _BEFORE_PRICE
    is_linked = i >= 0 and tokens.lower[i + 1] in links and tokens.tags[i] in NOUNS
    return i if is_linked and i not in sentence.tokens else None


def _noun_behind_age(tokens: Tokens, figure: Figure) -> int | None:
    """'boy' in 'a 13-year-old boy'; none in 'killed a 13-year-old last week'."""
    noun = noun_from(tokens, figure.last_token + 1)
    return noun if noun is None or tokens.lower[noun] not in _PERIODS else None


def _noun_before_bound(tokens: Tokens, figure: Figure) -> int | None:
    """'patients' in 'patients over 70'."""
    i = tokens.at(figure.outer_start) - 1
    return i if figure.bound_start is not None and i >= 0 and tokens.tags[i] == "NNS" else None


def _noun_behind_measure(tokens: Tokens, figure: Figure) -> int | None:
    """'chips' in '7 nm memory chips'; none behind a unit in the plural, as in '7 miles north'."""
    i = _after_conversion(tokens, figure)
    is_plural = tokens.tags[figure.last_token] in {"NNS", "NNPS"}
    if i >= len(tokens) or is_plural or tokens.tags[i] not in NOUNS | {"JJ", "VBN"}:
        return None
    noun = noun_from(tokens, i)
    return noun if noun is None or tokens.lower[noun] not in _NEVER_MEASURED else None


def _after_conversion(tokens: Tokens, figure: Figure) -> int:
    """The token behind a figure, its conversion and an adjective of size: 'tower' in 'the 37m (121ft)-high tower'."""
    i = figure.last_token + 1
    after = after_bracket(tokens, i)
    if after == i or word_before(tokens, figure) not in _DETERMINERS:
        return i
    while after < len(tokens) and (tokens.words[after] == "-" or tokens.lower[after].lstrip("-") in _SIZES):
        after += 1
    return after


def _is_change_behind_name(tokens: Tokens, figure: Figure) -> bool:
    """'Dow +0.2%'; 'Unite, down 68p'."""
    if figure.start < figure.numeral.start and tokens.words[figure.first_token - 1] in {"+", "-", "−", "–"}:
        return True
    return word_before(tokens, figure) in {"up", "down"} and word_before(tokens, figure, 2) == ","


def _noun_on_the_left(tokens: Tokens, figure: Figure, sentence: SentenceFigures, reach: int) -> int | None:
    """The nearest noun before a figure: 'Dow +0.2%', 'MacBook 16 inch'."""
    sentence_start = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    floor = max(sentence_start, figure.first_token - reach)
    for i in range(figure.first_token - 1, floor - 1, -1):
        is_break = tokens.words[i] in _BREAKS and tokens.starts[i] > tokens.ends[i - 1]
        is_sought = tokens.lower[i] in _VERBS_OF_SEEKING
        if is_break or is_sought or (tokens.tags[i] == "CC" and reach == _LEFT_REACH):
            return None
        if tokens.tags[i] in NOUNS and can_be_measured(tokens, i, figure, sentence):
            return i
        if tokens.tags[i].startswith("VB") and reach < _LEFT_REACH:
            return None
    return None


# Nouns above the figure in the parse


def _is_subject(tokens: Tokens, figure: Figure) -> bool:
    """Whether the figure itself is the subject: 'Nine per cent said no'."""
    kind = figure.unit.kind if figure.unit is not None else "other"
    top = syntactic_head(tokens, figure)
    if kind not in _RARELY_SUBJECTS and tokens.deps[top] in _SUBJECTS:
        return True
    # 'said that between 40 and 50 were sold'
    up = tokens.heads[top]
    verb = tokens.heads[up]
    is_introduced = tokens.lower[up] in _BEFORE_SUBJECT_FIGURE and up < figure.first_token
    is_before_verb = is_introduced and top < verb and tokens.tags[verb] in _FINITE
    return is_before_verb and not any(tokens.deps[c] in _SUBJECTS for c in tokens.children[verb])


def _noun_by_parse(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The noun that a figure depends on, or what the verb that it depends on is about."""
    top = syntactic_head(tokens, figure)
    is_money = figure.unit is not None and figure.unit.kind in {"money", "rate"}
    preposition = ""
    if is_money and tokens.deps[top] == "conj":  # '£5m for a house and £2m for a boat'
        bought = noun_behind_for(tokens, figure)
        if bought is not None:
            return bought
    for _ in range(_MOST_STEPS):
        head = tokens.heads[top]
        if head > figure.last_token and any(tokens.tags[i] == "CC" for i in range(figure.last_token + 1, head)):
            return _subject_of_change(tokens, figure, sentence)  # 'fell by 9 per cent but crime rose'
        if head == top:
            is_verb = _is_verb(tokens, head)
            return _noun_at_verb(tokens, head, figure, sentence, preposition) if is_verb else None
        tag = tokens.tags[head]
        if tag == "MD" or _is_verb(tokens, head):
            return _noun_at_verb(tokens, head, figure, sentence, preposition)
        if tag in {"IN", "TO"}:
            preposition = tokens.lower[head]
        elif _is_measured_noun(tokens, head, top, figure, sentence):
            is_age = figure.unit is not None and figure.unit.kind == "age"
            is_named = not is_age and (preposition == "of" or word_before(tokens, figure) == "(")
            noun = noun_above_name(tokens, head) if is_named else head
            return bought_with(tokens, noun, sentence) if is_money and preposition == "for" else noun
        top = head
    return None


def changed_noun(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The object or subject of the verb of change before a figure: 'output' in 'raised its output to 5 tonnes'."""
    changed = _object_of_change(tokens, figure, sentence)
    changed = _subject_of_change(tokens, figure, sentence) if changed is None else changed
    return changed if changed is not None and tokens.tags[changed] in NOUNS else None


def _subject_of_change(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The subject of the verb of change right before a figure: 'thefts' in 'thefts fell by 9 per cent'."""
    i = tokens.at(figure.outer_start) - 1
    if i > 0 and tokens.lower[i] in _BEFORE_FIGURE_OF_CHANGE:
        i -= 1
    is_change = i >= 0 and tokens.lower[i] in DIRECTED_VERBS
    return subject_of(tokens, i, figure, sentence) if is_change else None


def _is_verb(tokens: Tokens, i: int) -> bool:
    """Whether a token is a verb or has a subject or 'to': 'francs decrease by 1', 'goes on to trade at 132'."""
    if tokens.tags[i].startswith("VB"):
        return True
    return any(tokens.deps[c] in {"nsubj", "nsubjpass"} or tokens.tags[c] == "TO" for c in tokens.children[i] if c < i)


def _is_measured_noun(tokens: Tokens, head: int, top: int, figure: Figure, sentence: SentenceFigures) -> bool:
    """Whether the figure may measure the noun `head`; 'jobs' of 'by 900 jobs or 2 per cent' is already counted."""
    if tokens.tags[head] not in NOUNS or not can_be_measured(tokens, head, figure, sentence):
        return False
    return head not in sentence.counted or tokens.deps[top] != "conj"


# What a figure at a verb is about


def _noun_at_verb(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures, preposition: str) -> int | None:
    """The noun that a figure at a verb is about; `preposition` joins them, '' if none does.

    It is the house in 'paid £5m for the house', the object in 'cut rates to 5%', the subject in 'profits rose 5%'.
    """
    kind = figure.unit.kind if figure.unit is not None else "other"
    if kind == "age" or (kind == "duration" and preposition not in _BEFORE_FIGURE_OF_CHANGE):
        return subject_of(tokens, verb, figure, sentence)
    noun: int | None = None
    if preposition:
        if preposition in _BEFORE_FIGURE_OF_CHANGE:
            noun = _object_before_preposition(tokens, figure, sentence)
        noun = _object_of(tokens, verb, figure, sentence) if noun is None else noun
    elif kind == "money":
        noun = bought_at_verb(tokens, verb, figure, sentence)
        noun = recipient_of(tokens, verb, figure) if noun is None else noun
    elif kind == "percent":
        noun = _recipient_of(tokens, verb, figure)
    return _subject_or_object(tokens, verb, figure, sentence) if noun is None else noun


def _object_before_preposition(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The object right before 'by', wherever the parse attaches that: 'fees' in 'raising its fees by £2'."""
    i = tokens.at(figure.outer_start) - 2
    is_object = i >= 0 and tokens.deps[i] in _OBJECTS and tokens.tags[i] in NOUNS and i not in sentence.tokens
    return i if is_object and tokens.lower[i + 1] in _BEFORE_FIGURE_OF_CHANGE else None


def _object_of(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The object of a verb before the figure."""
    for child in tokens.children[verb]:
        is_time = tokens.lower[child] in _PERIODS  # 'began the year at 6 per cent'
        is_object = tokens.deps[child] in _OBJECTS and tokens.tags[child] in NOUNS and not is_time
        if is_object and child < figure.first_token:
            return child if can_be_measured(tokens, child, figure, sentence) else None
    return None


def _recipient_of(tokens: Tokens, verb: int, figure: Figure) -> int | None:
    """'Greens' in 'The poll gives the Greens 12 per cent'."""
    recipient = next((c for c in tokens.children[verb] if tokens.deps[c] == "dative" and c < figure.first_token), None)
    return recipient if recipient is not None and tokens.tags[recipient] in NOUNS else None


def _subject_or_object(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The subject of a verb.

    If it is a pronoun or left out: the object, else what money is paid for, else what the pronoun stands for.
    """
    is_money = figure.unit is not None and figure.unit.kind == "money"
    if is_money and tokens.lower[verb] in _VERBS_OF_SEEKING:  # 'ministers must find £2bn'
        return None
    subject = subject_of(tokens, verb, figure, sentence)
    if subject is not None and tokens.tags[subject] != "PRP":
        return subject
    other = _object_of(tokens, verb, figure, sentence)
    if other is None and figure.unit is not None and figure.unit.kind == "money":
        other = noun_behind_for(tokens, figure)
    if other is None and subject is not None and tokens.heads[subject] == verb:
        other = antecedent(tokens, subject, sentence.tokens)
    return subject if other is None else other


def subject_of(tokens: Tokens, verb: int, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The subject of a verb or of the nearest verb above it; the noun that a relative clause modifies."""
    below = -1
    for _ in range(_MOST_STEPS):
        subject = _own_subject(tokens, verb, below)
        is_relative = subject is not None and tokens.lower[subject] in _RELATIVE_PRONOUNS
        if subject is not None and subject not in sentence.tokens and not is_relative:
            return subject
        is_age = figure.first_token in sentence.ages.values()
        if subject in sentence.ages and subject < figure.first_token and not is_age:
            return max(i for i in sentence.ages if i < figure.first_token)
        head = _clause_above(tokens, verb)
        if head == verb or _is_reported(tokens, verb, head):  # the speaker is not measured
            return None
        modifies_noun = tokens.deps[verb] in {"relcl", "acl"} and tokens.tags[head] in NOUNS
        if modifies_noun and can_be_measured(tokens, head, figure, sentence):
            return head
        below, verb = verb, head
    return None


def _own_subject(tokens: Tokens, verb: int, below: int) -> int | None:
    """The subject of a verb, other than the token `below`."""
    subject = next((c for c in tokens.children[verb] if tokens.deps[c] in _SUBJECTS and c != below), None)
    if subject is None and tokens.deps[verb] == "conj":
        subject = _noun_before_verb(tokens, verb)
    if subject is not None and tokens.tags[subject] == "CD" and tokens.tags[subject - 1] in {"NNP", "NNPS"}:
        return subject - 1  # 'the Kite 15 costs £799'
    return subject


def _clause_above(tokens: Tokens, verb: int) -> int:
    """The head of a verb; of a finite verb joined to an infinitive, a verb further up.

    In 'is the first to be made here and offers 500 hp', 'offers' has the subject of 'is'.
    """
    head = tokens.heads[verb]
    for _ in range(_MOST_STEPS):
        is_mismatch = tokens.tags[verb] in {"VBZ", "VBD"} and tokens.tags[head] in _NOT_FINITE
        above = tokens.heads[head]
        if tokens.deps[verb] != "conj" or not is_mismatch or above == head:
            break
        head = above if tokens.tags[above].startswith("VB") else tokens.heads[above]
    return head


def _is_reported(tokens: Tokens, verb: int, head: int) -> bool:
    """Whether a clause is what somebody says: 'get to $15bn' in 'Let us get to $15bn, Roe told reporters'."""
    is_said = tokens.lower[head] in _REPORTS and tokens.deps[verb] in _REPORTED
    return is_said and not any(tokens.deps[c] == "nsubjpass" for c in tokens.children[head])


def _noun_before_verb(tokens: Tokens, verb: int) -> int | None:
    """'crime' in 'burglaries fell by 9 per cent but knife crime was up', although the parse joins the crime to 'by'."""
    i = verb - 1
    if i < 0 or tokens.tags[i] not in NOUNS or tokens.tags[verb] not in _FINITE:
        return None
    while i > 0 and tokens.tags[i] in NOUNS | {"JJ", "DT"}:
        i -= 1
    return verb - 1 if tokens.lower[i] in {"but", "while", "and"} else None


def antecedent(tokens: Tokens, pronoun: int, figure_tokens: AbstractSet[int]) -> int | None:
    """What 'it' or 'they' stands for: the nearest earlier subject of the sentence that agrees, else the nearest object.

    Nouns before a quotation mark are not considered, nor is anything if the verb is introduced by 'that'.
    """
    tags = _ANTECEDENT_TAGS.get(tokens.lower[pronoun])
    if tags is None or any(tokens.lower[c] == "that" for c in tokens.children[tokens.heads[pronoun]]):
        return None  # 'the board estimates that it would cost': not what the board would cost
    sentence_start = max(tokens.sentence_starts[tokens.sentence_of(pronoun)], pronoun - _ANTECEDENT_REACH)
    before = range(pronoun - 1, sentence_start - 1, -1)
    mark = next((i for i in before if tokens.words[i] in _QUOTATION_MARKS), sentence_start - 1)
    nouns = [i for i in range(pronoun - 1, mark, -1) if tokens.tags[i] in tags and i not in figure_tokens]
    for deps in (_SUBJECTS, _OBJECTS, frozenset({"attr"})):
        noun = next((i for i in nouns if tokens.deps[i] in deps), None)
        if noun is not None:
            return noun
    return None
