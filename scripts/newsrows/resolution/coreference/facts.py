"""What an article says of its people and organisations, by the nouns with which nominals may refer to them.

Sources: titles of roles, honorifics, descriptions, the words of an organisation's name, and its kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from newsrows.lexicon import alternatives, column, group, rows
from newsrows.records import Description
from newsrows.resolution.coreference.state import Cluster, CoreferenceState
from newsrows.resolution.names.organisation_kinds import COMPANY, kind_of, shows_kind
from newsrows.resolution.names.places import country_of

Words = tuple[str, ...]
Source = Literal["role", "honorific", "description", "name", "kind", "spouse"]

_FORMER: Final = column("title_modifiers", "word", effect="former")
_TITLE_PREPOSITIONS: Final = group("coreference_words", "title_preposition")
_NAME_PREPOSITIONS: Final = column("naming_words", "word", group="kind_preposition")
# Honorifics that people bear as part of their name: 'Lord Carter'.
_NAME_HONORIFICS: Final = frozenset(form.lower() for form in column("honorifics", "form", kind="peerage"))
_SPOKESPERSON: Final = alternatives("coreference_words", "spokesperson_noun")
# 'a spokesman for the ', 'Riverton Council spokeswoman'
_SPOKESPERSON_BEFORE: Final = re.compile(rf"\b({_SPOKESPERSON}) (?:for|of|from|at) (?:the )?$", re.IGNORECASE)
_SPOKESPERSON_AFTER: Final = re.compile(rf"(?:['’]s?)? (?:[a-z]+ )?({_SPOKESPERSON})\b", re.IGNORECASE)
# Around a politician's name: 'Ohio Sen. Ann Carter', 'Ann Carter of Ohio', 'Ann Carter (R-Ohio)'
_AFTER_NAME: Final = re.compile(r"(?: of| \(|, )(?: ?[A-Z][\w.]*[-–])? ?([A-Z][\w.]+(?: [A-Z]\w+)?)")
_BEFORE_NAME: Final = re.compile(r"((?:[A-Z][\w.]+ )?[A-Z][\w.]+) [A-Za-z]+\.? $")
_SPOKESPERSON_AT_END: Final = re.compile(rf"(?:{_SPOKESPERSON})$", re.IGNORECASE)
_WINDOW: Final = 40
_LAWYERS: Final = group("coreference_words", "lawyer_noun")
# ', a lawyer for ', ', who represents '
_LAWYER_FOR: Final = re.compile(
    rf",? (?:(?:an?|the|his|her) )?(?:[\w-]+ ){{0,2}}(?:(?:{alternatives('coreference_words', 'lawyer_noun')}) "
    rf"(?:for|representing)|(?:representing|defending|who (?:represents|is representing|defended)))"
    rf" (?:the )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?"
)
# At most this many relatives of an article are looked at.
_MAX_RELATIONS: Final = 200
# What somebody is to a relative: a child's relative is a parent.
_INVERSE: Final = {"spouse": "spouse", "sibling": "sibling", "parent": "child", "child": "parent"}


def _name_nouns() -> dict[str, set[str]]:
    nouns: dict[str, set[str]] = defaultdict(set)
    for row in rows("organisation_name_nouns"):
        nouns[row["word"]].add(row["noun"])
    return dict(nouns)


# Nouns for organisations by a word of their names: 'club' for 'Rovers'.
_NAME_NOUNS: Final = _name_nouns()


# The kinds of organisations that a noun stands for: 'force' for police.
_KINDS_BY_NOUN: Final = {row["noun"]: row["kind"] for row in rows("organisation_epithets")}
PARTIES: Final = {row["word"]: row["party"] for row in rows("party_words")}
"""Party names by the words for them: 'tory' is conservative."""

# 'The council' and 'the union' are seldom those of several nations.
_NATIONAL_NOUNS: Final = group("coreference_words", "national_noun")
# 'The union' may be the 'Riverton Teachers Association'.
_UNION_MEMBERS: Final = group("coreference_words", "union_member")
_UNION_WORDS: Final = group("coreference_words", "union_word")
_RELATIONS: Final = {row["noun"]: row["relation"] for row in rows("relation_nouns")}


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A noun phrase that fits a person or an organisation.

    Attributes:
        cluster: whom it fits.
        words: the phrase in lower case, without article and complement: ('housing', 'minister').
        source: what shows it.
        is_former: whether it fitted in the past only.
    """

    cluster: Cluster
    words: Words
    source: Source
    is_former: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """That somebody is another's relative: the noun, and the index of the mention that names the other."""

    cluster: Cluster
    noun: str
    owner: int


