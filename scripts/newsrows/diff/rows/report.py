"""Writes the differences between rows as text: for terminals, pull requests and programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from newsrows.diff.rows.id_changes import IdChanges
from newsrows.diff.rows.table_diff import Key, TableDiff
from newsrows.diff.text_escapes import escape_markdown, one_line, shorten, shorten_pair

FORMAT = 1
MAX_VALUE_CHARACTERS = 60  # longer values are cut


def format_diffs(diffs: Sequence[TableDiff], problems: Sequence[str], form: str) -> str:
    """Differences and exceeded limits in one of the formats of `newsrows diff data --format`."""
    return {"text": as_text, "markdown": as_markdown, "json": as_json}[form](diffs, problems)


def as_text(diffs: Sequence[TableDiff], problems: Sequence[str]) -> str:
    """One paragraph per table, then the limits that are exceeded."""
    lines: list[str] = []
    for diff in diffs:
        lines.append(one_line(f"{diff.name}: {_counts(diff)}"))
        lines += [f"  {line}" for line in _details(diff)]
    lines += [f"Problem: {one_line(problem)}" for problem in problems]
    lines.append("Next step: check these rows, or raise the limit." if problems else _closing(diffs))
    return "\n".join(lines) + "\n"


def as_markdown(diffs: Sequence[TableDiff], problems: Sequence[str]) -> str:
    """A table with the numbers of rows, then the details of each table that changed."""
    outcome = "more changes than are allowed" if problems else "within the limits" if diffs else "no tables"
    lines = [f"### Rows: {outcome}", "", *(f"- **{escape_markdown(problem)}**" for problem in problems)]
    lines += ["", "| table | before | after | added | removed | changed |", "| --- | --: | --: | --: | --: | --: |"]
    for diff in diffs:
        counts = (diff.old_rows, diff.new_rows, diff.added, diff.removed, diff.changed)
        lines.append(f"| {escape_markdown(diff.name)} | {' | '.join(f'{count:,}' for count in counts)} |")
    for diff in diffs:
        if details := list(_details(diff)):
            lines += [
                "",
                f"#### {escape_markdown(diff.name)}",
                "",
                *(f"- {escape_markdown(line.strip())}" for line in details),
            ]
    return "\n".join(lines) + "\n"


def as_json(diffs: Sequence[TableDiff], problems: Sequence[str]) -> str:
    """JSON, as `data-report.schema.json` in this folder describes it."""
    content = {
        "format": FORMAT,
        "outcome": "failed" if problems else "passed",
        "tables": [_table(diff) for diff in diffs],
        "problems": list(problems),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _table(diff: TableDiff) -> dict[str, object]:
    return {
        "name": diff.name,
        "key": list(diff.key),
        "rowsBefore": diff.old_rows,
        "rowsAfter": diff.new_rows,
        "added": {"rows": diff.added, "examples": [list(key) for key in diff.added_examples]},
        "removed": {"rows": diff.removed, "examples": [list(key) for key in diff.removed_examples]},
        "changed": {
            "rows": diff.changed,
            "columns": [
                {
                    "name": column.name,
                    "rows": column.changed,
                    "toNull": column.to_null,
                    "fromNull": column.from_null,
                    "examples": [{"key": list(key), "old": old, "new": new} for key, old, new in column.examples],
                }
                for column in diff.columns
            ],
        },
        "columnsAdded": list(diff.columns_added),
        "columnsRemoved": list(diff.columns_removed),
        "remarks": list(diff.remarks),
        **({} if diff.ids is None else {"ids": _ids(diff.ids)}),
    }


def _ids(ids: IdChanges) -> dict[str, object]:
    examples = [dict(zip(("change", "old", "new", "reason"), example, strict=True)) for example in ids.examples]
    return {"joined": ids.joined, "parted": ids.parted, "removed": ids.removed, "examples": examples}


def _counts(diff: TableDiff) -> str:
    if diff.is_empty and not diff.remarks:
        return f"{diff.new_rows:,} rows, no changes"
    return (
        f"{diff.old_rows:,} rows before, {diff.new_rows:,} after: {diff.added:,} added, {diff.removed:,} removed, "
        f"{diff.changed:,} changed"
    )


def _details(diff: TableDiff) -> list[str]:
    lines = list(diff.remarks)
    if diff.columns_added:
        lines.append(f"columns added: {', '.join(diff.columns_added)}")
    if diff.columns_removed:
        lines.append(f"columns removed: {', '.join(diff.columns_removed)}")
    lines += [f"removed: {_key_text(diff.key, key)}" for key in diff.removed_examples]
    lines += [f"added: {_key_text(diff.key, key)}" for key in diff.added_examples]
    if diff.ids is not None and (diff.ids.joined or diff.ids.parted):
        ids = diff.ids
        lines.append(
            f"ids: {ids.joined:,} joined with another row, {ids.parted:,} parted, {ids.removed:,} removed for good"
        )
        lines += [
            f"  {_move_text(change, old, new)} ({reason})"
            for change, old, new, reason in ids.examples
            if new is not None
        ]
    for column in diff.columns:
        nulls = (
            f" ({column.to_null:,} to null, {column.from_null:,} from null)"
            if column.to_null or column.from_null
            else ""
        )
        lines.append(f"{column.name}: {column.changed:,} changed{nulls}")
        lines += [f"  {_key_text(diff.key, key)}: {_change_text(old, new)}" for key, old, new in column.examples]
    return [one_line(line) if not line.startswith("  ") else f"  {one_line(line)}" for line in lines]


def _move_text(change: str, old: str, new: str) -> str:
    if change == "joined":
        return f"{_value_text(old)} is now in {_value_text(new)}"
    return f"a part of {_value_text(old)} is now {_value_text(new)}"


def _key_text(names: tuple[str, ...], key: Key) -> str:
    return ", ".join(f"{name}={_value_text(part)}" for name, part in zip(names, key, strict=True))


def _value_text(value: str | None) -> str:
    if value is None:
        return "null"
    return repr(shorten(value, most=MAX_VALUE_CHARACTERS))


def _change_text(old: str | None, new: str | None) -> str:
    if old is None or new is None:
        return f"{_value_text(old)} becomes {_value_text(new)}"
    old, new = shorten_pair(old, new, most=MAX_VALUE_CHARACTERS)
    return f"{old!r} becomes {new!r}"


def _closing(diffs: Sequence[TableDiff]) -> str:
    return "No rows changed." if all(diff.is_empty for diff in diffs) else "Within the limits."
