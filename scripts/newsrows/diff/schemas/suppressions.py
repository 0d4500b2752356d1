"""Reads the file of accepted changes. Each entry has a reason and ends on a date.

TOML, one entry per change:

    [[accepted]]
    rule = "enum-values-added"
    place = "quotes.kind"           # as in the report, or as a JSON pointer
    reason = "agreed with the two known readers"
    until = 2026-12-31
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from newsrows.diff.schemas.change import Change
from newsrows.diff.schemas.rules import RULES
from newsrows.records import PackageError

KEYS = ("rule", "place", "reason", "until")


@dataclass(frozen=True, slots=True)
class Suppression:
    """An entry of the file: the change that is accepted, why, and the last day on which it is accepted."""

    rule: str
    place: str
    reason: str
    until: date

    def covers(self, change: Change) -> bool:
        """Whether the entry names this change."""
        return self.rule == change.rule and self.place in {*change.places, change.at.pointer}

    def is_expired(self, today: date) -> bool:
        """Whether the last day of the entry is over."""
        return today > self.until


def read_suppressions(file: Path) -> tuple[Suppression, ...]:
    """Read a file of accepted changes.

    Raises:
        PackageError: the file cannot be read, or an entry is incomplete. An entry that is misread could hide a
            breaking change, so nothing is guessed.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackageError(f"{file}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackageError(f"{file}: not valid TOML: {error}") from None
    entries = content.get("accepted", [])
    if set(content) - {"accepted"} or not isinstance(entries, list):
        raise PackageError(f"{file}: found {', '.join(content)}, expected only [[accepted]] entries")
    return tuple(_suppression(entry, f"{file}, entry {number}") for number, entry in enumerate(entries, start=1))


def _suppression(entry: Any, where: str) -> Suppression:
    if not isinstance(entry, dict) or set(entry) != set(KEYS):
        names = f"found {', '.join(entry) or 'nothing'}, " if isinstance(entry, dict) else ""
        raise PackageError(f"{where}: {names}expected exactly {', '.join(KEYS)}")
    if entry["rule"] not in RULES:
        raise PackageError(f"{where}: no rule is named {entry['rule']!r}; next: see the list in docs/schema-changes.md")
    if not str(entry["reason"]).strip():
        raise PackageError(f"{where}: found an empty reason, expected a text")
    return Suppression(entry["rule"], str(entry["place"]), str(entry["reason"]), _day(entry["until"], where))


def _day(value: Any, where: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PackageError(f"{where}: until: found {value!r}, expected a date such as 2026-12-31") from None
