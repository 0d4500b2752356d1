"""Finds the names of people and organisations in an article.

The NER model marks spans (`ParsedArticle.entity_spans`). Rules add names that words show: honorifics, heads such as
'Council', a list of well-known organisations, acronyms in brackets. Names that overlap are merged, names with the same
words get one label, and each name is then looked for in the whole article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Final

from newsrows.extraction.names.constituencies import seats, seats_in_brackets
from newsrows.extraction.names.context import (
    acronyms_of_things,
    initials_of_people,
    organisations_before_titles,
    relabel_by_neighbours,
)
from newsrows.extraction.names.filters import (
    is_name_in_headline,
    is_plausible,
    relabel_governments,
    without_headline_verbs,
)
from newsrows.extraction.names.gazetteers import (
    CALENDAR,
    COMPANY_ENDINGS,
    GIVEN_NAMES,
    HONORIFICS,
    ORGANISATION_HEADS,
    PUNCTUATION,
    TITLE_HEADS,
    is_acronym,
    is_known_organisation,
)
from newsrows.extraction.names.honorifics import honorific_before, honorific_of
from newsrows.extraction.names.label_evidence import Probabilities, weigh_labels
from newsrows.extraction.names.label_voting import vote_labels
from newsrows.extraction.names.membership_patterns import member_organisations
from newsrows.extraction.names.patterns import (
    acronyms_in_brackets,
    acronyms_with_suffix,
    organisations_by_field,
    organisations_by_head,
    organisations_by_list,
    organisations_by_small_head,
    people_after_honorifics,
    people_with_ages,
    people_with_nicknames,
)
from newsrows.extraction.names.propagation import propagate_mentions
from newsrows.extraction.names.spans import ENTITY_LABELS, NameSpan, name_spans
from newsrows.extraction.names.speaking_organisations import speaking_organisations
from newsrows.extraction.names.teams import teams
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import column, group
from newsrows.records import Mention, Span
from newsrows.records.findings import MentionForm

# Last words of names that the model marks as places and that are organisations: 'Coast Gallery'.
_INSTITUTIONS: Final = column("name_neighbours", "word", use="house")
_DEPARTMENT_TITLES: Final = group("name_words", "department title")


def find_names(parsed: ParsedArticle) -> tuple[Mention, ...]:
    """Mentions of people and organisations by name, in reading order and without overlap.

    Other mentions ('the minister', 'she') are found in `newsrows.extraction.references`.
    """
    tokens = parsed.tokens
    constituencies = _Constituencies.of(tokens)
    marked = _marked_names(parsed, constituencies)
    certain = [
        *people_with_nicknames(tokens, marked),
        *people_with_ages(tokens, marked),
        *acronyms_with_suffix(tokens, marked),
        *people_after_honorifics(tokens),
        *member_organisations(tokens, marked),
        *_without_surnames(tokens, organisations_by_list(tokens), marked),
        *organisations_by_field(tokens),
        *organisations_by_small_head(tokens),
        *relabel_by_neighbours(tokens, marked),
        *organisations_before_titles(tokens, marked),
    ]
    names = _merge(certain, _merge(_organisations_by_head(tokens, marked), marked, tokens), tokens)
    introduced = [
        *acronyms_in_brackets(tokens, names),
        *acronyms_of_things(tokens, names),
        *initials_of_people(tokens, names),
    ]
    names = vote_labels(tokens, _merge(introduced, names, tokens), [*certain, *introduced])
    names = weigh_labels(tokens, names, [*certain, *introduced], _probabilities(parsed))
    further = [name for name in propagate_mentions(tokens, names) if not constituencies.excludes_person(name)]
    names = _merge(names, further, tokens)
    team_names = set(teams(tokens, names))
    names = [NameSpan(name.first, name.last, "organisation") if name in team_names else name for name in names]
    names = [
        name
        for name in names
        if name.label in ENTITY_LABELS
        and name.first not in constituencies.in_brackets
        and (NameSpan(name.first, name.last, "place") in team_names or is_plausible(tokens, name))
    ]
    names = _merge([*speaking_organisations(tokens, names)], names, tokens)
    entity_tokens = {i for name in names for i in range(name.first, name.last)}
    entity_tokens.update(i for first, last, label in tokens.entities if label == "place" for i in range(first, last))
    return tuple(_mention(parsed, name, entity_tokens) for name in names)


def _probabilities(parsed: ParsedArticle) -> dict[int, Probabilities]:
    """How probable each label is according to the model, by token."""
    return {
        i: span.probabilities
        for span in parsed.entity_spans
        if span.probabilities is not None
        for i in parsed.tokens.within(span.start, span.end)
    }


@dataclass(frozen=True, slots=True)
class _Constituencies:
    """Tokens in the names of constituencies, where no person is named.

    Attributes:
        in_brackets: tokens such as 'Dover North' in 'Ann Carter (Lab, Dover North)'.
        parties: tokens such as 'Lab' in 'Ann Carter (Lab, Dover North)'.
        after_titles: tokens such as 'Ross, Skye and Lochaber' in 'the MP for Ross, Skye and Lochaber'.
    """

    in_brackets: Set[int]
    parties: Set[int]
    after_titles: Set[int]

    @classmethod
    def of(cls, tokens: Tokens) -> _Constituencies:
        brackets = list(seats_in_brackets(tokens))
        return cls(
            in_brackets={i for _, seat in brackets for i in seat},
            parties={i for party, _ in brackets for i in party},
            after_titles={i for seat in seats(tokens) for i in seat},
        )

    def excludes_person(self, name: NameSpan) -> bool:
        return name.label == "person" and name.first in self.after_titles


def _marked_names(parsed: ParsedArticle, constituencies: _Constituencies) -> list[NameSpan]:
    """The names in the spans that the NER model marked, without those that are not plausible."""
    tokens = parsed.tokens
    paragraph_starts = {block.start for block in parsed.blocks}
    names = [
        name
        for name in name_spans(tokens, parsed.entity_spans, paragraph_starts)
        if name.first not in constituencies.in_brackets
        and not (name.label == "person" and name.first in constituencies.parties)
    ]
    return [
        name
        for name in relabel_governments(
            tokens, without_headline_verbs(tokens, _without_dates_and_offices(tokens, names))
        )
        if is_plausible(tokens, name) and not constituencies.excludes_person(name)
    ]


def _without_dates_and_offices(tokens: Tokens, names: list[NameSpan]) -> list[NameSpan]:
    """Leave out dates, and offices marked as organisations: 'Communities' in 'Communities Minister'."""
    return [
        name
        for name in names
        if not (
            name.last - name.first == 1
            and tokens.words[name.first] in CALENDAR
            and not _is_second_of_pair(tokens, name, names)
        )
        and (name.label != "organisation" or not _is_office(tokens, name))
    ]


def _is_second_of_pair(tokens: Tokens, name: NameSpan, names: list[NameSpan]) -> bool:
    """Whether the name of a month is a person's after another person: 'Ant and Dec'."""
    conjunction = name.first - 1
    is_after_and = name.label == "person" and conjunction > 0 and tokens.lower[conjunction] == "and"
    return is_after_and and any(other.label == "person" and other.last == conjunction for other in names)


