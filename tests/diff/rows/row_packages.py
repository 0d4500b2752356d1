"""Packages with one table, and comparisons of their rows, for tests."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from diff.packages import write
from newsrows.cli.diff import add_arguments, run

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "n", "type": "number"},
    {"name": "text", "type": "string"},
]

OLD = "id,n,text\na,1,one\nb,2,\nc,3,three\nd,4,four\n"

NEW = "id,n,text\na,1.0,one\nc,3.5,\ne,5,five\nd,4,four!\n"


def package(folder: Path, content: str | bytes, path: str = "t.csv", schema: Any = None, **resource: Any) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    table = {"name": "t", "path": path, "schema": {"fields": FIELDS, "primaryKey": "id", **(schema or {})}, **resource}
    return str(write(folder, {"name": "p", "version": "1.0.0", "resources": [table]}))


def diff(*arguments: str) -> tuple[str, int]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["data", *arguments]))


def table(*arguments: str) -> dict[str, Any]:
    text, code = diff(*arguments, "--format", "json")
    assert code == 0, text
    (differences,) = json.loads(text)["tables"]
    assert isinstance(differences, dict)
    return differences


def counts(differences: dict[str, Any]) -> tuple[int, int, int]:
    return differences["added"]["rows"], differences["removed"]["rows"], differences["changed"]["rows"]
