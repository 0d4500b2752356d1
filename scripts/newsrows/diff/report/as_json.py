"""A verdict for programs; `schema-report.schema.json` beside this module describes it."""

from __future__ import annotations

import json
from typing import Any

from newsrows.diff.change import Change, Effect, Place
from newsrows.diff.report.wording import step
from newsrows.diff.verdict import Verdict

FORMAT = 1


def as_json(verdict: Verdict) -> str:
    """JSON with all changes, both effects of each, and the outcome."""
    content = {
        "format": FORMAT,
        "outcome": "failed" if verdict.problems else "passed",
        "old": {"source": verdict.old, "version": _text(verdict.old_version)},
        "new": {"source": verdict.new, "version": _text(verdict.new_version)},
        "policy": verdict.policy,
        "level": verdict.asked.word,
        "lowestVersion": _text(verdict.target),
        "nextStep": step(verdict),
        "changes": [_change(change, verdict) for change in verdict.changes],
        "accepted": [
            {**_change(change, verdict), "reason": entry.reason, "until": str(entry.until)}
            for change, entry in verdict.accepted
        ],
        "problems": [_change(change, verdict) for change in verdict.problems],
        "remarks": list(verdict.remarks),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def refusal_as_json(message: str) -> str:
    """JSON that says why nothing was compared."""
    return (
        json.dumps({"format": FORMAT, "outcome": "not compared", "error": message}, ensure_ascii=False, indent=2) + "\n"
    )


def _change(change: Change, verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "level": verdict.level(change).word,
        "resource": change.resource or None,
        "field": change.field or None,
        "says": change.says,
        "old": change.old,
        "new": change.new,
        "reader": _effect(change.reader),
        "producer": _effect(change.producer),
        "recipe": change.recipe.word,
        "remedy": change.remedy,
        "at": _place(change.at),
        "wasAt": _place(change.was_at),
    }


def _effect(effect: Effect) -> dict[str, str]:
    return {"level": effect.level.word, "meaning": effect.sentence}


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"file": place.file, "pointer": place.pointer, "line": place.line}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
