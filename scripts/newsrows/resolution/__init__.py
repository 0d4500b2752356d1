"""Many findings to people and organisations with stable ids: `link` within an article, `resolve` across them."""

from newsrows.resolution.coreference.linking import link
from newsrows.resolution.entities.clustering import resolve
from newsrows.resolution.entities.registry import Registry, RegistryError, read_registry
from newsrows.resolution.entities.resolution import Relation, Resolution, relation

__all__ = ["Registry", "RegistryError", "Relation", "Resolution", "link", "read_registry", "relation", "resolve"]
