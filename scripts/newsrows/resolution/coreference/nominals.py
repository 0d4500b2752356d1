"""Whom nominals mean: 'the minister' by a title, 'the council' by a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from newsrows.lexicon import rows
from newsrows.records import Mention
from newsrows.resolution.coreference.speaker_mention import Voices
from newsrows.resolution.coreference.state import REACH, Cluster, Ledger, clash
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.places import country_of

Words = tuple[str, ...]

# Places in a team and what else its players are called; who tells of a match may be any of them.
_PLAYERS: Final = frozenset(row["title"] for row in rows("role_fields") if row["field"] == "player")
_IN_TEAM: Final = frozenset({"captain", "skipper", "player", "champion", "international"})
# So many sentences begin with somebody whom they tell of.
_TOLD: Final = 2
_DETERMINERS: Final = frozenset({"the", "our", "their"})
_NOUN_KINDS: Final = {row["noun"]: row["kind"] for row in rows("organisation_nouns")}


def _other_titles() -> dict[Words, list[Words]]:
    """The titles of whom each noun can mean beside those that have it: 'Justice' for 'judge'."""
    found: dict[Words, list[Words]] = defaultdict(list)
    for row in rows("title_nouns"):
        found[tuple(row["noun"].split())].append(tuple(row["title"].split()))
    return dict(found)


_OTHER_TITLES: Final = _other_titles()


def nominal_referent(ledger: Ledger, i: int, mention: Mention, text: str, *, speaks: bool) -> Cluster | None:
    """Whom the nominal `mention`, the article's mention `i`, means, if that is clear; `speaks`: it may say a quote."""
    if mention.type == "organisation":
        return _by_noun(ledger, i, mention)
    phrase = _phrase(mention)
    return (
        _by_apposition(ledger, i, mention, text)
        or _by_role(ledger, i, mention, phrase)
        or _by_other_title(ledger, i, mention, phrase)
        or _by_nation(ledger, i, mention, phrase)
        or (_by_place_in_team(ledger, i, mention, phrase) if speaks else None)
    )


def _phrase(mention: Mention) -> Words:
    words = tuple(mention.span.text.lower().split())
    return words[1:] if words and words[0] in _DETERMINERS else words


def _by_apposition(ledger: Ledger, i: int, mention: Mention, text: str) -> Cluster | None:
    """'Ann Carter, the home secretary': the title behind a comma is the person before it."""
    for k in (i - 1, i + 1):
        cluster = ledger.linked.get(k)
        if cluster is None or cluster.type != "person" or ledger.findings.mentions[k].form != "name":
            continue
        one, other = sorted((ledger.findings.mentions[k].span, mention.span))
        if text[one.end : other.start] in {", ", " (", " "}:
            return cluster
    return None


