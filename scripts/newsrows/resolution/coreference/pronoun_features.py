"""The features by which the antecedents of a pronoun are ranked (docs/coreference-model.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import Final, NamedTuple

from newsrows.records import Mention, Quote, Syntax
from newsrows.resolution.coreference.antecedents import MAX_SCANNED, MAX_SENTENCES
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.state import Cluster, CoreferenceState
from newsrows.resolution.names import person as person_name

_FUNCTIONS: Final = ("subject", "passive", "object", "complement", "possessive", "attribute", "other")
_OWNED: Final = ("subject", "object", "complement")
_LINKS: Final = ("ROOT", "conj", "ccomp", "advcl", "relcl", "xcomp")
_SUBJECTS: Final = frozenset({"subject", "passive"})
# Sentences in which mentions count as recent.
_RECENT: Final = 2

_OF_PRONOUN: Final = (
    *(f"pronoun-{function}" for function in _FUNCTIONS),
    *(f"owned-{function}" for function in _OWNED),
    *(f"link-{link}" for link in _LINKS),
    "pronoun-first",
    "pronoun-opens-paragraph",
    "pronoun-depth",
    "pronoun-reports",
    "pronoun-speaks",
    "own",
    "in-quotation",
    "male",
    "competitors",
    "alone",
    "last-speaker-unnamed",
)
_DISTANCE: Final = (
    "same-sentence",
    "one-sentence",
    "two-sentences",
    "three-sentences",
    "five-sentences",
    "mentions-between",
    "people-between",
    "unnamed-between",
    "after",
    "same-paragraph",
    "same-word",
)
_OF_MENTION: Final = (
    *(f"function-{function}" for function in _FUNCTIONS),
    "conjunct",
    "depth",
    "opens-paragraph",
    "first-in-sentence",
    "is-name",
    "is-pronoun",
    "is-nominal",
    "honorific",
    "full-name",
    "described",
)
_GRAMMAR: Final = (
    "parallel",
    "parallel-previous",
    "both-subjects",
    "both-owned",
    "same-clause",
    "clause-subject",
    "same-owner",
    "above",
    "above-directly",
    "reporter",
    "addressee",
    "conjoined",
    "below",
    "relative-of",
    "in-relative",
)
_QUOTATIONS: Final = (
    "same-quotation",
    "other-quotation",
    "named-in-own-words",
    "speaks",
    "both-speak",
)
_OF_PERSON: Final = (
    "last-speaker",
    "last-resolved",
    "last-subject",
    "count",
    "recent",
    "share",
    "named-first",
    "one-mention",
    "gender-shown",
    "gender-listed",
    "gender-of-others",
    "rank",
    "relative-rank",
    "nearest-mention",
)
FEATURES: Final = (*_OF_PRONOUN, *_DISTANCE, *_OF_MENTION, *_GRAMMAR, *_QUOTATIONS, *_OF_PERSON)
"""Names of the features of an antecedent."""
NONE_FEATURES: Final = (
    "people",
    "nobody-near",
    "distance",
    "last-speaker-unnamed",
    "unnamed-near",
    "unnamed-since",
    "in-quotation",
    "speaks",
    "subject",
    "possessive",
    "male",
)
"""Names of the features of 'none of them'."""


class PronounFeatures(NamedTuple):
    """The features of a pronoun's candidates.

    Attributes:
        pronoun: those that are the same for all candidates, the first of `FEATURES`.
        candidates: for each candidate, the rest of `FEATURES`.
        none: `NONE_FEATURES`.
    """

    pronoun: tuple[float, ...]
    candidates: list[tuple[float, ...]]
    none: tuple[float, ...]


def features(discourse: Discourse, i: int, chosen: Sequence[int]) -> PronounFeatures:
    """The features of each candidate in `chosen` for the pronoun `i`, and those of 'none of them'."""
    scene = _Scene.of(discourse, i, chosen)
    rows = [
        _distance(scene, k)
        + _of_mention(discourse, k)
        + _grammar(scene, k)
        + _quotations(scene, k)
        + _of_person(scene, k)
        for k in chosen
    ]
    return PronounFeatures(_of_pronoun(scene), rows, _none(scene, chosen))


@dataclass(eq=False)
class _History:
    """What stands before a pronoun, by the `id` of candidates' clusters.

    Attributes:
        counts: numbers of mentions, and `recent` those in the last sentences.
        people_since: for each mention (by its index), how many candidates are mentioned after it.
        last_resolved: the cluster of the last pronoun of the same gender.
        last_subject: the cluster of the last subject.
        unnamed: indices of nominals nearby that are not resolved, the last one first.
        unnamed_since: how many of these stand after all candidates.
    """

    counts: dict[int, int] = field(default_factory=dict)
    recent: dict[int, int] = field(default_factory=dict)
    people_since: dict[int, int] = field(default_factory=dict)
    last_resolved: int | None = None
    last_subject: int | None = None
    unnamed: list[int] = field(default_factory=list)
    unnamed_since: int = 0

    @classmethod
    def before(cls, discourse: Discourse, i: int, keys: frozenset[int]) -> _History:
        mentions, linked = discourse.state.findings.mentions, discourse.state.linked
        history = cls()
        for k in range(i - 1, max(-1, i - 1 - MAX_SCANNED), -1):
            gap = mentions[i].sentence - mentions[k].sentence
            if gap > MAX_SENTENCES:
                break
            history.people_since[k] = len(history.counts)
            cluster = linked.get(k)
            if cluster is None:
                if gap <= _RECENT and mentions[k].form == "nominal" and mentions[k].type == "person":
                    history.unnamed.append(k)
                    history.unnamed_since += not history.counts
            elif id(cluster) in keys:
                history._add(discourse, i, k, id(cluster))
        return history

    def _add(self, discourse: Discourse, i: int, k: int, key: int) -> None:
        pronoun, mention = (discourse.state.findings.mentions[n] for n in (i, k))
        around = discourse.quotes.around
        self.counts[key] = self.counts.get(key, 0) + 1
        if pronoun.sentence - mention.sentence <= _RECENT:
            self.recent[key] = self.recent.get(key, 0) + 1
        if self.last_resolved is None and mention.form == "pronoun" and mention.gender == pronoun.gender:
            self.last_resolved = key
        is_level = around[k] is None or around[i] is not None
        if self.last_subject is None and is_level and _is_subject(mention.syntax):
            self.last_subject = key


@dataclass(frozen=True, eq=False)
class _Scene:
    """A pronoun and its candidates.

    Attributes:
        discourse: the article.
        i: the index of the pronoun, which is `pronoun`.
        verbs: offsets of the verbs of the clauses around the pronoun, from the inner one outwards.
        around: the quotation around it.
        ranks: the candidates' clusters by their `id`, with their rank by nearness.
        nearest: for each cluster, the nearest candidate.
        known: for each cluster, whether it is known to have the pronoun's gender.
        members: number of mentions by name of all candidates.
        history: what stands before the pronoun.
        last_speaker: who spoke last; `is_unnamed_speaker` tells whether that is somebody unknown.
    """

    discourse: Discourse
    i: int
    pronoun: Mention
    verbs: list[int]
    around: Quote | None
    ranks: dict[int, int]
    nearest: dict[int, int]
    known: dict[int, bool]
    members: int
    history: _History
    last_speaker: Cluster | None
    is_unnamed_speaker: bool

    @classmethod
    def of(cls, discourse: Discourse, i: int, chosen: Sequence[int]) -> _Scene:
        state = discourse.state
        pronoun = state.findings.mentions[i]
        clusters: dict[int, Cluster] = {}
        nearest: dict[int, int] = {}
        for k in chosen:
            clusters.setdefault(id(state.linked[k]), state.linked[k])
            nearest.setdefault(id(state.linked[k]), k)
        last_speaker, is_unnamed_speaker = discourse.last_speaker(i)
        return cls(
            discourse=discourse,
            i=i,
            pronoun=pronoun,
            verbs=_verbs(pronoun.syntax),
            around=discourse.quotes.around[i],
            ranks={key: rank for rank, key in enumerate(clusters)},
            nearest=nearest,
            known={key: _is_known(state, cluster, pronoun) for key, cluster in clusters.items()},
            members=sum(len(cluster.members) for cluster in clusters.values()),
            history=_History.before(discourse, i, frozenset(clusters)),
            last_speaker=last_speaker,
            is_unnamed_speaker=is_unnamed_speaker,
        )

    @property
    def syntax(self) -> Syntax | None:
        return self.pronoun.syntax

    @property
    def is_speaker(self) -> bool:
        return self.i in self.discourse.quotes.spoken_by

    def mention(self, k: int) -> Mention:
        return self.discourse.state.findings.mentions[k]


def _verbs(syntax: Syntax | None) -> list[int]:
    return [clause.verb for clause in syntax.clauses] if syntax is not None else []


def _is_subject(syntax: Syntax | None) -> bool:
    return syntax is not None and syntax.function in _SUBJECTS


def _is_known(state: CoreferenceState, cluster: Cluster, pronoun: Mention) -> bool:
    """Whether the article or the given name shows the gender of the pronoun."""
    return _is_shown(state, cluster, pronoun) or state.gender(cluster) == pronoun.gender


def _is_shown(state: CoreferenceState, cluster: Cluster, pronoun: Mention) -> bool:
    """Whether honorifics, nouns or the pronouns resolved so far show the gender of the pronoun."""
    shown = cluster.gender or state.noun_gender(cluster)
    return shown == pronoun.gender if shown else state.pronoun_genders.get(id(cluster)) == {pronoun.gender}


def _of_pronoun(scene: _Scene) -> tuple[float, ...]:
    syntax, others = scene.syntax, len(scene.ranks) - 1
    clause = syntax.clauses[0] if syntax is not None and syntax.clauses else None
    return (
        *(syntax is not None and syntax.function == function for function in _FUNCTIONS),
        *(syntax is not None and syntax.owned == function for function in _OWNED),
        *(clause is not None and clause.link == link for link in _LINKS),
        scene.discourse.opens_sentence[scene.i],
        scene.discourse.opens_paragraph[scene.i],
        min(len(scene.verbs), 4) / 4,
        clause is not None and clause.is_report and _is_subject(syntax),
        scene.is_speaker,
        scene.discourse.text.startswith(" own ", scene.pronoun.span.end),
        scene.around is not None,
        scene.pronoun.gender == "male",
        min(others, 5) / 5,
        others == 0,
        scene.is_unnamed_speaker,
    )


def _distance(scene: _Scene, k: int) -> tuple[float, ...]:
    sentences = scene.pronoun.sentence - scene.mention(k).sentence
    paragraphs = scene.discourse.paragraphs
    return (
        sentences == 0,
        sentences == 1,
        sentences == 2,
        3 <= sentences < 5,
        sentences >= 5,
        log1p(abs(scene.i - k) - 1) / 3,
        min(scene.history.people_since.get(k, 0), 5) / 5,
        any(unnamed > k for unnamed in scene.history.unnamed),
        k > scene.i,
        paragraphs[k] == paragraphs[scene.i],
        scene.mention(k).span.text.lower() == scene.pronoun.span.text.lower(),
    )


def _of_mention(discourse: Discourse, k: int) -> tuple[float, ...]:
    """Features that are the same for all pronouns, so each mention's are computed once."""
    known = discourse.mention_features.get(k)
    if known is not None:
        return known
    mention = discourse.state.findings.mentions[k]
    syntax, span = mention.syntax, mention.span
    discourse.mention_features[k] = (
        *(syntax is not None and syntax.function == function for function in _FUNCTIONS),
        syntax is not None and syntax.is_conjunct,
        min(len(_verbs(syntax)), 4) / 4,
        discourse.opens_paragraph[k],
        discourse.opens_sentence[k],
        mention.form == "name",
        mention.form == "pronoun",
        mention.form == "nominal",
        mention.honorific is not None,
        mention.form == "name" and " " in span.text,
        syntax is not None and mention.form == "name" and not span.start <= syntax.head < span.end,
    )
    return discourse.mention_features[k]


