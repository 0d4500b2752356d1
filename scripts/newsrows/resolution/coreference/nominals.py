"""Resolves nominals: 'the minister' by a title, 'the council' by a name, 'the 44-year-old' by an age."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from newsrows.lexicon import alternatives, group, rows
from newsrows.records import Mention
from newsrows.resolution.coreference.speaker_mention import MentionQuotes
from newsrows.resolution.coreference.state import MAX_DISTANCE, Cluster, CoreferenceState, genders_differ
from newsrows.resolution.names.organisation_kinds import kind_of
from newsrows.resolution.names.places import country_of

Words = tuple[str, ...]

# Positions in a team, and what else players are called. In a match report, any player may be called by these.
_POSITIONS: Final = frozenset(row["title"] for row in rows("role_fields") if row["field"] == "player")
_TEAM_ROLES: Final = group("coreference_words", "team_role")
# How many sentences must begin with the same player for a position to mean that player.
_TOPIC_SENTENCES: Final = 2
_DETERMINERS: Final = group("coreference_words", "determiner")
_TITLE_PREPOSITIONS: Final = group("coreference_words", "title_preposition")
_NOUN_KINDS: Final = {row["noun"]: row["kind"] for row in rows("organisation_nouns")}


def _titles_by_noun() -> dict[Words, list[Words]]:
    titles: dict[Words, list[Words]] = defaultdict(list)
    for row in rows("title_nouns"):
        titles[tuple(row["noun"].split())].append(tuple(row["title"].split()))
    return dict(titles)


# Titles whose holders a noun can mean: 'Justice' for 'judge'.
_TITLES_BY_NOUN: Final = _titles_by_noun()


def nominal_referent(
    state: CoreferenceState, i: int, mention: Mention, text: str, *, is_speaker: bool
) -> Cluster | None:
    """The person or organisation that a nominal means, if that is clear.

    Args:
        state: the resolution so far.
        i: the index of the nominal.
        mention: the nominal.
        text: the article's text.
        is_speaker: whether the nominal may speak a quote.
    """
    if mention.type == "organisation":
        return _by_noun(state, i, mention)
    phrase = _without_determiner(mention)
    return (
        _by_apposition(state, i, mention, text)
        or _by_role(state, i, mention, phrase)
        or _by_other_title(state, i, mention, phrase)
        or _by_nationality(state, i, mention, phrase)
        or (_by_position(state, i, mention, phrase) if is_speaker else None)
    )


def _without_determiner(mention: Mention) -> Words:
    phrase = tuple(mention.span.text.lower().split())
    return phrase[1:] if phrase and phrase[0] in _DETERMINERS else phrase


def _by_apposition(state: CoreferenceState, i: int, mention: Mention, text: str) -> Cluster | None:
    """The person named right before or after: 'Ann Carter, the home secretary'."""
    for k in (i - 1, i + 1):
        cluster = state.linked.get(k)
        if cluster is None or cluster.type != "person" or state.findings.mentions[k].form != "name":
            continue
        one, other = sorted((state.findings.mentions[k].span, mention.span))
        if text[one.end : other.start] in {", ", " (", " "}:
            return cluster
    return None


def _by_role(state: CoreferenceState, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """The person with this title, the last one mentioned; nobody if the same sentence mentions two such people."""
    candidates: list[tuple[bool, int, int, Cluster]] = []
    for cluster in state.clusters:
        if cluster.type != "person" or genders_differ(mention.gender, cluster.gender):
            continue
        titles = [_without_complement(title) for title in cluster.titles]
        if any(_ends_with(title, phrase) for title in titles):
            last = state.last_before(cluster, i)
            sentence = state.findings.mentions[last].sentence if last >= 0 else -1
            candidates.append((phrase in titles, sentence, last, cluster))
    candidates.sort(key=lambda candidate: candidate[:3])
    if not candidates or (len(candidates) > 1 and candidates[-1][:2] == candidates[-2][:2]):
        return None
    is_exact, _, last, cluster = candidates[-1]
    return cluster if last >= 0 or (is_exact and len(phrase) > 1) else None


def _by_other_title(state: CoreferenceState, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """The only person nearby with a title or honorific that the noun can stand for: 'the judge' for a Justice."""
    titles = _TITLES_BY_NOUN.get(phrase)
    if titles is None:
        return None
    candidates = [
        cluster
        for cluster in state.clusters
        if cluster.type == "person"
        and not genders_differ(mention.gender, state.gender(cluster))
        and any(_ends_with(own, title) for own in _titles_and_honorifics(cluster) for title in (phrase, *titles))
    ]
    last = state.last_before(candidates[0], i) if len(candidates) == 1 else -1
    is_near = last >= 0 and mention.sentence - state.findings.mentions[last].sentence <= MAX_DISTANCE
    return candidates[0] if is_near else None


def _by_nationality(state: CoreferenceState, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """The only person mentioned so far with the title and the country: 'the Danish minister'."""
    for n in (2, 1):
        country = country_of(" ".join(phrase[:n])) if n < len(phrase) else None
        if country is None:
            continue
        candidates = [
            cluster
            for cluster in state.clusters
            if cluster.type == "person"
            and country in cluster.evidence
            and not genders_differ(mention.gender, state.gender(cluster))
            and any(_ends_with(_without_complement(title), phrase[n:]) for title in cluster.titles)
            and state.last_before(cluster, i) >= 0
        ]
        return candidates[0] if len(candidates) == 1 else None
    return None


def _titles_and_honorifics(cluster: Cluster) -> list[Words]:
    honorifics = (tuple(honorific.lower().replace(".", "").split()) for honorific in cluster.honorifics)
    return [*(_without_complement(title) for title in cluster.titles), *honorifics]


def _by_position(state: CoreferenceState, i: int, mention: Mention, phrase: Words) -> Cluster | None:
    """The player with whom all recent sentences begin that begin with a person: 'the winger said'."""
    if not phrase or " ".join(phrase) not in _POSITIONS:
        return None
    mentions = state.findings.mentions
    first_in_sentence: dict[int, Cluster] = {}
    for k in range(i - 1, -1, -1):
        if mention.sentence - mentions[k].sentence > MAX_DISTANCE:
            break
        cluster = state.linked.get(k)
        if cluster is not None and cluster.type == "person":
            first_in_sentence[mentions[k].sentence] = cluster  # backwards, so the first of each sentence remains
    topics = {id(cluster): cluster for cluster in first_in_sentence.values()}
    if len(topics) != 1 or len(first_in_sentence) < _TOPIC_SENTENCES:
        return None
    (topic,) = topics.values()
    title_nouns = {word for title in topic.titles for word in _without_complement(title)[-1:]}
    is_player = title_nouns <= _POSITIONS | _TEAM_ROLES
    return topic if is_player and not genders_differ(mention.gender, state.gender(topic)) else None


def _ends_with(title: Words, phrase: Words) -> bool:
    return title[-len(phrase) :] == phrase


def _without_complement(title: str) -> Words:
    """The words of a title before its preposition: 'minister' of 'minister for young people'."""
    title_words = title.lower().split()
    for i, word in enumerate(title_words):
        if word in _TITLE_PREPOSITIONS and i:
            return tuple(title_words[:i])
    return tuple(title_words)


def _by_noun(state: CoreferenceState, i: int, mention: Mention) -> Cluster | None:
    """The organisation mentioned last whose name contains the noun, else the only one of its kind nearby."""
    noun = mention.span.text.lower().split()[-1]
    organisations = [
        (last, c) for c in state.clusters if c.type == "organisation" and (last := state.last_before(c, i)) >= 0
    ]
    with_noun = [(last, c) for last, c in organisations if any(noun in name for name in c.names)]
    if with_noun:
        return max(with_noun, key=lambda candidate: candidate[0])[1]
    kind = _NOUN_KINDS.get(noun)
    mentions = state.findings.mentions
    of_kind_nearby = [
        c
        for last, c in organisations
        if kind
        and kind_of(max(c.forms, key=len)) == kind
        and mention.sentence - mentions[last].sentence <= MAX_DISTANCE
    ]
    return of_kind_nearby[0] if len(of_kind_nearby) == 1 else None


# Ages: 'the 44-year-old'

_AGE: Final = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old", re.IGNORECASE)
# An age after a name: 'Ann Poole, 41,', 'Ann Poole (41)', 'Ann Poole is 41.'
_AGE_AFTER_NAME: Final = re.compile(
    r"(?: \([^()\n]+\))?(?:, | \(|,? (?:who )?(?:is|was) |,? aged )(?:aged )?(\d{1,3})(?=[,.;)]|\s*$)"
)
# An age before a name: '41-year-old joiner Ann Poole'. The words between are neither verbs nor prepositions.
_AGE_BEFORE_NAME: Final = re.compile(
    rf"\b(\d{{1,3}}|[a-z]+)-year-old"
    rf"(?: (?!(?:{alternatives('coreference_words', 'age_phrase_stop')})\b)[\w'’-]+){{0,4}} $",
    re.IGNORECASE,
)
# An age that may be that of somebody without a name: 'a man aged 41', 'a 41-year-old'.
_AGE_ANYWHERE: Final = r"\baged {age}\b|\b{age}[- ]years?[- ]old\b|, {age}[,.]"
# How many characters before and after a name can contain its age.
_AGE_WINDOW: Final = 70
# What can come before a name that begins a sentence: an honorific at most.
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:]['\"”’]?\s+|\n\s*|\n\s*['\"“‘])(?:[A-Z][a-z]{1,4}\.? )?$")


def referent_by_age(
    state: CoreferenceState, i: int, quotes: MentionQuotes, text: str, excluded: set[int]
) -> Cluster | None:
    """The person that an age means: the one who is said to have it, or, if it speaks a quote, the current topic.

    In 'Ann Poole resigned. The 44-year-old said', it means Poole, unless somebody without a name has that age or Poole
    has another one. An age that does not speak is resolved only if the article gives that age to a person.

    Args:
        state: the resolution so far.
        i: the index of the nominal.
        quotes: the quotes around mentions and spoken by them.
        text: the article's text.
        excluded: the `id` of clusters that cannot be meant.
    """
    match = _AGE.search(state.findings.mentions[i].span.text)
    if match is None:
        return None
    age = match.group(1).lower()
    people = [cluster for cluster in state.clusters if cluster.type == "person" and id(cluster) not in excluded]
    ages = {id(cluster): _ages(state, cluster, text) for cluster in people}
    with_age = [cluster for cluster in people if age in ages[id(cluster)]]
    if with_age:
        return with_age[0] if len(with_age) == 1 else None
    if i not in quotes.spoken_by or _is_age_of_unnamed(state, age, i, text):
        return None
    before = [k for k in sorted(state.linked) if k < i and quotes.around[k] is None]
    before = [k for k in before if state.linked[k].type == "person" and id(state.linked[k]) not in excluded]
    return _current_topic(state, i, text, before, {key for key, known in ages.items() if known})


def _ages(state: CoreferenceState, cluster: Cluster, text: str) -> set[str]:
    """The ages right before or after a person's names."""
    ages: set[str] = set()
    for member in cluster.members:
        span = state.findings.mentions[member].span
        after = _AGE_AFTER_NAME.match(text, span.end, span.end + _AGE_WINDOW)
        before = _AGE_BEFORE_NAME.search(_window_before(text, span.start))
        ages.update(match.group(1).lower() for match in (after, before) if match)
    return ages


