"""`newsrows diff data`: from options to a report and an exit code."""

from __future__ import annotations

import argparse
from datetime import date

from newsrows.datapackage.errors import PackageError
from newsrows.diff.data.compare import Choice, compare_data
from newsrows.diff.data.gates import KINDS, parse_gate
from newsrows.diff.data.report import data_as_json, data_as_markdown, data_as_text
from newsrows.diff.reading_options import reading_from
from newsrows.diff.run_schema import refusal


def run_data(options: argparse.Namespace) -> tuple[str, int]:
    """Compare the rows of two packages; a refusal is reported in the form that was asked for, with exit code 2."""
    try:
        written = {kind: getattr(options, f"max_{kind}") for kind in KINDS}
        gates = [parse_gate(kind, limit) for kind, limit in written.items() if limit is not None]
        choice = Choice(tuple(options.table or ()), dict(_key(text) for text in options.key), options.examples)
        diffs = compare_data(options.old, options.new, reading_from(options), choice, date.today())  # noqa: DTZ011
    except PackageError as error:
        return refusal(str(error), options.format), 2
    excesses = [excess for diff in diffs for gate in gates if (excess := gate.excess(diff)) is not None]
    form = {"text": data_as_text, "markdown": data_as_markdown, "json": data_as_json}[options.format]
    return form(diffs, excesses), 1 if excesses else 0


def _key(text: str) -> tuple[str, tuple[str, ...]]:
    table, separator, fields = text.partition("=")
    if not separator or not fields:
        raise PackageError(f"--key {text}: expected TABLE=FIELD or TABLE=FIELD,FIELD")
    return table, tuple(fields.split(","))
