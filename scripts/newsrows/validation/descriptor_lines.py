"""Where the issues of a descriptor stand: the file, which may be that of a schema or dialect, and the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from newsrows.datapackage.documents import Document, DocumentError, parse_leniently
from newsrows.datapackage.limits import is_url
from newsrows.datapackage.loading import reference_target
from newsrows.datapackage.normalise import as_list
from newsrows.records import Issue
from newsrows.regular_files import read_regular
from newsrows.validation.open_package import OpenPackage


def with_lines(package: OpenPackage, issues: Iterable[Issue]) -> Iterator[Issue]:
    """The issues; those whose column is a JSON pointer into the descriptor with their file and line."""
    documents = _Documents(package)
    for issue in issues:
        pointer = issue.column or ""
        yield (
            documents.place(issue, pointer) if pointer.startswith("/") and issue.table == package.descriptor else issue
        )


@dataclass(frozen=True, slots=True)
class _Documents:
    """The JSON files of a package that were read so far; None for one that cannot be read."""

    package: OpenPackage
    read: dict[str, Document | None] = field(default_factory=dict)

    def place(self, issue: Issue, pointer: str) -> Issue:
        """The issue with its line; below a schema or dialect in a file of its own, in that file."""
        document = self._open(issue.table)
        if document is None:
            return issue
        _, *parts = pointer.split("/")
        path = _path_of_part(document.value, parts)
        if path is not None and (part := self._open(path)) is not None:
            below = "".join(f"/{step}" for step in parts[3:])
            return replace(issue, table=path, column=below, line=part.line(below))
        return replace(issue, line=document.line(pointer))

    def _open(self, path: str) -> Document | None:
        if path not in self.read:
            self.read[path] = self._parse(path)
        return self.read[path]

    def _parse(self, path: str) -> Document | None:
        limits = self.package.source.limits
        try:
            return parse_leniently(read_regular(self.package.folder / path, limits.json_bytes), path, limits)
        except (OSError, DocumentError):
            return None


def _path_of_part(descriptor: Mapping[str, Any], parts: list[str]) -> str | None:
    """The file of a resource's schema or dialect, if a pointer leads below one that has a file of its own."""
    match parts:
        case ["resources", place, ("schema" | "dialect") as member, _, *_] if place.isdecimal():
            listed = as_list(descriptor.get("resources"))
            resource = listed[int(place)] if int(place) < len(listed) else None
            path = reference_target(resource.get(member)) if isinstance(resource, Mapping) else None
            return None if path is None or is_url(path) else path
        case _:
            return None
