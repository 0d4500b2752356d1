"""Whom a nominal fits: compares the words of 'the Labour leader' with what the article says of its people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from newsrows.lexicon import column, group, rows
from newsrows.records import Mention
from newsrows.resolution.coreference.facts import PARTIES, ArticleFacts, Fact, Words
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names.places import country_of, nation_of

FORMER: Final = column("title_modifiers", "word", effect="former")
"""Words for a person who held an office in the past."""

# 'Vice' and 'deputy' change the office: the vice president is not 'the president'.
_OFFICE_PREFIXES: Final = group("coreference_words", "office_prefix")
VAGUE: Final = group("coreference_words", "vague_modifier")
"""Words that may be true of anybody: 'the young minister'."""

_VAGUE_ENDINGS: Final = ("-based", "-born", "-year-old")
# 'The rival minister' is another one.
_CONTRASTING: Final = group("coreference_words", "contrasting_modifier")
_OFFICE_NOUNS: Final = frozenset(
    row["title"].rsplit(" ", 1)[-1] for row in rows("role_titles") if row["kind"] == "office"
)
# Offices of which a country has many, told apart by place and party: 'the Ohio senator', 'the Labour peer'.
_SEAT_NOUNS: Final = group("coreference_words", "seat_noun")
OPEN_NOUNS: Final = column("organisation_epithets", "noun", open="yes") | group(
    "coreference_words", "open_organisation_noun"
)
"""Nouns for companies of any kind; what stands before them says little: 'the streaming giant'."""

# More facts than this with one noun tell nobody apart.
_MAX_FACTS: Final = 100


def _titles_by_noun() -> dict[Words, list[Words]]:
    titles: dict[Words, list[Words]] = defaultdict(list)
    for row in rows("title_nouns"):
        titles[tuple(row["noun"].split())].append(tuple(row["title"].split()))
    return dict(titles)


TITLES_BY_NOUN: Final = _titles_by_noun()
"""Titles whose holders a noun can mean: 'Justice' for 'judge'."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a nominal may mean.

    Attributes:
        cluster: the person or organisation.
        level: how well it fits: 3 by every word, 2 by the noun alone, 1 if some words cannot be checked.
        last: index of its last mention before the nominal, or -1.
        sentence: the sentence of that mention, or -1.
        fact: what fits.
    """

    cluster: Cluster
    level: int
    last: int
    sentence: int
    fact: Fact


def candidates(facts: ArticleFacts, i: int, mention: Mention, phrase: Words) -> list[Candidate]:
    """One candidate for each entity of the nominal's type that a fact fits, at its best level.

    Args:
        facts: what the article says of its people and organisations.
        i: the index of the nominal.
        mention: the nominal.
        phrase: its words in lower case, without determiner.
    """
    fitting = list(islice(_fitting(facts, phrase), _MAX_FACTS + 1))
    if len(fitting) > _MAX_FACTS:
        return []
    best: dict[int, Candidate] = {}
    for fact, own in fitting:
        cluster = fact.cluster
        level = _level(facts, mention, phrase, fact, own) if cluster.type == mention.type else 0
        if level and (id(cluster) not in best or best[id(cluster)].level < level):
            last = facts.state.last_before(cluster, i)
            sentence = facts.state.findings.mentions[last].sentence if last >= 0 else -1
            best[id(cluster)] = Candidate(cluster, level, last, sentence, fact)
    return list(best.values())


def is_evident(facts: ArticleFacts, cluster: Cluster, word: str) -> bool:
    """Whether the article connects an entity with a word: its nationality, party, organisation, place."""
    word = word.removesuffix("'s").removesuffix("’s")
    if word in facts.words_of(cluster) or (word in PARTIES and PARTIES[word] in _parties(facts, cluster)):
        return True
    return _is_of_country(facts, cluster, word)


def _fitting(facts: ArticleFacts, phrase: Words) -> Iterator[tuple[Fact, Words]]:
    """The facts whose noun is that of the phrase, or a word for it, each with its words as the phrase puts them."""
    for fact in facts.with_noun(phrase[-1]):
        yield fact, fact.words
    for size in (1, 2):
        for title in TITLES_BY_NOUN.get(phrase[-size:], ()) if size <= len(phrase) else ():
            for fact in facts.with_noun(title[-1]):
                if fact.words[-len(title) :] == title:
                    yield fact, (*fact.words[: -len(title)], *phrase[-size:])


def _level(facts: ArticleFacts, mention: Mention, phrase: Words, fact: Fact, own: Words) -> int:
    """How well a fact fits: 3 by every word, 2 by the noun alone, 1 if some words cannot be checked, 0 not at all."""
    asks_former = phrase[0] in FORMER or phrase[0].startswith("ex-")
    core = tuple(word.removeprefix("ex-") for word in phrase if word not in FORMER)
    if not core or (asks_former and not fact.is_former):
        return 0
    if own[-len(core) :] != core:
        return _level_of_modifiers(facts, mention, fact, own, core)
    dropped = own[: -len(core)]
    if dropped and dropped[-1] in _OFFICE_PREFIXES:
        return 0
    if fact.is_former and not asks_former:
        return 1
    return 3 if not dropped and (len(core) > 1 or asks_former) else 2


def _level_of_modifiers(facts: ArticleFacts, mention: Mention, fact: Fact, own: Words, core: Words) -> int:
    """How well a fact fits a phrase that says more than the fact: 'the Danish minister' for a minister."""
    modifiers = [word for word in core if word not in own]
    place = _place(mention, core)
    if (set(modifiers) - set(place)) & (_CONTRASTING | _OFFICE_PREFIXES):
        return 0
    if place and not _may_be_of(facts, fact, place):
        return 0
    unknown = [word for word in modifiers if not is_evident(facts, fact.cluster, word)]
    if not unknown:
        return 3
    if mention.type == "person" and not set(own) <= set(core) and own[-1] not in _SEAT_NOUNS:
        return 0  # 'the young teacher' need not be the head teacher
    return 1 if all(word in place or _may_be_true(facts, fact, word, mention) for word in unknown) else 0


def _place(mention: Mention, core: Words) -> Words:
    """The place at the beginning of a phrase: ('new', 'jersey') in 'the New Jersey governor'."""
    sizes = (size for size in (2, 1) if size < len(core) and _is_capitalised(mention, core[0]))
    return next((core[:size] for size in sizes if country_of(" ".join(core[:size]))), ())


def _is_capitalised(mention: Mention, word: str) -> bool:
    return f" {word}" not in mention.span.text


def _may_be_of(facts: ArticleFacts, fact: Fact, place: Words) -> bool:
    """Whether somebody may be 'the Ohio senator': of that place, or a senator of whom no place is known."""
    words = facts.words_of(fact.cluster)
    if set(place) <= words or _is_of_country(facts, fact.cluster, " ".join(place)):
        return True
    return fact.words[-1] in _SEAT_NOUNS and not any(country_of(word) for word in words)


def _is_of_country(facts: ArticleFacts, cluster: Cluster, place: str) -> bool:
    """Whether the place is a nation and the entity is of that nation; Ohio and Texas are not nations."""
    nation = nation_of(place)
    if nation is None:
        return False
    return nation in cluster.evidence or any(nation_of(word) == nation for word in facts.words_of(cluster))


def _parties(facts: ArticleFacts, cluster: Cluster) -> set[str]:
    return {PARTIES[word] for word in facts.words_of(cluster) if word in PARTIES}


def _may_be_true(facts: ArticleFacts, fact: Fact, word: str, mention: Mention) -> bool:
    """Whether a modifier that the article does not connect with the entity can be true of it."""
    if word in VAGUE or word.endswith(_VAGUE_ENDINGS):
        return True
    if mention.type == "organisation":
        return fact.words[-1] in OPEN_NOUNS
    if _is_capitalised(mention, word):
        # 'the Labour peer' may be a peer of whom no party is known; 'the Labour leader' says who is meant
        return word in PARTIES and fact.words[-1] in _SEAT_NOUNS and not _parties(facts, fact.cluster)
    return fact.words[-1] not in _OFFICE_NOUNS
