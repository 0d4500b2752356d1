"""Resolves mentions to people and organisations: `link` and `rate` within an article, `resolve` across articles.

Also finds what articles repeat: `find_copies`, `UtteranceFinder`, `ClaimFinder`. `keep_entity_ids` and `keep_group_ids`
keep the ids of a previous package.
"""

from newsrows.resolution.confidence import rate
from newsrows.resolution.continuity.decisions import Continuity, of_rows, renamed
from newsrows.resolution.continuity.entity_ids import keep_entity_ids
from newsrows.resolution.continuity.group_ids import CLAIMS, UTTERANCES, keep_group_ids
from newsrows.resolution.continuity.previous_rows import REQUIRED_COLUMNS, PreviousRows
from newsrows.resolution.coreference.linking import link
from newsrows.resolution.entities.clustering import Resolution, resolve
from newsrows.resolution.entities.registry import Registry, RegistryError, read_registry
from newsrows.resolution.entities.relations import Relation, relation
from newsrows.resolution.repeats.claims import ClaimFinder, Claims
from newsrows.resolution.repeats.copies import find_copies
from newsrows.resolution.repeats.sketches import SKETCHES, sketch_articles
from newsrows.resolution.repeats.utterances import UtteranceFinder, Utterances

__all__ = [
    "CLAIMS",
    "REQUIRED_COLUMNS",
    "SKETCHES",
    "UTTERANCES",
    "ClaimFinder",
    "Claims",
    "Continuity",
    "PreviousRows",
    "Registry",
    "RegistryError",
    "Relation",
    "Resolution",
    "UtteranceFinder",
    "Utterances",
    "find_copies",
    "keep_entity_ids",
    "keep_group_ids",
    "link",
    "of_rows",
    "rate",
    "read_registry",
    "relation",
    "renamed",
    "resolve",
    "sketch_articles",
]
