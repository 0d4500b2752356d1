"""Turns linked articles into the rows of the published tables.

`shard` makes the rows of a batch, in which people and organisations are numbered per article. `join_ids` replaces these
numbers by ids once entities are resolved across articles. `Counts` and `Spool` then collect the tables slice by slice.
"""

from newsrows.tables.counts import Counts
from newsrows.tables.join import join_ids
from newsrows.tables.repeats import claim_rows, utterance_rows, with_claims, with_final_ids, with_utterances
from newsrows.tables.shard import SHARD_TABLES, shard
from newsrows.tables.spool import Spool

__all__ = [
    "SHARD_TABLES",
    "Counts",
    "Spool",
    "claim_rows",
    "join_ids",
    "shard",
    "utterance_rows",
    "with_claims",
    "with_final_ids",
    "with_utterances",
]
