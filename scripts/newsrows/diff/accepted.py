"""The file of accepted changes: known, explained, and only for a time.

TOML, one entry a change:

    [[accepted]]
    rule = "enum-values-added"
    place = "quotes.kind"           # as the report names it; or the JSON pointer
    reason = "agreed with the two known readers"
    until = 2026-12-31
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from newsrows.diff.change import Change
from newsrows.diff.rules import RULES
from newsrows.records import PackageError

KEYS = ("rule", "place", "reason", "until")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry: which change is accepted, why, and the last day on which it is."""

    rule: str
    place: str
    reason: str
    until: date

    def covers(self, change: Change) -> bool:
        """Whether the entry means this change."""
        return self.rule == change.rule and self.place in {change.place, change.at.pointer}

    def ended(self, today: date) -> bool:
        """Whether the entry no longer holds."""
        return today > self.until


def read_accepted(file: Path) -> tuple[Accepted, ...]:
    """Read a file of accepted changes.

    Raises:
        PackageError: if it cannot be read, or an entry lacks something: accepting by mistake would hide a break.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackageError(f"{file}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackageError(f"{file}: not TOML: {error}") from None
    entries = content.get("accepted", [])
    if set(content) - {"accepted"} or not isinstance(entries, list):
        raise PackageError(f"{file}: expected nothing but [[accepted]] entries, found {', '.join(content)}")
    return tuple(_entry(entry, f"{file}, entry {number}") for number, entry in enumerate(entries, start=1))


def _entry(entry: Any, where: str) -> Accepted:
    if not isinstance(entry, dict) or set(entry) != set(KEYS):
        raise PackageError(f"{where}: expected exactly {', '.join(KEYS)}")
    if entry["rule"] not in RULES:
        raise PackageError(f"{where}: no rule is named {entry['rule']!r}; docs/schema-changes.md lists them")
    if not str(entry["reason"]).strip():
        raise PackageError(f"{where}: expected a reason")
    return Accepted(entry["rule"], str(entry["place"]), str(entry["reason"]), _day(entry["until"], where))


def _day(written: Any, where: str) -> date:
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise PackageError(f"{where}: until: expected a date such as 2026-12-31, found {written!r}") from None