def _grammar(scene: _Scene, k: int) -> tuple[float, ...]:
    one, two = scene.syntax, scene.mention(k).syntax
    sentences = scene.pronoun.sentence - scene.mention(k).sentence
    if one is None or two is None or not 0 <= sentences <= 1:
        return (0.0, 0.0, _is_subject(one) and _is_subject(two), _are_possessive(one, two), *(0.0,) * 11)
    is_parallel = one.function == two.function
    both = (_is_subject(one) and _is_subject(two), _are_possessive(one, two))
    if sentences == 1:
        return (0.0, is_parallel, *both, *(0.0,) * 11)
    other_verbs = _verbs(two)
    level = scene.verbs.index(other_verbs[0]) if other_verbs and other_verbs[0] in scene.verbs else -1
    is_report = level > 0 and two.clauses[0].is_report
    return (
        is_parallel,
        0.0,
        *both,
        level == 0,
        one.subject == two.head,
        one.governor == two.governor,
        level >= 0,
        level == 1,
        is_report and _is_subject(two),
        is_report and not _is_subject(two),
        level > 0 and one.clauses[level - 1].link == "conj",
        bool(scene.verbs) and scene.verbs[0] in other_verbs[1:],
        any(clause.link == "relcl" and clause.parent == two.head for clause in one.clauses),
        bool(two.clauses) and two.clauses[0].link == "relcl" and level < 0,
    )


