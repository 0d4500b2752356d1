"""Differences of rows in words: for people, pull requests and programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from newsrows.diff.data.rows import Key, TableDiff
from newsrows.diff.report.as_markdown import plain
from newsrows.diff.report.wording import spoken

FORMAT = 1


def data_as_text(diffs: Sequence[TableDiff], excesses: Sequence[str]) -> str:
    """A paragraph a table, then what is over a limit."""
    lines: list[str] = []
    for diff in diffs:
        lines.append(spoken(f"{diff.name}: {_counts(diff)}"))
        lines += [f"  {line}" for line in _details(diff)]
    lines += [f"Wrong: {spoken(excess)}" for excess in excesses]
    lines.append("Next step: check these rows, or raise the limit." if excesses else _closing(diffs))
    return "\n".join(lines) + "\n"


def data_as_markdown(diffs: Sequence[TableDiff], excesses: Sequence[str]) -> str:
    """A table of counts, then the details of each table that changed."""
    outcome = "more changed than is allowed" if excesses else "within the limits" if diffs else "no tables"
    lines = [f"### Rows: {outcome}", "", *(f"- **{plain(excess)}**" for excess in excesses)]
    lines += ["", "| table | before | after | added | removed | changed |", "| --- | --: | --: | --: | --: | --: |"]
    for diff in diffs:
        counts = (diff.old_rows, diff.new_rows, diff.added, diff.removed, diff.changed)
        lines.append(f"| {plain(diff.name)} | {' | '.join(f'{count:,}' for count in counts)} |")
    for diff in diffs:
        if details := list(_details(diff)):
            lines += ["", f"#### {plain(diff.name)}", "", *(f"- {plain(line.strip())}" for line in details)]
    return "\n".join(lines) + "\n"


def data_as_json(diffs: Sequence[TableDiff], excesses: Sequence[str]) -> str:
    """JSON; `data-report.schema.json` in `newsrows/diff/report` describes it."""
    content = {
        "format": FORMAT,
        "outcome": "failed" if excesses else "passed",
        "tables": [_table(diff) for diff in diffs],
        "problems": list(excesses),
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
    }


def _counts(diff: TableDiff) -> str:
    if diff.same and not diff.remarks:
        return f"{diff.new_rows:,} rows, none changed"
    return (
        f"{diff.old_rows:,} rows before, {diff.new_rows:,} after: {diff.added:,} added, {diff.removed:,} removed, "
        f"{diff.changed:,} changed"
    )


def _details(diff: TableDiff) -> list[str]:
    lines = [f"{remark}" for remark in diff.remarks]
    if diff.columns_added:
        lines.append(f"columns added: {', '.join(diff.columns_added)}")
    if diff.columns_removed:
        lines.append(f"columns removed: {', '.join(diff.columns_removed)}")
    lines += [f"removed: {_key(diff.key, key)}" for key in diff.removed_examples]
    lines += [f"added: {_key(diff.key, key)}" for key in diff.added_examples]
    for column in diff.columns:
        nulls = (
            f" ({column.to_null:,} to null, {column.from_null:,} from null)"
            if column.to_null or column.from_null
            else ""
        )
        lines.append(f"{column.name}: {column.changed:,} changed{nulls}")
        lines += [f"  {_key(diff.key, key)}: {_value(old)} becomes {_value(new)}" for key, old, new in column.examples]
    return [spoken(line) if not line.startswith("  ") else f"  {spoken(line)}" for line in lines]


def _key(names: tuple[str, ...], key: Key) -> str:
    return ", ".join(f"{name}={_value(part)}" for name, part in zip(names, key, strict=True))


def _value(value: str | None) -> str:
    if value is None:
        return "null"
    return repr(value if len(value) <= 60 else f"{value[:57]}...")


def _closing(diffs: Sequence[TableDiff]) -> str:
    return "No rows changed." if all(diff.same for diff in diffs) else "Within the limits."
