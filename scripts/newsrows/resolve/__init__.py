"""Many findings to people and organisations with stable ids: `link` within an article, `resolve` across them."""

from newsrows.resolve.across import Organisation, Person, Resolution, resolve
from newsrows.resolve.relation import Relation, relation
from newsrows.resolve.within import link

__all__ = ["Organisation", "Person", "Relation", "Resolution", "link", "relation", "resolve"]
