"""Functions for tests that write packages and compare them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsrows.datapackage.loading import LoadOptions, load_package
from newsrows.diff.schemas.verdict import Criteria, Verdict, judge

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, descriptor: Any, name: str = "datapackage.json") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(descriptor if isinstance(descriptor, str) else json.dumps(descriptor, indent=2), encoding="utf-8")
    return file


def verdict_on(
    folder: Path, old: Any, new: Any, criteria: Criteria | None = None, reading: LoadOptions | None = None
) -> Verdict:
    sides = [load_package(str(write(folder / side, value)), reading) for side, value in (("old", old), ("new", new))]
    return judge(*sides, criteria or Criteria())


def rules_of(verdict: Verdict) -> list[str]:
    return sorted({change.rule for change in (*verdict.changes, *verdict.problems)})