def _are_possessive(one: Syntax | None, two: Syntax | None) -> bool:
    return one is not None and two is not None and one.function == two.function == "possessive"


def _quotations(scene: _Scene, k: int) -> tuple[float, ...]:
    quotes = scene.discourse.quotes
    start = scene.mention(k).span.start
    is_speaker = k in quotes.spoken_by
    return (
        scene.around is not None and quotes.around[k] is scene.around,
        quotes.around[k] is not None and quotes.around[k] is not scene.around,
        any(first <= start < last for first, last in scene.discourse.spoken_spans.get(scene.i, ())),
        is_speaker,
        is_speaker and scene.is_speaker,
    )


def _of_person(scene: _Scene, k: int) -> tuple[float, ...]:
    state, history = scene.discourse.state, scene.history
    cluster = state.linked[k]
    key = id(cluster)
    gender = person_name.gender_of(cluster.name[0]) if len(cluster.name) > 1 else None
    return (
        cluster is scene.last_speaker,
        key == history.last_resolved,
        key == history.last_subject,
        log1p(history.counts.get(key, 0)) / 3,
        min(history.recent.get(key, 0), 5) / 5,
        len(cluster.members) / max(1, scene.members),
        cluster is scene.discourse.first_person,
        len(cluster.members) == 1,
        _is_shown(state, cluster, scene.pronoun),
        gender == scene.pronoun.gender,
        not scene.known[key] and any(scene.known.values()),
        min(scene.ranks[key], 5) / 5,
        scene.ranks[key] / max(1, len(scene.ranks)),
        scene.nearest[key] == k,
    )


def _none(scene: _Scene, chosen: Sequence[int]) -> tuple[float, ...]:
    sentences = [abs(scene.pronoun.sentence - scene.mention(k).sentence) for k in chosen]
    nearest = min(sentences, default=MAX_SENTENCES)
    return (
        min(len(scene.ranks), 5) / 5,
        nearest > 1,
        nearest / MAX_SENTENCES,
        scene.is_unnamed_speaker,
        bool(scene.history.unnamed),
        min(scene.history.unnamed_since, 3) / 3,
        scene.around is not None,
        scene.is_speaker,
        _is_subject(scene.syntax),
        scene.syntax is not None and scene.syntax.function == "possessive",
        scene.pronoun.gender == "male",
    )
