"""Resolves mentions to people and organisations: `link` and `rate` within an article, `resolve` across articles.

Also finds what articles repeat: `find_copies`, `UtteranceFinder`, `ClaimFinder`.
"""

from newsrows.resolution.confidence import rate
from newsrows.resolution.coreference.linking import link
from newsrows.resolution.entities.clustering import Resolution, resolve
from newsrows.resolution.entities.registry import Registry, RegistryError, read_registry
from newsrows.resolution.entities.relations import Relation, relation
from newsrows.resolution.repeats.claims import ClaimFinder, Claims
from newsrows.resolution.repeats.copies import find_copies
from newsrows.resolution.repeats.sketches import SKETCHES, sketch_articles
from newsrows.resolution.repeats.utterances import UtteranceFinder, Utterances

__all__ = [
    "SKETCHES",
    "ClaimFinder",
    "Claims",
    "Registry",
    "RegistryError",
    "Relation",
    "Resolution",
    "UtteranceFinder",
    "Utterances",
    "find_copies",
    "link",
    "rate",
    "read_registry",
    "relation",
    "resolve",
    "sketch_articles",
]
