"""A verdict for programs: JSON, and SARIF 2.1.0 for code scanning.

`schema-report.schema.json` in this folder describes the JSON. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ describes
SARIF.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from newsrows.diff.schemas.change import MAJOR, MINOR, Change, Effect, Level, Place
from newsrows.diff.schemas.report.phrases import conclusion, effects, local_path, sentence
from newsrows.diff.schemas.rules import RULES
from newsrows.diff.schemas.suppressions import Suppression
from newsrows.diff.schemas.verdict import Verdict

FORMAT = 1
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(verdict: Verdict) -> str:
    """JSON with the outcome and all changes, each with its effects on readers and producers."""
    return _dump(
        {
            "format": FORMAT,
            "outcome": "failed" if verdict.problems else "passed",
            "old": {"source": verdict.old, "version": _text(verdict.old_version)},
            "new": {"source": verdict.new, "version": _text(verdict.new_version)},
            "policy": verdict.policy,
            "level": verdict.required_level.word,
            "lowestVersion": _text(verdict.required_version),
            "nextStep": conclusion(verdict),
            "changes": [_json_change(change, verdict) for change in verdict.changes],
            "accepted": [
                {**_json_change(change, verdict), "reason": entry.reason, "until": str(entry.until)}
                for change, entry in verdict.accepted
            ],
            "problems": [_json_change(change, verdict) for change in verdict.problems],
            "remarks": list(verdict.remarks),
        }
    )


def error_as_json(message: str) -> str:
    """JSON with the reason why nothing could be compared."""
    return _dump({"format": FORMAT, "outcome": "not compared", "error": message})


def _json_change(change: Change, verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "level": verdict.level(change).word,
        "resource": change.resource or None,
        "alsoIn": list(change.also),
        "field": change.field or None,
        "says": change.summary,
        "old": change.old,
        "new": change.new,
        "reader": _json_effect(change.reader),
        "producer": _json_effect(change.producer),
        "recipe": change.recipe.word,
        "remedy": change.remedy,
        "at": _json_place(change.at),
        "wasAt": _json_place(change.was_at),
    }


def _json_effect(effect: Effect) -> dict[str, str]:
    return {"level": effect.level.word, "meaning": effect.sentence}


def _json_place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"file": place.file, "pointer": place.pointer, "line": place.line}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def as_sarif(verdict: Verdict, version: str) -> str:
    """One SARIF run: the rules that reported changes, and one result per change. Accepted changes are suppressed.

    Args:
        verdict: what to write.
        version: version of newsrows.
    """
    reported = [*verdict.changes, *(problem for problem in verdict.problems if problem not in verdict.changes)]
    entries: list[tuple[Change, Suppression | None]] = [(change, None) for change in reported]
    entries += verdict.accepted
    ids = list(dict.fromkeys(change.rule for change, _ in entries))
    results = [_result(change, entry, ids.index(change.rule), verdict.policy) for change, entry in entries]
    return _sarif_log([_sarif_rule(rule) for rule in ids], results, {"executionSuccessful": True}, version)


def error_as_sarif(message: str, version: str) -> str:
    """A SARIF run that failed, with the reason."""
    invocation = {
        "executionSuccessful": False,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": message}}],
    }
    return _sarif_log([], [], invocation, version)


def _sarif_log(
    rules: list[dict[str, Any]], results: list[dict[str, Any]], invocation: dict[str, Any], version: str
) -> str:
    driver = {"name": "newsrows schema gate", "version": version, "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule_id: str) -> dict[str, Any]:
    rule = RULES[rule_id]
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {
            "text": f"{rule.sentence} Readers: {rule.reader.sentence} Producers: {rule.producer.sentence}"
        },
        "help": {"text": f"Raise the version, or {rule.remedy}."},
        "defaultConfiguration": {"level": _sarif_level(rule.reader.level)},
    }


def _result(change: Change, entry: Suppression | None, index: int, policy: str) -> dict[str, Any]:
    # The fingerprint includes the summary, so that code scanning treats another change at the same place as new.
    fingerprint = sha256(f"{change.rule} {change.place} {change.summary}".encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": change.rule,
        "ruleIndex": index,
        "level": _sarif_level(change.level(policy)),
        "message": {"text": "\n".join([sentence(change), *effects(change, policy)])},
        "locations": [_sarif_location(change.at, change.places)],
        "partialFingerprints": {"change/v1": fingerprint},
    }
    if entry is not None:
        result["suppressions"] = [{"kind": "external", "justification": entry.reason}]
    return result


def _sarif_location(place: Place, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(local_path(place.file), safe="/")},
            "region": {"startLine": place.line},
        },
        "logicalLocations": [{"fullyQualifiedName": name} for name in names],
    }


def _sarif_level(level: Level) -> str:
    return "error" if level is MAJOR else "warning" if level is MINOR else "note"


def _dump(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
