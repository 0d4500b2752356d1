"""Many findings to people and organisations with stable ids: `link` within an article, `resolve` across them."""

from newsrows.resolve.across import resolve
from newsrows.resolve.registry import Registry, RegistryError, read_registry
from newsrows.resolve.relation import Relation, relation
from newsrows.resolve.resolution import Resolution
from newsrows.resolve.within import link

__all__ = ["Registry", "RegistryError", "Relation", "Resolution", "link", "read_registry", "relation", "resolve"]
