"""Examples for the ranker: the features of the candidates of each pronoun, and which of them are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newsrows.extraction.finder import find, parse_all
from newsrows.records import Article, Findings
from newsrows.resolution.coreference.antecedents import candidates
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.linking import cluster_mentions
from newsrows.resolution.coreference.pronoun_features import FEATURES, PronounFeatures, features
from newsrows.resolution.coreference.pronouns import choose
from newsrows.resolution.coreference.reference_resolution import resolve_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from maintain.coreference.passages import Gold, Passage
    from newsrows.extraction.models import Models
    from newsrows.resolution.coreference.ranker import Ranker
    from newsrows.resolution.coreference.state import Reference


@dataclass(frozen=True, eq=False)
class Example:
    """A pronoun.

    Attributes:
        candidates: (candidates, features).
        none: the features of 'none'.
        right: (candidates + 1) whether each is right, 'none' at the end.
        clusters: the number of each candidate's person.
        source: the data set.
        gender: of the pronoun.
        is_named: whether the person meant has a name in the text.
        pronoun: the index of the pronoun among the mentions of its text, and `mentions` those of the candidates.
    """

    candidates: NDArray[np.float32]
    none: NDArray[np.float32]
    right: NDArray[np.bool_]
    clusters: Sequence[int]
    source: str
    gender: str
    is_named: bool
    pronoun: int
    mentions: Sequence[int]


def read_passages(passages: Sequence[Passage], models: Models) -> Iterator[tuple[Passage, Findings]]:
    """What is found in each passage."""
    parsed_texts = parse_all([passage.text for passage in passages], models)
    for passage, parsed in zip(passages, parsed_texts, strict=True):
        article = Article(passage.name, f"{passage.name}.txt", "", passage.text)
        yield passage, find(article, parsed)


def examples(found: Iterable[tuple[Passage, Findings]], ranker: Ranker | None) -> list[Example]:
    """The examples in all passages.

    Args:
        found: the passages with their findings.
        ranker: resolves the pronouns before each example; None leaves these unresolved.
    """
    return [example for passage, findings in found for example in _examples(passage, findings, ranker)]


def _examples(passage: Passage, findings: Findings, ranker: Ranker | None) -> list[Example]:
    made: list[Example] = []

    def resolve(discourse: Discourse, i: int) -> Reference | None:
        chosen = candidates(discourse, i)
        gold = passage.gold.get(discourse.state.findings.mentions[i].span.start)
        if gold is None and (ranker is None or not chosen):
            return None
        made_features = features(discourse, i, chosen)
        if gold is not None:
            made.append(
                Example(
                    candidates=_rows(made_features),
                    none=np.array(made_features.none, dtype=np.float32),
                    right=np.array(_right(discourse, chosen, gold, passage.source)),
                    clusters=_numbers(discourse, chosen),
                    source=passage.source,
                    gender=discourse.state.findings.mentions[i].gender or "",
                    is_named=bool(gold.right),
                    pronoun=i,
                    mentions=chosen,
                )
            )
        return (
            choose(discourse, chosen, ranker.probabilities(*made_features)) if ranker is not None and chosen else None
        )

    resolve_with(findings, cluster_mentions(findings, passage.text), passage.text, resolve)
    return made


def _rows(made: PronounFeatures) -> NDArray[np.float32]:
    """The features of each candidate, those of the pronoun included."""
    rows = [made.pronoun + candidate for candidate in made.candidates]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _right(discourse: Discourse, chosen: Sequence[int], gold: Gold, source: str) -> list[bool]:
    """Whether each candidate is right, and at the end whether nobody is."""
    clusters = [id(discourse.state.linked[k]) for k in chosen]
    if not gold.right:
        wrong = _named(discourse, gold.wrong)
        return [*(bool(gold.wrong) and cluster not in wrong for cluster in clusters), True]
    meant = _named(discourse, gold.right)
    meant -= _named(discourse, [span for span in gold.wrong if span not in gold.right])
    flags = [cluster in meant for cluster in clusters]
    # Nobody is right if the name was not found or is not near. In GAP, the person may have other names in the text.
    return [*flags, source != "gap" and not any(flags)]


def _numbers(discourse: Discourse, chosen: Sequence[int]) -> list[int]:
    """The number of each candidate's person, from 0."""
    keys = [id(discourse.state.linked[k]) for k in chosen]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return [numbers[key] for key in keys]


def _named(discourse: Discourse, spans: Sequence[tuple[int, int]]) -> set[int]:
    """The `id` of the clusters that have a name in one of the spans."""
    mentions = discourse.state.findings.mentions
    return {
        id(cluster)
        for cluster in discourse.state.clusters
        for k in cluster.members
        if any(mentions[k].span.start < end and start < mentions[k].span.end for start, end in spans)
    }