def _is_office(tokens: Tokens, name: NameSpan) -> bool:
    """Whether the name is an office or part of one."""
    words, lower = tokens.words, tokens.lower
    if _is_certain_organisation(words[name.first : name.last]):
        return False
    if lower[name.last - 1] in TITLE_HEADS:
        return True
    following = name.last
    if following < len(words) and words[following][:1].isupper() and lower[following] in TITLE_HEADS:
        return True
    # 'Minister for Young People', 'Secretary of State for Energy and Climate Change'
    before = name.first - 1
    if before > 0 and lower[before] == "the":
        before -= 1
    return before > 0 and lower[before] in {"for", "of"} and lower[before - 1] in _DEPARTMENT_TITLES


def _is_certain_organisation(words: list[str]) -> bool:
    if any(word in ORGANISATION_HEADS or is_acronym(word) for word in words):
        return True
    return is_known_organisation(tuple(words))


def _without_surnames(
    tokens: Tokens, organisations: Iterable[NameSpan], marked: Iterable[NameSpan]
) -> Iterator[NameSpan]:
    """Leave out organisations of one word with the surname of a person: 'Ford' in an article about Tim Ford.

    The organisation stays if the model marks the single word as an organisation more often than as a person: 'Ford
    shares fell as Mr Ford left'.
    """
    surnames: set[str] = set()
    single: Counter[tuple[str, str]] = Counter()
    for name in marked:
        word = tokens.words[name.last - 1]
        if name.last - name.first == 1:
            single[word, name.label] += 1
        if name.label == "person" and (name.last - name.first > 1 or honorific_before(tokens, name.first)):
            surnames.add(word)
    surnames = {word for word in surnames if single[word, "person"] >= single[word, "organisation"]}
    return (name for name in organisations if name.last - name.first > 1 or tokens.words[name.first] not in surnames)


