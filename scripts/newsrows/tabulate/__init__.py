"""Linked articles to typed frames: first a batch at a time with each article's own entities, then joined to the ids."""

from newsrows.tabulate.join import join_ids
from newsrows.tabulate.shard import shard

__all__ = ["join_ids", "shard"]
