"""Made-up articles as a `Discourse`, with the syntax of some mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from newsrows.records import Article, Clause, Findings, Quote, Syntax
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.linking import cluster_mentions
from newsrows.resolution.coreference.speaker_mention import mention_quotes
from newsrows.resolution.coreference.state import CoreferenceState
from resolution.stories import read_story


def discourse_of(marked: str, *quotes: Quote, syntax: dict[int, Syntax] | None = None) -> Discourse:
    """The discourse of a story (`resolution.stories`), with its names resolved; `syntax` is that of some mentions.

    The whole phrase of a quote's speaker is its head, unless the quote says otherwise.
    """
    text, mentions = read_story(marked)
    mentions = tuple(replace(mention, syntax=(syntax or {}).get(i)) for i, mention in enumerate(mentions))
    article = Article("a1", "a1.txt", "", text)
    said = tuple(replace(quote, speaker_head=quote.speaker_head or quote.speaker) for quote in quotes)
    findings = Findings(article.article_id, 1, 1, 1, mentions, quotes=said)
    state = CoreferenceState(findings, cluster_mentions(findings, text))
    state.linked |= {member: cluster for cluster in state.clusters for member in cluster.members}
    return Discourse(state, mention_quotes(findings), text)


def place(head: int, governor: int, **others: Any) -> Syntax:
    """The syntax of a subject in a main clause, unless `others` says something else."""
    values: dict[str, Any] = {
        "function": "subject",
        "owned": None,
        "is_conjunct": False,
        "clauses": (Clause(governor, "ROOT", governor, is_report=False),),
        "subject": head,
    }
    return Syntax(head=head, governor=governor, **{**values, **others})
