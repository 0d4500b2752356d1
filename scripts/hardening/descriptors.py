"""Packages whose descriptor is wrong somewhere: properties of another kind, huge, empty, or that mean nothing."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import newsrows as nr
from newsrows.validation import explain
from newsrows.validation.package import validate

_FIELDS: list[dict[str, Any]] = [
    {
        "name": "id",
        "type": "integer",
        "groupChar": ",",
        "bareNumber": True,
        "missingValues": ["", "-"],
        "categories": [1, 2],
        "constraints": {"required": True, "unique": True, "minimum": 0, "exclusiveMaximum": 10, "enum": [1, 2]},
    },
    {"name": "a", "constraints": {"pattern": "[a-z]*", "minLength": 0, "maxLength": 5, "enum": ["x", "y"]}},
    {"name": "b", "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    {"name": "n", "type": "number", "decimalChar": ".", "constraints": {"minimum": "0.5"}},
    {"name": "d", "type": "date", "format": "default", "constraints": {"minimum": "2020-01-01"}},
    {"name": "l", "type": "list", "delimiter": ";", "itemType": "integer", "constraints": {"enum": [[1, 2], [3]]}},
    {"name": "o", "type": "object", "constraints": {"jsonSchema": {}}},
]
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "escapeChar": None,
    "nullSequence": "NA",
    "header": True,
    "headerRows": [1],
    "commentRows": [9],
    "commentChar": "#",
}
_PACKAGE: dict[str, Any] = {
    "name": "p",
    "version": "1.0.0",
    "licenses": [{"name": "CC0-1.0"}],
    "resources": [
        {
            "name": "t",
            "path": "t.csv",
            "format": "csv",
            "encoding": "utf-8",
            "bytes": 30,
            "hash": "sha256:00",
            "compression": "",
            "innerpath": "",
            "dialect": _DIALECT,
            "schema": {
                "fields": _FIELDS,
                "fieldsMatch": "exact",
                "missingValues": [""],
                "primaryKey": ["id"],
                "uniqueKeys": [["id", "a"]],
                "foreignKeys": [{"fields": ["a"], "reference": {"resource": "u", "fields": ["k"]}}],
            },
        },
        {"name": "u", "data": [{"k": "x"}, {"k": "y"}], "schema": {"fields": [{"name": "k", "type": "string"}]}},
    ],
}
_ROWS = 'id,a,b,n,d,l,o\n1,x,true,1.5,2021-01-01,1;2,{}\n2,y,false,2,2021-01-02,3,"{""a"":1}"\n'
_NUMBERS: list[Any] = [0, 1, -1, 10**30, 2**32, 2**63, 1.5, 1e308, -0.0]
_TEXTS: list[Any] = ["", "x", "id", "row", "\0", "\n", "é", "ab", "undefined", "rot13", "x" * 3000, "9" * 400]
_WORDS: list[Any] = ["(a+)+$", "%Y-%m-%d %", "1e999", "any", "geopoint", "array", "datetime", "duration", "json", "tsv"]
_PATHS: list[Any] = ["t.csv", "../t.csv", "/etc/passwd", "https://example.org/t.csv", "a\\b"]
_NESTED: list[Any] = [[], [[]], [None], ["id", "id"], [[1]], [{}], {}, {"a": 1}, {"value": []}, {"$ref": "#/x"}]
_VALUES = [None, True, False, *_NUMBERS, *_TEXTS, *_WORDS, *_PATHS, *_NESTED]


def _places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield at
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in members:
        yield from _places(child, (*at, key))


_ALL_PLACES = [place for place in _places(_PACKAGE) if place]


def write_package(folder: Path, random: Random) -> None:
    """Write a package into a folder with one to three properties replaced."""
    descriptor = copy.deepcopy(_PACKAGE)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        *path, last = random.choice(_ALL_PLACES)
        target: Any = descriptor
        try:
            for key in path:
                target = target[key]
            target[last] = copy.deepcopy(random.choice(_VALUES))
        except (TypeError, KeyError, IndexError):
            continue  # an earlier replacement took the place away
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (folder / "t.csv").write_text(_ROWS, "utf-8")


def try_package(folder: Path, random: Random) -> None:
    """Validate such a package in every form of the report, and compare it with the right one."""
    write_package(folder, random)
    old = folder / "old"
    old.mkdir(exist_ok=True)
    (old / "datapackage.json").write_text(json.dumps(_PACKAGE), "utf-8")
    (old / "t.csv").write_text(_ROWS, "utf-8")
    for attempt in (_validate, _compare):
        try:
            attempt(folder, old)
        except nr.NewsrowsError as error:
            if len(str(error)) > 5_000:
                raise AssertionError("a message of more than 5,000 characters") from None


def _validate(folder: Path, _: Path) -> None:
    report = validate(folder)
    for form in ("text", "json", "github"):
        explain(report.issues, form, folder=folder, unchecked=report.unchecked)


def _compare(folder: Path, old: Path) -> None:
    nr.diff_schemas(str(old), str(folder))
