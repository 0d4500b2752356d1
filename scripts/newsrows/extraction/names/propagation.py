"""Further mentions of the names in an article: the NER model finds 'Rivers' in one place and misses it in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    GIVEN_NAMES,
    NATIONALITIES,
    ORGANISATION_HEADS,
    is_acronym,
)
from newsrows.extraction.names.short_forms import leading_words, short_forms
from newsrows.extraction.names.spans import ENTITY_LABELS, NameLabel, NameSpan, opens_sentence
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import group

_Words = tuple[str, ...]
_DATE_WORDS: Final = group("name_words", "before a date")
# 'Carter Street', 'the Carter family'
_FOLLOW_SURNAMES: Final = group("name_words", "follows a surname")
_NAME_TAGS: Final = frozenset({"NNP", "NNPS", "NN", "NNS", "FW", "JJ"})


def propagate_mentions(tokens: Tokens, names: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Every place where a name, a person's surname or a short form of an organisation stands, in reading order."""
    forms = _forms_by_first_word(tokens, list(names))
    words = tokens.words
    size = len(words)
    for i, word in enumerate(words):
        for form, label in forms.get(word, ()):
            last = i + len(form)
            if last <= size and tuple(words[i:last]) == form and _is_mention(tokens, i, last, label):
                yield NameSpan(i, last, label)
                break


def _forms_by_first_word(tokens: Tokens, names: list[NameSpan]) -> dict[str, list[tuple[_Words, NameLabel]]]:
    """Full and short forms of people and organisations, the longest first, by their first word."""
    forms: dict[_Words, NameLabel] = {}
    for name in names:
        if name.label in ENTITY_LABELS:
            forms.setdefault(tuple(tokens.words[name.first : name.last]), name.label)
    for words, label in list(forms.items()):
        for form in short_forms(words, label):
            forms.setdefault(form, label)
    _add_leading_words(forms)
    for words, label in list(forms.items()):
        if max(map(len, words)) > 3:  # headlines in capitals
            forms.setdefault(tuple(word.upper() for word in words), label)
    other_names = {tuple(tokens.lower[name.first : name.last]) for name in names if name.label not in ENTITY_LABELS}
    by_first_word: dict[str, list[tuple[_Words, NameLabel]]] = {}
    for form, label in forms.items():
        if tuple(word.lower() for word in form) not in other_names:
            by_first_word.setdefault(form[0], []).append((form, label))
    for entries in by_first_word.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry))
    return by_first_word


def _add_leading_words(forms: dict[_Words, NameLabel]) -> None:
    """Add the first words of companies to `forms`, unless they are somebody's surname."""
    surnames = {words[-1] for words, label in forms.items() if label == "person"}
    for words, label in list(forms.items()):
        leading = leading_words(words) if label == "organisation" else ()
        if leading and leading[-1] not in surnames:
            forms.setdefault(leading, label)


def _is_mention(tokens: Tokens, first: int, last: int, label: NameLabel) -> bool:
    """Whether the words at this place mean the name and are not part of another one."""
    words = tokens.words
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    if last - first == 1:
        word = words[first]
        if word in ORGANISATION_HEADS and label == "organisation":
            # 'the Council said', but not 'Council tax' or a headline
            return before.lower() in {"the", "a", "our", "their"} and not after[:1].isupper() and before != "The"
        if word in CALENDAR and not (label == "person" and _is_outside_date(before, after)):
            return False
        if tokens.tags[first] not in _NAME_TAGS:
            return False
        if opens_sentence(tokens, first) and word.lower() in tokens.lower[:first] and word not in GIVEN_NAMES:
            return is_acronym(word) or label == "person"
    return not _is_part_of_longer_name(tokens, first, before, after, label)


def _is_outside_date(before: str, after: str) -> bool:
    """Whether 'May' is a person here: 'May said', but not 'in May', 'last May' or '5 May'."""
    return before.lower() not in _DATE_WORDS and not before[:1].isdigit() and not after[:1].isdigit()


def _is_part_of_longer_name(tokens: Tokens, first: int, before: str, after: str, label: NameLabel) -> bool:
    """Whether the words next to it make it part of another name: 'Carter' in 'Carter Street'."""
    if label == "person" and after in _FOLLOW_SURNAMES:
        return True
    if label != "organisation":
        return False
    # 'Labour' in 'Child Labour', but not in 'Scottish Labour' or 'Former Labour'
    has_capital_before = before[:1].isupper() and before.isalpha() and before not in NATIONALITIES and before != "The"
    if (
        has_capital_before
        and not opens_sentence(tokens, first - 1)
        and before not in ORGANISATION_HEADS
        and not before.isupper()
    ):
        return True
    return after in ORGANISATION_HEADS and len(after) > 3
