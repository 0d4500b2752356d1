"""All rules, in the order in which the documentation lists them."""

from newsrows.diff.schemas.rules import (
    announcements,
    bounds,
    columns,
    constraints,
    descriptions,
    files,
    keys,
    packages,
    types,
    values,
    versions,
)
from newsrows.diff.schemas.rules.registry import RULES, Difference, Rule
from newsrows.diff.schemas.rules.versions import VersionPair

TOPICS = tuple(
    (module.__name__.rpartition(".")[2], (module.__doc__ or "").strip())
    for module in (
        packages,
        files,
        columns,
        announcements,
        types,
        constraints,
        bounds,
        values,
        keys,
        descriptions,
        versions,
    )
)

__all__ = ["RULES", "TOPICS", "Difference", "Rule", "VersionPair"]
