"""Writes the differences between two versions of an article as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from newsrows.diff.articles.versions import Details, VersionDiff
from newsrows.diff.text_escapes import one_line, shorten, shorten_pair

FORMAT = 1
_MOST = 100  # characters of a value in text


def format_versions(diffs: Sequence[VersionDiff], form: str) -> str:
    """The differences in one of the formats of `newsrows diff article --format`: text or json."""
    return {"text": as_text, "json": as_json}[form](diffs)


def as_text(diffs: Sequence[VersionDiff]) -> str:
    """One paragraph per kind of rows."""
    lines: list[str] = []
    for diff in diffs:
        counts = (
            f"{len(diff.came)} came, {len(diff.went)} went, {len(diff.changed)} changed, {diff.unchanged} unchanged"
        )
        lines.append(f"{diff.name}: {counts}")
        lines += [f"  came: {_shown(row)}" for row in diff.came]
        lines += [f"  went: {_shown(row)}" for row in diff.went]
        lines += [f"  changed: {_change(old, new)}" for old, new in diff.changed]
    return "\n".join(lines) + "\n"


def as_json(diffs: Sequence[VersionDiff]) -> str:
    """JSON: for each kind of rows `came` and `went`, lists of rows, and `changed`, a list of old and new rows."""
    content = {
        "format": FORMAT,
        "differences": [
            {
                "name": diff.name,
                "unchanged": diff.unchanged,
                "came": [dict(row) for row in diff.came],
                "went": [dict(row) for row in diff.went],
                "changed": [{"old": dict(old), "new": dict(new)} for old, new in diff.changed],
            }
            for diff in diffs
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _shown(row: Details) -> str:
    """The values of a row, the first one as it is."""
    (_, first), *others = row
    extra = ", ".join(f"{name} {_value(value)}" for name, value in others if value is not None and value != first)
    return _value(first) + (f" ({extra})" if extra else "")


def _change(old: Details, new: Details) -> str:
    """The first value, and what changed."""
    (_, first), *_ = old
    before, after = dict(old), dict(new)
    changes = [
        f"{name} {_pair(before.get(name), after.get(name))}"
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
    return f"{_value(first)}: {', '.join(changes)}"


def _pair(old: str | None, new: str | None) -> str:
    if old is None or new is None:
        return f"{_value(old)} becomes {_value(new)}"
    short_old, short_new = shorten_pair(one_line(old), one_line(new), most=_MOST)
    return f"{short_old!r} becomes {short_new!r}"


def _value(value: str | None) -> str:
    return "nothing" if value is None else repr(shorten(one_line(value), most=_MOST))