def _by_role(ledger: Ledger, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    fits: list[tuple[bool, int, int, Cluster]] = []
    for cluster in ledger.clusters:
        if cluster.type != "person" or clash(mention.gender, cluster.gender):
            continue
        cores = [_core(title) for title in cluster.titles]
        if any(_ends(core, phrase) for core in cores):
            last = ledger.last_before(cluster, i)
            sentence = ledger.findings.mentions[last].sentence if last >= 0 else -1
            fits.append((phrase in cores, sentence, last, cluster))
    fits.sort(key=lambda fit: fit[:3])
    if not fits or (len(fits) > 1 and fits[-1][:2] == fits[-2][:2]):
        return None  # two ministers in one sentence: 'the minister' is either
    exact, _, last, cluster = fits[-1]
    return cluster if last >= 0 or (exact and len(phrase) > 1) else None


def _by_other_title(ledger: Ledger, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """'The judge', where one person is called Justice: the only one whose title or honorific can be put so, if near."""
    titles = _OTHER_TITLES.get(phrase)
    if titles is None:
        return None
    fits = [
        cluster
        for cluster in ledger.clusters
        if cluster.type == "person"
        and not clash(mention.gender, ledger.gender(cluster))
        and any(_ends(core, title) for core in _titles(cluster) for title in (phrase, *titles))
    ]
    last = ledger.last_before(fits[0], i) if len(fits) == 1 else -1
    is_near = last >= 0 and mention.sentence - ledger.findings.mentions[last].sentence <= REACH
    return fits[0] if is_near else None


def _by_nation(ledger: Ledger, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """'The Danish minister': the only minister so far whom the article gives that country."""
    for n in (2, 1):
        country = country_of(" ".join(phrase[:n])) if n < len(phrase) else None
        if country is None:
            continue
        fits = [
            cluster
            for cluster in ledger.clusters
            if cluster.type == "person"
            and country in cluster.evidence
            and not clash(mention.gender, ledger.gender(cluster))
            and any(_ends(_core(title), phrase[n:]) for title in cluster.titles)
            and ledger.last_before(cluster, i) >= 0
        ]
        return fits[0] if len(fits) == 1 else None
    return None


def _titles(cluster: Cluster) -> list[Words]:
    honorifics = (tuple(honorific.lower().replace(".", "").split()) for honorific in cluster.honorifics)
    return [*(_core(title) for title in cluster.titles), *honorifics]


def _by_place_in_team(ledger: Ledger, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """'The winger said', of whom the sentences before tell: if all begin with one player, that one."""
    if not phrase or " ".join(phrase) not in _PLAYERS:
        return None
    mentions = ledger.findings.mentions
    begun: dict[int, Cluster] = {}
    for k in range(i - 1, -1, -1):
        if mention.sentence - mentions[k].sentence > REACH:
            break
        cluster = ledger.linked.get(k)
        if cluster is not None and cluster.type == "person":
            begun[mentions[k].sentence] = cluster  # ends with the first of each sentence
    topics = {id(cluster): cluster for cluster in begun.values()}
    if len(topics) != 1 or len(begun) < _TOLD:
        return None
    (topic,) = topics.values()
    is_player = {word for title in topic.titles for word in _core(title)[-1:]} <= _PLAYERS | _IN_TEAM
    return topic if is_player and not clash(mention.gender, ledger.gender(topic)) else None


def _ends(title: Words, phrase: Words) -> bool:
    return title[-len(phrase) :] == phrase


def _core(title: str) -> Words:
    """A title without its complement: 'minister' of 'minister for young people'."""
    words = title.lower().split()
    for i, word in enumerate(words):
        if word in {"of", "for", "to", "on", "at"} and i:
            return tuple(words[:i])
    return tuple(words)


def _by_noun(ledger: Ledger, i: int, mention: Mention) -> Cluster | None:
    """'the council': the body named last whose name holds the noun; else the only one of its kind nearby."""
    noun = mention.span.text.lower().split()[-1]
    bodies = [
        (last, c) for c in ledger.clusters if c.type == "organisation" and (last := ledger.last_before(c, i)) >= 0
    ]
    held = [(last, c) for last, c in bodies if any(noun in name for name in c.names)]
    if held:
        return max(held, key=lambda fit: fit[0])[1]
    kind = _NOUN_KINDS.get(noun)
    mentions = ledger.findings.mentions
    near = [
        (last, c)
        for last, c in bodies
        if kind
        and organisation_name.kind_of(max(c.forms, key=len)) == kind
        and mention.sentence - mentions[last].sentence <= REACH
    ]
    return near[0][1] if len(near) == 1 else None


# Whom an age means that stands for a person: 'the 44-year-old'.

_AGED: Final = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old", re.IGNORECASE)
# How an age follows a name: 'Ann Poole, 41,', 'Ann Poole (41)', 'Ann Poole is 41.'
_BEHIND_NAME: Final = re.compile(
    r"(?: \([^()\n]+\))?(?:, | \(|,? (?:who )?(?:is|was) |,? aged )(?:aged )?(\d{1,3})(?=[,.;)]|\s*$)"
)
# How it stands before one: '41-year-old joiner Ann Poole'; the words between belong to neither verb nor preposition.
_BEFORE_NAME: Final = re.compile(
    r"\b(\d{1,3}|[a-z]+)-year-old"
    r"(?: (?!(?:and|or|as|by|with|to|of|from|for|at|in|on|who|told|met|said)\b)[\w'’-]+){0,4} $",
    re.IGNORECASE,
)
# How an age brings in somebody who may have no name: 'a man aged 41', 'a 41-year-old'.
_BROUGHT_IN: Final = r"\baged {age}\b|\b{age}[- ]years?[- ]old\b|, {age}[,.]"
# So many characters before and behind a name may tell the age.
_BESIDE: Final = 70
# What a sentence may begin with before the name of its subject.
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:]['\"”’]?\s+|\n\s*|\n\s*['\"“‘])(?:[A-Z][a-z]{1,4}\.? )?$")


def referent_by_age(ledger: Ledger, i: int, voices: Voices, text: str, others: set[int]) -> Cluster | None:
    """Whom an age means, the article's mention `i`: who is said to have it, or, if it speaks, who was just told of.

    In 'Ann Poole resigned. The 44-year-old said' it is Poole, unless somebody without a name has that age, or she has
    another. Elsewhere an age that nobody has yet may be that of anybody. `others` are clusters that are not meant, by
    their `id`.
    """
    aged = _AGED.search(ledger.findings.mentions[i].span.text)
    if aged is None:
        return None
    age = aged.group(1).lower()
    people = [cluster for cluster in ledger.clusters if cluster.type == "person" and id(cluster) not in others]
    ages = {id(cluster): _ages(ledger, cluster, text) for cluster in people}
    bearers = [cluster for cluster in people if age in ages[id(cluster)]]
    if bearers:
        return bearers[0] if len(bearers) == 1 else None
    if i not in voices.said_by or _is_brought_in(ledger, age, i, text):
        return None
    told = [k for k in sorted(ledger.linked) if k < i and voices.inside[k] is None]
    told = [k for k in told if ledger.linked[k].type == "person" and id(ledger.linked[k]) not in others]
    return _just_told_of(ledger, i, text, told, {key for key, known in ages.items() if known})


def _ages(ledger: Ledger, cluster: Cluster, text: str) -> set[str]:
    """The ages that stand beside a person's names."""
    found: set[str] = set()
    for member in cluster.members:
        span = ledger.findings.mentions[member].span
        behind = _BEHIND_NAME.match(text, span.end, span.end + _BESIDE)
        before = _BEFORE_NAME.search(_just_before(text, span.start))
        found.update(match.group(1).lower() for match in (behind, before) if match)
    return found


def _is_brought_in(ledger: Ledger, age: str, i: int, text: str) -> bool:
    """Whether the age was told before, and of nobody named: 'A man aged 44 was hurt. The 44-year-old said'."""
    mentions = ledger.findings.mentions
    told = re.compile(_BROUGHT_IN.format(age=re.escape(age)), re.IGNORECASE)
    places = (match.start() for match in told.finditer(text, 0, mentions[i].span.start))
    again = [mention.span for mention in mentions[:i] if mention.form == "nominal"]  # 'the 44-year-old' before
    return any(not any(span.start <= at < span.end for span in again) for at in places)


def _just_told_of(ledger: Ledger, i: int, text: str, before: list[int], others: set[int]) -> Cluster | None:
    """The person that the sentence before begins with; else the only one of this paragraph or the one before.

    `before` are the mentions that count, `others` the `id` of clusters who have another age.
    """
    mentions = ledger.findings.mentions
    here = mentions[i]
    first = next((k for k in before if mentions[k].sentence == here.sentence - 1), None)
    if first is not None and _SENTENCE_START.search(_just_before(text, mentions[first].span.start)):
        owns = text.startswith(("'s", "’s", "' ", "’ "), mentions[first].span.end)
        return None if owns or id(ledger.linked[first]) in others else ledger.linked[first]
    for start in _paragraphs_before(text, here.span.start):
        within = [ledger.linked[k] for k in before if mentions[k].span.start >= start]
        if within:
            return _only(within, others)
    return None


def _just_before(text: str, at: int) -> str:
    return text[max(0, at - _BESIDE) : at]


def _paragraphs_before(text: str, at: int) -> tuple[int, int]:
    """Where the paragraph around `at` begins, and the one before it."""
    begin = text.rfind("\n", 0, at) + 1
    end_before = len(text[:begin].rstrip())
    return begin, text.rfind("\n", 0, end_before) + 1


def _only(people: Iterable[Cluster], others: set[int]) -> Cluster | None:
    fits = {id(cluster): cluster for cluster in people if id(cluster) not in others}
    return next(iter(fits.values())) if len(fits) == 1 else None
