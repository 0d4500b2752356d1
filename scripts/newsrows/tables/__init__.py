"""Linked articles to typed frames: first a batch at a time with each article's own entities, then joined to the ids."""

from newsrows.tables.counts import Counts
from newsrows.tables.join import join_ids
from newsrows.tables.shard import SHARD_TABLES, shard
from newsrows.tables.spool import Spool

__all__ = ["SHARD_TABLES", "Counts", "Spool", "join_ids", "shard"]
