"""Resolves mentions to people and organisations: `link` and `rate` within an article, `resolve` across articles."""

from newsrows.resolution.confidence import rate
from newsrows.resolution.coreference.linking import link
from newsrows.resolution.entities.clustering import Resolution, resolve
from newsrows.resolution.entities.registry import Registry, RegistryError, read_registry
from newsrows.resolution.entities.relations import Relation, relation

__all__ = [
    "Registry",
    "RegistryError",
    "Relation",
    "Resolution",
    "link",
    "rate",
    "read_registry",
    "relation",
    "resolve",
]
