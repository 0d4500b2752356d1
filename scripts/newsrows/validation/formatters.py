"""Issues written for people (text), for programs (JSON) and for GitHub (annotations)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from io import TextIOWrapper
from itertools import groupby
from pathlib import Path
from typing import Literal

from newsrows.records import Issue
from newsrows.records.printable import printable
from newsrows.regular_files import open_regular
from newsrows.schema.load import TABLE_ORDER
from newsrows.validation.report import Unchecked

Format = Literal["text", "json", "github"]

_MAX_LINE = 2_000  # characters

# If more rows of a table break one rule, the first of them are shown, and the others are counted.
EXAMPLES = 10


def explain(
    issues: Sequence[Issue],
    format: Format = "text",  # noqa: A002
    *,
    examples: int = EXAMPLES,
    folder: Path | None = None,
    skipped: Sequence[str] = (),
    unchecked: Sequence[Unchecked] = (),
) -> str:
    """The issues as text for people, as JSON, or as GitHub's workflow commands, without a newline at the end.

    Text and annotations show the first `examples` rows per table and rule, and count the others. JSON has them all.
    `folder` is the package's folder, with which annotations name the right file and line. `skipped` are the rules that
    were not asked, `unchecked` the parts that were not checked, see `newsrows.validation.ValidationReport`.

    Raises:
        ValueError: there is no such format.
    """
    match format:
        case "text":
            notes = [*_note(skipped), *_unchecked_notes(unchecked, examples)]
            return "\n".join([*_lines(issues, examples), *notes, _summary(issues, skipped, unchecked)])
        case "json":
            return json.dumps(_document(issues, skipped, unchecked), ensure_ascii=False, indent=2)
        case "github":
            notes = [*_note(skipped), *_unchecked_notes(unchecked, examples)]
            notices = [f"::notice title=skipped::{_escaped(note)}" for note in notes]
            return "\n".join([*_annotations(issues, examples, folder or Path()), *notices])
        case _:
            raise ValueError(f"found format {format!r}, expected text, json or github")


def _lines(issues: Sequence[Issue], examples: int) -> Iterator[str]:
    for issue, omitted in _shortened(issues, examples):
        yield f"{_place(issue)}: {issue.rule}: {issue.message}"
        if omitted:
            yield f"{issue.table}: {issue.rule}: ... and {_grouped(omitted)} more"


def _shortened(issues: Sequence[Issue], examples: int) -> Iterator[tuple[Issue, int]]:
    """Issues by table, then by rule: at most `examples` of a kind, the last with the number of omitted rows."""
    by_kind = groupby(sorted(issues, key=lambda issue: (_kind(issue), issue.sort_key())), key=_kind)
    for _, issues_of_kind in by_kind:
        ordered = sorted(issues_of_kind, key=lambda issue: issue.count > 1)  # one that stands for many rows comes last
        shown = [issue for issue in ordered[:examples] if issue.count == 1] or ordered[:1]
        omitted = sum(issue.count for issue in ordered) - len(shown)
        yield from ((issue, 0) for issue in shown[:-1])
        yield shown[-1], omitted


def _kind(issue: Issue) -> tuple[str, str]:
    return (issue.table, issue.rule)


def _place(issue: Issue) -> str:
    line = "" if issue.line is None else f", line {issue.line}"
    row = "" if issue.row is None else f", row {issue.row}"
    return issue.table + line + row + ("" if issue.column is None else f", {issue.column}")


def _note(skipped: Sequence[str]) -> Iterator[str]:
    if skipped:
        yield f"skipped: {', '.join(skipped)}: the package withholds the text that they need"


def _unchecked_notes(unchecked: Sequence[Unchecked], examples: int) -> Iterator[str]:
    yield from (f"skipped: {part}" for part in unchecked[:examples])
    if len(unchecked) > examples:
        yield f"skipped: ... and {_grouped(len(unchecked) - examples)} more"


def _summary(issues: Sequence[Issue], skipped: Sequence[str], unchecked: Sequence[Unchecked]) -> str:
    if not issues and unchecked:
        return f"valid as far as it was checked: {_number(len(unchecked), 'part')} skipped"
    if not issues:
        return "valid: every other rule holds" if skipped else "valid: every rule holds"
    total = sum(issue.count for issue in issues)
    tables = len({issue.table for issue in issues})
    rules = len({issue.rule for issue in issues})
    return f"{_number(total, 'issue')} in {_number(tables, 'file')} against {_number(rules, 'rule')}"


def _document(issues: Sequence[Issue], skipped: Sequence[str], unchecked: Sequence[Unchecked]) -> dict[str, object]:
    return {
        "valid": not issues,
        "count": sum(issue.count for issue in issues),
        "skipped": [*skipped, *map(str, unchecked)],
        "issues": [asdict(issue) for issue in issues],
    }


def _annotations(issues: Sequence[Issue], examples: int, folder: Path) -> Iterator[str]:
    """::error file=...,title=...::..., see docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    for issue, omitted in _shortened(issues, examples):
        more = f" ... and {_grouped(omitted)} more" if omitted else ""
        file = folder / _path(issue.table)
        number = line_of(file, issue.row) if issue.row is not None else issue.line
        line = "" if number is None else f",line={number}"
        message = f"{_place(issue)}: {issue.message}{more}"
        yield f"::error file={_property(file.as_posix())}{line},title={_property(issue.rule)}::{_escaped(message)}"


def _path(table: str) -> str:
    """The path of one of newsrows' own files in its package; other names are paths already."""
    name, _, ending = table.rpartition(".")
    return f"data/{ending}/{table}" if name in TABLE_ORDER else table


def _escaped(text: str) -> str:
    text = "\n".join(printable(line, _MAX_LINE) for line in text.split("\n"))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _number(count: int, noun: str) -> str:
    return f"{_grouped(count)} {noun}{'' if count == 1 else 's'}"


# The line on which a row begins: rows and lines differ, because cells may hold line breaks.


def line_of(file: Path, row: int) -> int:
    """The line, from 1, on which a row, from 1, begins; row + 1 if the file is not readable CSV."""
    starts = _line_starts(file)
    return starts[row] if row < len(starts) else row + 1


@lru_cache(maxsize=16)
def _line_starts(file: Path) -> tuple[int, ...]:
    """The first line of every row, the header's first."""
    if file.suffix != ".csv":
        return ()
    starts: list[int] = []
    next_line = 1
    try:
        csv.field_size_limit(max(csv.field_size_limit(), file.stat().st_size))
        with TextIOWrapper(open_regular(file), "utf-8", errors="replace", newline="") as stream:
            reader = csv.reader(stream)
            for _ in reader:
                starts.append(next_line)
                next_line = reader.line_num + 1
    except (OSError, csv.Error):
        return tuple(starts)
    return tuple(starts)