@dataclass(eq=False)
class ArticleFacts:
    """The facts of an article's people and organisations.

    Attributes:
        state: the resolution so far.
        text: the article's text.
    """

    state: CoreferenceState
    text: str

    def with_noun(self, noun: str) -> Iterator[Fact]:
        """The facts whose phrase ends with the noun."""
        yield from self._by_noun.get(noun, ())
        yield from (Fact(cluster, (noun,), "kind") for cluster in self._by_kind.get(_KINDS_BY_NOUN.get(noun, ""), ()))

    @cached_property
    def _by_noun(self) -> dict[str, list[Fact]]:
        facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in (*self._of_people(), *self._of_spouses(), *self._of_organisations()):
            facts[fact.words[-1]].append(fact)
        return dict(facts)

    @cached_property
    def _by_kind(self) -> dict[str, list[Cluster]]:
        clusters: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.state.clusters:
            if cluster.type == "organisation":
                kinds = {kind_of(form) for form in cluster.forms}
                if COMPANY in cluster.evidence:
                    kinds.add(COMPANY)
                for kind in sorted(kinds):
                    clusters[kind].append(cluster)
        return dict(clusters)

    def words_of(self, cluster: Cluster) -> set[str]:
        """Words in lower case that the article puts next to the names of an entity; callers may add words."""
        return self._words.setdefault(id(cluster), set())

    @cached_property
    def _words(self) -> dict[int, set[str]]:
        words: dict[int, set[str]] = defaultdict(set)
        for role in self.state.findings.roles:
            cluster = self._by_start.get(role.person.start)
            if cluster is not None:
                words[id(cluster)].update(_words(role.span.text), _words(role.title))
                if role.organisation is not None:
                    words[id(cluster)].update(_words(role.organisation.text))
        for description, cluster in self._described:
            words[id(cluster)].update(description.modifiers, [description.noun])
        for cluster in self.state.clusters:
            own = words[id(cluster)]
            for evidence in cluster.evidence:
                own.update(_words(evidence))
            if cluster.type == "organisation":
                own.update(word for name in cluster.names for word in name)
            elif cluster.titles or cluster.honorifics:
                own.update(self._places_beside(cluster))
        return words

    @cached_property
    def _relations(self) -> list[Relation]:
        relations = []
        for description, cluster in self._described:
            if description.owner is not None and description.noun in _RELATIONS:
                owner = self._mention_at(description.owner.start)
                if owner is not None and cluster.type == "person":
                    relations.append(Relation(cluster, description.noun, owner))
        return relations[:_MAX_RELATIONS]

    def relatives(self, whose: Cluster, noun: str) -> list[Cluster]:
        """The people whom the article calls the `noun` ('wife') of a person, or by the inverse ('his' for 'her')."""
        relation = _RELATIONS.get(noun, "")
        relatives: dict[int, Cluster] = {}
        for known in self._relations:
            owner = self.state.linked.get(known.owner)
            if owner is whose and known.noun == noun:
                relatives[id(known.cluster)] = known.cluster
            elif owner is not None and known.cluster is whose and _INVERSE.get(_RELATIONS[known.noun]) == relation:
                relatives[id(owner)] = owner
        return list(relatives.values())

    def titles_of(self, cluster: Cluster) -> list[Fact]:
        """The titles that the article gives a person."""
        return self._titles.get(id(cluster), [])

    @cached_property
    def _titles(self) -> dict[int, list[Fact]]:
        titles: dict[int, list[Fact]] = defaultdict(list)
        for fact in self._of_roles():
            titles[id(fact.cluster)].append(fact)
        return dict(titles)

    def is_lawyer(self, cluster: Cluster) -> bool:
        """Whether the article says that a person is somebody's lawyer."""
        return id(cluster) in self._lawyers

    @cached_property
    def _lawyers(self) -> set[int]:
        return {id(fact.cluster) for noun in _LAWYERS for fact in self._by_noun.get(noun, ())}

    def client_of(self, lawyer: Cluster) -> Cluster | None:
        """For whom a lawyer acts, by 'Ann Carter, a lawyer for Lee Marsh' or "Lee Marsh's lawyer, Ann Carter"."""
        mentions = self.state.findings.mentions
        clients: dict[int, Cluster] = {}
        for description, cluster in self._described:
            if description.owner is None or description.noun not in _LAWYERS:
                continue
            if cluster is lawyer:
                owner = self._mention_at(description.owner.start)
                client = None if owner is None else self.state.linked.get(owner)
                if client is not None and client is not lawyer:
                    clients[id(client)] = client
        for k in lawyer.members:
            after = _LAWYER_FOR.match(self.text, mentions[k].span.end, mentions[k].span.end + 2 * _WINDOW)
            client = None if after is None else self._by_start.get(after.end())
            if client is not None and client is not lawyer:
                clients[id(client)] = client
        return next(iter(clients.values())) if len(clients) == 1 else None

    @cached_property
    def _spokespersons(self) -> list[int]:
        """The indices of mentions of organisations beside which stands an unnamed spokesperson."""
        mentions = self.state.findings.mentions
        spokespersons = []
        for i, mention in enumerate(mentions):
            if mention.type != "organisation" or mention.form == "pronoun":
                continue
            span = mention.span
            if mention.form == "nominal" and _SPOKESPERSON_AT_END.search(span.text):
                spokespersons.append(i)
                continue
            after = _SPOKESPERSON_AFTER.match(self.text, span.end, span.end + _WINDOW)
            names = [m.span.start for m in mentions[i + 1 : i + 3] if m.form == "name" and m.type == "person"]
            is_named = after is not None and any(start <= after.end() + len(", ") for start in names)
            window = max(0, span.start - _WINDOW)
            before = _SPOKESPERSON_BEFORE.search(self.text[window : span.start])
            if before is not None and self._follows_name(i, window + before.start()):
                continue  # 'Ann Carter, a spokeswoman for the bank'
            if before is not None or (after is not None and not is_named):
                spokespersons.append(i)
        return spokespersons

    def _follows_name(self, i: int, at: int) -> bool:
        """Whether a person's name and ', a ' stand right before the offset `at`, somewhat before the mention `i`."""
        mentions = self.state.findings.mentions
        people = (m.span for m in mentions[max(0, i - 3) : i] if m.type == "person" and m.form == "name")
        return any(self.text[span.end : at] in {", a ", ", the ", ", "} for span in people if span.end <= at)

    def spokesperson_before(self, i: int) -> tuple[int, Cluster] | None:
        """The last organisation before the mention `i` that has an unnamed spokesperson, with the mention's index."""
        for k in reversed(self._spokespersons[: bisect_left(self._spokespersons, i)]):
            cluster = self.state.linked.get(k)
            if cluster is not None:
                return k, cluster
            if self.state.findings.mentions[k].form == "nominal":
                return None  # a spokesperson of somebody unknown
        return None

    @cached_property
    def _by_start(self) -> dict[int, Cluster]:
        mentions = self.state.findings.mentions
        return {mentions[i].span.start: cluster for cluster in self.state.clusters for i in cluster.members}

    @cached_property
    def _described(self) -> list[tuple[Description, Cluster]]:
        """The descriptions with whom they describe, without those of mentions that are in no cluster."""
        pairs = ((one, self._by_start.get(one.entity.start)) for one in self.state.findings.descriptions)
        return [(description, cluster) for description, cluster in pairs if cluster is not None]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.state.findings.mentions]

    def _mention_at(self, offset: int) -> int | None:
        """The index of the mention around the code point `offset`; of several, the one that begins last."""
        mentions = self.state.findings.mentions
        at = bisect_right(self._starts, offset) - 1
        for i in range(at, max(-1, at - 3), -1):
            if mentions[i].span.start <= offset < mentions[i].span.end:
                return i
        return None

    def _of_people(self) -> Iterator[Fact]:
        yield from self._of_roles()
        for cluster in self.state.clusters:
            if cluster.type == "person":
                for honorific in (*cluster.honorifics, *self._in_forms(cluster)):
                    yield Fact(cluster, _words(honorific), "honorific")
        for description, cluster in self._described:
            if cluster.type == "person":
                words, is_former = _core(" ".join((*description.modifiers, description.noun)))
                yield Fact(cluster, words or (description.noun,), "description", is_former)

    def _of_roles(self) -> Iterator[Fact]:
        """A fact for each title of a person; it is a former one if no role says that it is current."""
        titles: dict[tuple[int, Words], tuple[Cluster, bool]] = {}
        for role in self.state.findings.roles:
            cluster = self._by_start.get(role.person.start)
            words, says_former = _core(role.title)
            if cluster is not None and cluster.type == "person" and words:
                is_former = says_former or role.status == "former"
                _, was_former = titles.get((id(cluster), words), (cluster, True))
                titles[id(cluster), words] = (cluster, is_former and was_former)
        for (_, words), (cluster, is_former) in titles.items():
            yield Fact(cluster, words, "role", is_former)

    @staticmethod
    def _in_forms(cluster: Cluster) -> Iterator[str]:
        """Honorifics that belong to the name: 'Lord Carter'."""
        for form in cluster.forms:
            first = form.split()[0].lower()
            if first in _NAME_HONORIFICS and " " in form:
                yield first

    def _of_organisations(self) -> Iterator[Fact]:
        for cluster in self.state.clusters:
            if cluster.type != "organisation":
                continue
            is_international = any(kind_of(form) == "international" for form in cluster.forms)
            for name in sorted(cluster.names):
                for words in _name_phrases(name):
                    if not is_international or words[-1] not in _NATIONAL_NOUNS:
                        yield Fact(cluster, words, "name")
        for description, cluster in self._described:
            if cluster.type == "organisation":
                yield Fact(cluster, (*description.modifiers, description.noun), "description")

    def _of_spouses(self) -> Iterator[Fact]:
        """The office of a spouse with the same surname: 'Sir Ian Carter' by 'Lady Carter, the minister's wife'."""
        mentions = self.state.findings.mentions
        by_surname: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.state.clusters:
            if cluster.type == "person":
                by_surname[cluster.name[-1]].append(cluster)
        for relation in self._relations:
            owner = mentions[relation.owner]
            if _RELATIONS[relation.noun] != "spouse" or owner.form != "nominal" or owner.type != "person":
                continue
            family = by_surname[relation.cluster.name[-1]]
            words = _words(owner.span.text)[1:]
            if len(family) == 2 and words:
                yield Fact(family[family[0] is relation.cluster], words, "spouse")

    def _places_beside(self, cluster: Cluster) -> Iterator[str]:
        mentions = self.state.findings.mentions
        for member in cluster.members:
            span = mentions[member].span
            after = _AFTER_NAME.match(self.text, span.end, span.end + _WINDOW)
            before = _BEFORE_NAME.search(self.text[max(0, span.start - _WINDOW) : span.start])
            for match in (after, before):
                if match:
                    yield from _words(match.group(1))

    def has_profession(self, cluster: Cluster) -> bool:
        """Whether the article says what a person does, other than by an honorific."""
        return id(cluster) in self._with_profession

    @cached_property
    def _with_profession(self) -> set[int]:
        return {
            id(fact.cluster)
            for facts in self._by_noun.values()
            for fact in facts
            if fact.source in {"role", "description"} and fact.words[-1] not in _RELATIONS
        }

    @cached_property
    def described(self) -> set[tuple[int, str]]:
        """Where names with a description begin, each with the noun."""
        return {(d.entity.start, d.noun) for d in self.state.findings.descriptions}

    def described_as(self, word: str) -> list[Cluster]:
        """The people whom the article describes by a nationality or a party: 'the Danish actor', 'a Democrat'."""
        return list(self._described_as.get(_group_of(word), {}).values())

    @cached_property
    def _described_as(self) -> dict[str, dict[int, Cluster]]:
        people: dict[str, dict[int, Cluster]] = defaultdict(dict)
        for description, cluster in self._described:
            if cluster.type == "person":
                for word in (*description.modifiers, description.noun):
                    people[_group_of(word)][id(cluster)] = cluster
        people.pop("", None)
        return dict(people)

    @cached_property
    def _employers(self) -> set[int]:
        """Where the organisations of roles begin."""
        return {role.organisation.start for role in self.state.findings.roles if role.organisation is not None}

    def is_employer_only(self, cluster: Cluster) -> bool:
        """Whether the article names an organisation only to say who somebody is: 'Ann Carter, analyst at Lumora'."""
        mentions = self.state.findings.mentions
        return all(mentions[k].span.start in self._employers for k in cluster.members)

    @cached_property
    def companies(self) -> list[Cluster]:
        """The companies, and what may be one, that the article does not only name as somebody's employer."""
        return [c for c in self.state.clusters if self._is_company(c) and not self.is_employer_only(c)]

    def _is_company(self, cluster: Cluster) -> bool:
        if cluster.type != "organisation":
            return False
        return (
            self.is_unknown(cluster) or COMPANY in cluster.evidence or any(kind_of(f) == COMPANY for f in cluster.forms)
        )

    def is_unknown(self, cluster: Cluster) -> bool:
        """Whether nothing shows of what kind an organisation is: 'Lumora'."""
        return not any(shows_kind(form) for form in cluster.forms) and COMPANY not in cluster.evidence