def _is_age_of_unnamed(state: CoreferenceState, age: str, i: int, text: str) -> bool:
    """Whether the age occurs before, outside earlier nominals: 'A man aged 44 was hurt. The 44-year-old said'."""
    mentions = state.findings.mentions
    pattern = re.compile(_AGE_ANYWHERE.format(age=re.escape(age)), re.IGNORECASE)
    places = (match.start() for match in pattern.finditer(text, 0, mentions[i].span.start))
    nominals = [mention.span for mention in mentions[:i] if mention.form == "nominal"]
    return any(not any(span.start <= at < span.end for span in nominals) for at in places)


def _current_topic(
    state: CoreferenceState, i: int, text: str, before: list[int], with_other_age: set[int]
) -> Cluster | None:
    """The person with whom the previous sentence begins, else the only one in this paragraph or the previous one.

    Args:
        state: the resolution so far.
        i: the index of the nominal.
        text: the article's text.
        before: indices of the mentions of people before it.
        with_other_age: the `id` of clusters that have another age.
    """
    mentions = state.findings.mentions
    nominal = mentions[i]
    first = next((k for k in before if mentions[k].sentence == nominal.sentence - 1), None)
    if first is not None and _SENTENCE_START.search(_window_before(text, mentions[first].span.start)):
        is_possessive = text.startswith(("'s", "’s", "' ", "’ "), mentions[first].span.end)
        return None if is_possessive or id(state.linked[first]) in with_other_age else state.linked[first]
    for start in _paragraph_starts(text, nominal.span.start):
        people = [state.linked[k] for k in before if mentions[k].span.start >= start]
        if people:
            return _only(people, with_other_age)
    return None


def _window_before(text: str, at: int) -> str:
    return text[max(0, at - _AGE_WINDOW) : at]


def _paragraph_starts(text: str, at: int) -> tuple[int, int]:
    """Where the paragraph around `at` begins, and where the one before it begins."""
    start = text.rfind("\n", 0, at) + 1
    end_of_previous = len(text[:start].rstrip())
    return start, text.rfind("\n", 0, end_of_previous) + 1


def _only(people: Iterable[Cluster], excluded: set[int]) -> Cluster | None:
    candidates = {id(cluster): cluster for cluster in people if id(cluster) not in excluded}
    return next(iter(candidates.values())) if len(candidates) == 1 else None
