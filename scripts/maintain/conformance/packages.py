"""Small packages in memory: a descriptor and files, made from a few words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REMOVED = "(removed)"
"""A value that removes its property."""

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class SmallPackage:
    """A package: its descriptor, and its other files by their paths."""

    descriptor: JsonObject
    files: Mapping[str, bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write the package into a folder, which is made, and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        text = json.dumps(self.descriptor, ensure_ascii=False, indent=1)
        (folder / "datapackage.json").write_text(text, "utf-8")
        return folder


@dataclass(frozen=True)
class Feature:
    """A feature of the standard.

    Attributes:
        section: the part of the standard.
        name: the feature.
        good: a package that follows it.
        bad: a package that breaks it in this one point.
        rule: the id of the rule that reports the bad one; '' if newsrows lists the feature as not checked.
    """

    section: str
    name: str
    good: SmallPackage
    bad: SmallPackage
    rule: str

    @property
    def id(self) -> str:
        """The section and the name."""
        return f"{self.section}: {self.name}"


def delimited(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def table(text: str | bytes, schema: JsonObject, **resource: Any) -> SmallPackage:
    """A package of one table, `t.csv`."""
    content = text.encode() if isinstance(text, str) else text
    described = {"name": "t", "type": "table", "path": "t.csv", "schema": schema, **resource}
    return SmallPackage({"resources": [described]}, {described["path"]: content})


def column(field_: JsonObject, cells: Sequence[str], **schema: Any) -> SmallPackage:
    """A package of one table with a row number and one column `a`."""
    rows = [["n", "a"], *([str(number), cell] for number, cell in enumerate(cells))]
    fields = [{"name": "n", "type": "integer"}, {"name": "a", **field_}]
    return table(delimited(rows), {"fields": fields, **schema})


def changed(package: SmallPackage, changes: Mapping[str, Any]) -> SmallPackage:
    """The package with other values at JSON pointers; the last step of a pointer may be new."""
    descriptor = deepcopy(package.descriptor)
    for pointer, value in changes.items():
        *steps, last = pointer.strip("/").split("/")
        target: Any = descriptor
        for step in steps:
            target = target[int(step)] if isinstance(target, list) else target.setdefault(step, {})
        if isinstance(target, list):
            target[int(last)] = value
        elif value == REMOVED:
            target.pop(last, None)
        else:
            target[last] = value
    return SmallPackage(descriptor, package.files)
