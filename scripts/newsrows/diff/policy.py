"""On whose account a change is judged."""

from __future__ import annotations

from newsrows.diff.change import Change
from newsrows.diff.level import Level

POLICIES = {
    "reader": "those who read the data: loosening breaks them (a null, an unknown value arrives)",
    "producer": "those who make the data: tightening breaks them (a file that was right is wrong)",
    "both": "the higher of the two",
    "recipe": "the 'data package version' recipe of the standard",
}


def level_of(change: Change, policy: str) -> Level:
    """The level that a change asks for by a policy (a key of `POLICIES`)."""
    if policy == "reader":
        return change.reader.level
    if policy == "producer":
        return change.producer.level
    if policy == "recipe":
        return change.recipe
    return max(change.reader.level, change.producer.level)
