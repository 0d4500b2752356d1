"""What may be put into the file of marks that a reader saves from the pages."""

from __future__ import annotations

from collections.abc import Mapping

from newsrows.records import CORRECTABLE
from newsrows.schema import load_tables


def vocabularies() -> Mapping[str, tuple[str, ...]]:
    """The values that a corrected column may have, by '<table>-<column>': 'quotes-kind' is direct, indirect, mixed."""
    return {
        f"{table}-{column.name}": column.constraints.enum
        for table, correctable in CORRECTABLE.items()
        for column in load_tables()[table].fields
        if column.constraints.enum and column.name in correctable
    }
