"""The rows of two packages compared, and checked against limits on how much may change."""

from __future__ import annotations

from datetime import date

from newsrows.diff.data.compare import Choice, compare_data
from newsrows.diff.data.gates import KINDS, parse_gate
from newsrows.diff.data.rows import TableDiff
from newsrows.diff.options import DataDiffOptions
from newsrows.records import PackageError


def compare_rows(old: str, new: str, options: DataDiffOptions) -> tuple[list[TableDiff], list[str]]:
    """Compare the rows of two packages.

    Returns:
        The differences of each table, and a sentence for each limit that is exceeded.

    Raises:
        PackageError: a package, a table or an option cannot be read.
    """
    limits = {kind: getattr(options, f"max_{kind}") for kind in KINDS}
    gates = [parse_gate(kind, limit) for kind, limit in limits.items() if limit is not None]
    choice = Choice(tuple(options.table), dict(_key(text) for text in options.key), options.examples)
    diffs = compare_data(old, new, options.load_options(), choice, date.today())  # noqa: DTZ011 - a day of the user's
    return diffs, [excess for diff in diffs for gate in gates if (excess := gate.excess(diff)) is not None]


def _key(text: str) -> tuple[str, tuple[str, ...]]:
    table, separator, fields = text.partition("=")
    if not separator or not fields:
        raise PackageError(f"--key {text}: expected TABLE=FIELD or TABLE=FIELD,FIELD")
    return table, tuple(fields.split(","))
