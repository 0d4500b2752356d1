"""The rules of the schema gate: one function per kind of change, one module per topic.

`RULES` has every rule by its id. `TOPICS` has the name and the description of each topic, in the order of the
documentation.
"""

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
from newsrows.diff.schemas.rules.registry import RULES, Difference, Rule, Scope

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

__all__ = ["RULES", "TOPICS", "Difference", "Rule", "Scope"]
