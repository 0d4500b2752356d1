"""Linked articles to typed frames: first a batch at a time with each article's own entities, then joined to the ids."""

from newsrows.tabulate.counts import Counts
from newsrows.tabulate.join import join_ids
from newsrows.tabulate.shard import SHARD_TABLES, shard
from newsrows.tabulate.spool import Spool

__all__ = ["SHARD_TABLES", "Counts", "Spool", "join_ids", "shard"]