def _organisations_by_head(tokens: Tokens, marked: list[NameSpan]) -> list[NameSpan]:
    """Organisations that a word shows, except in names that the model marks as something else: 'Salt Lake City'."""
    other_names = {
        i: name
        for name in marked
        if (name.label not in ENTITY_LABELS and not _is_institution(tokens, name))
        or _begins_with_given_name(tokens, name)
        for i in range(name.first, name.last)
    }
    organisations: list[NameSpan] = []
    for name in organisations_by_head(tokens):
        other = other_names.get(name.first)
        if other is None or (other.last < name.last and not is_name_in_headline(tokens, other)):
            organisations.append(name)
    return organisations


def _is_institution(tokens: Tokens, name: NameSpan) -> bool:
    """Whether a name marked as a place is an organisation: 'Coast Gallery', 'Coast University'."""
    return name.label == "place" and name.last - name.first > 1 and tokens.words[name.last - 1] in _INSTITUTIONS


def _begins_with_given_name(tokens: Tokens, name: NameSpan) -> bool:
    """Whether a person's name begins with a given name: 'Ann Mills' is not a mill."""
    word = tokens.words[name.first]
    return name.label == "person" and name.last - name.first > 1 and word in GIVEN_NAMES


def _merge(preferred: list[NameSpan], others: list[NameSpan], tokens: Tokens) -> list[NameSpan]:
    """Both lists in reading order without overlaps. Longer names go first within a list.

    A preferred name stays, unless a longer name of the other list contains it (`_gives_way`).
    """
    name_at: dict[int, NameSpan] = {}
    for name in sorted(preferred, key=_longest_first):
        if not any(i in name_at for i in range(name.first, name.last)):
            _add(name_at, name)
    for name in sorted(others, key=_longest_first):
        overlapping = {name_at[i] for i in range(name.first, name.last) if i in name_at}
        if all(_gives_way(other, name, tokens) for other in overlapping):
            for other in overlapping:
                _remove(name_at, other)
            _add(name_at, name)
    return sorted(set(name_at.values()))


def _longest_first(name: NameSpan) -> tuple[int, int]:
    return name.first - name.last, name.first


def _add(name_at: dict[int, NameSpan], name: NameSpan) -> None:
    for i in range(name.first, name.last):
        name_at[i] = name


def _remove(name_at: dict[int, NameSpan], name: NameSpan) -> None:
    for i in range(name.first, name.last):
        name_at.pop(i, None)


def _gives_way(preferred: NameSpan, name: NameSpan, tokens: Tokens) -> bool:
    """Whether a longer name replaces a preferred one inside it: 'BBC Radio Coast' replaces 'BBC'."""
    if preferred == name or not (name.first <= preferred.first and preferred.last <= name.last):
        return False
    is_longer = name.last - name.first > preferred.last - preferred.first
    if name.label == "organisation":
        return is_longer and (preferred.label == "organisation" or tokens.words[name.last - 1] in ORGANISATION_HEADS)
    return is_longer and name.label == preferred.label


def _mention(parsed: ParsedArticle, name: NameSpan, entity_tokens: Set[int]) -> Mention:
    tokens = parsed.tokens
    end = tokens.ends[name.last - 1] - _ends_with_sentence_stop(tokens, name)
    span = Span.of(parsed.text, tokens.starts[name.first], end)
    if name.label == "organisation":
        form: MentionForm = "acronym" if name.last - name.first == 1 and is_acronym(span.text) else "name"
        return Mention(span, "organisation", form, tokens.sentence_of(name.first))
    honorific, listed_form = honorific_of(tokens, name.first, entity_tokens) or (None, None)
    gender = HONORIFICS[listed_form]["gender"] if listed_form is not None else ""
    return Mention(
        span,
        "person",
        "name",
        tokens.sentence_of(name.first),
        honorific=honorific,
        gender="female" if gender == "female" else "male" if gender == "male" else None,
    )


def _ends_with_sentence_stop(tokens: Tokens, name: NameSpan) -> bool:
    """Whether the full stop of 'Carter Corp.' ends the sentence: it is then not part of the name."""
    word = tokens.words[name.last - 1]
    if name.last - name.first < 2 or not word.endswith(".") or word not in COMPANY_ENDINGS:
        return False
    i = name.last
    while i < len(tokens) and (tokens.words[i].isspace() or tokens.words[i] in PUNCTUATION - {",", "-", "(", "&"}):
        i += 1
    return i >= len(tokens) or tokens.sentence_of(i) != tokens.sentence_of(name.last - 1)
