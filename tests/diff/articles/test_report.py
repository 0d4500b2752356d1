from __future__ import annotations

import json

from newsrows.diff.articles.report import format_versions
from newsrows.diff.articles.versions import VersionDiff

OLD, NEW = (("text", "14 boats"), ("value", "14")), (("text", "17 boats"), ("value", "17"))
DIFFS = [
    VersionDiff("figures", 2, came=((("text", "5 cr\x1bews"), ("value", None)),), changed=((OLD, NEW),)),
    VersionDiff("people"),
]


def test_text_has_counts_rows_and_what_changed() -> None:
    assert format_versions(DIFFS, "text") == (
        "figures: 1 came, 0 went, 1 changed, 2 unchanged\n"
        "  came: '5 cr\\\\x1bews'\n"
        "  changed: '14 boats': text '14 boats' becomes '17 boats', value '14' becomes '17'\n"
        "people: 0 came, 0 went, 0 changed, 0 unchanged\n"
    )


def test_json_has_the_same() -> None:
    figures, people = json.loads(format_versions(DIFFS, "json"))["differences"]
    assert figures["changed"] == [{"old": dict(OLD), "new": dict(NEW)}]
    assert figures["came"] == [{"text": "5 cr\x1bews", "value": None}]
    assert (figures["unchanged"], people["name"], people["went"]) == (2, "people", [])