def _group_of(word: str) -> str:
    """The country or the party that a word shows, or ''."""
    return country_of(word) or PARTIES.get(word, "")


def _words(phrase: str) -> Words:
    return tuple(word for word in re.split(r"[^\w&'’-]+", phrase.lower().replace(".", "")) if word)


def _core(title: str) -> tuple[Words, bool]:
    """The words of a title before its preposition, and whether they say that it is a former one."""
    words = list(_words(title))
    for i, word in enumerate(words):
        if word in _TITLE_PREPOSITIONS and i:
            words = words[:i]
            break
    is_former = False
    while words and (words[0] in _FORMER or words[0].startswith("ex-")):
        is_former = True
        words[0] = words[0].removeprefix("ex-")
        if words[0] in _FORMER or not words[0]:
            words.pop(0)
    return tuple(words), is_former


def _name_phrases(name: Words) -> Iterator[Words]:
    """The phrases for an organisation that its folded name shows: 'council', 'parish council'."""
    head = next((i for i, word in enumerate(name) if word in _NAME_PREPOSITIONS and i), len(name))
    for end in {head, len(name)}:
        last = name[end - 1]
        yield name[:end]
        for noun in sorted(_NAME_NOUNS.get(last, ())):
            yield (*name[: end - 1], noun)
    if name[head - 1] in _UNION_WORDS and _UNION_MEMBERS & {word.rstrip("'’") for word in name}:
        yield (*name[: head - 1], "union")
