"""A verdict as SARIF 2.1.0, for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from newsrows.diff.accepted import Accepted
from newsrows.diff.change import Change, Place
from newsrows.diff.level import MAJOR, MINOR, Level
from newsrows.diff.policy import level_of
from newsrows.diff.report.wording import affected, local_path, sentence
from newsrows.diff.rules import RULES
from newsrows.diff.verdict import Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(verdict: Verdict, version: str) -> str:
    """One run: the rules that found something, and a result a change; accepted changes are suppressed results."""
    found = [*verdict.changes, *(problem for problem in verdict.problems if problem not in verdict.changes)]
    every = [(change, None) for change in found] + list(verdict.accepted)
    ids = list(dict.fromkeys(change.rule for change, _ in every))
    results = [_result(change, entry, ids.index(change.rule), verdict.policy) for change, entry in every]
    return _log([_rule(name) for name in ids], results, {"executionSuccessful": True}, version)


def refusal_as_sarif(message: str, version: str) -> str:
    """A run that could not be carried out."""
    failed = {
        "executionSuccessful": False,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": message}}],
    }
    return _log([], [], failed, version)


def _log(rules: list[dict[str, Any]], results: list[dict[str, Any]], invocation: dict[str, Any], version: str) -> str:
    driver = {"name": "newsrows schema gate", "version": version, "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {
            "text": f"{rule.sentence} Readers: {rule.reader.sentence} Producers: {rule.producer.sentence}"
        },
        "help": {"text": f"Raise the version, or {rule.remedy}."},
        "defaultConfiguration": {"level": _severity(rule.reader.level)},
    }


def _result(change: Change, entry: Accepted | None, index: int, policy: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": change.rule,
        "ruleIndex": index,
        "level": _severity(level_of(change, policy)),
        "message": {"text": "\n".join([sentence(change), *affected(change, policy)])},
        "locations": [_location(change.at, change.place)],
        "partialFingerprints": {
            "change/v1": sha256(f"{change.rule} {change.place} {change.says}".encode()).hexdigest()
        },
    }
    if entry is not None:
        result["suppressions"] = [{"kind": "external", "justification": entry.reason}]
    return result


def _location(place: Place, name: str) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(local_path(place.file), safe="/")},
            "region": {"startLine": place.line},
        },
        "logicalLocations": [{"fullyQualifiedName": name}],
    }


def _severity(level: Level) -> str:
    return "error" if level is MAJOR else "warning" if level is MINOR else "note"
