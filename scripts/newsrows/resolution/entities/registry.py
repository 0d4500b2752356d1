"""The user's own list of people and organisations, which wins over the rules."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from newsrows.records import SourceError
from newsrows.records.findings import EntityType
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name

_NEEDED: Final = ("id", "name")
_OPTIONAL: Final = ("aliases", "wikidata_id", "type")
_ID: Final = re.compile(r"[a-z0-9-]+")
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")
_TYPES: Final[tuple[EntityType, ...]] = ("person", "organisation")


class RegistryError(SourceError):
    """A registry that cannot be used; the message says in which line and what was expected."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a registry. `type` None: what it is, its articles say."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None
    type: EntityType | None = None
    line: int = 0

    def forms(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Entries by id, and by each of their names as names are compared."""

    entries: Mapping[str, Entry]
    _names: Mapping[tuple[EntityType, tuple[str, ...]], Entry] = field(default_factory=dict)

    def find(self, kind: EntityType, words: tuple[str, ...]) -> Entry | None:
        """The entry that a folded name of a person or an organisation belongs to."""
        return self._names.get((kind, words))

    def entry(self, kind: EntityType, id: str) -> Entry | None:  # noqa: A002 - the column's name
        """The entry of a row, if the row is one of the registry's."""
        entry = self.entries.get(id)
        return entry if entry is not None and entry.type in {None, kind} else None


def read_registry(path: Path) -> Registry:
    """Read a CSV file with the columns id and name, and optionally aliases (parted by |), wikidata_id and type.

    Raises:
        RegistryError: the file cannot be read, its header is another one, or a line is wrong: an id that is no slug or
            comes twice, no name, a wikidata_id that is none, an unknown type, or a name that two entries claim.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegistryError(f"{path}: the registry cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path}: the registry is no UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return registry_of(_entries(path, text), str(path))


def registry_of(entries: Iterator[Entry], where: str) -> Registry:
    """The registry of some entries; `where` they stand, for messages.

    Raises:
        RegistryError: an id comes twice, or two entries claim one name.
    """
    by_id: dict[str, Entry] = {}
    names: dict[tuple[EntityType, tuple[str, ...]], Entry] = {}
    for entry in entries:
        before = by_id.setdefault(entry.id, entry)
        if before is not entry:
            raise RegistryError(
                f'{where}, line {entry.line}: the id "{entry.id}" stands in line {before.line} too; '
                "put all names of one person or organisation into one line, parted by |, or give another id"
            )
        for kind in _TYPES if entry.type is None else (entry.type,):
            for form in entry.forms():
                claimed = names.setdefault((kind, compared(kind, form)), entry)
                if claimed is not entry:
                    raise RegistryError(_clash(where, form, claimed, entry))
    return Registry(by_id, names)


def compared(kind: EntityType, form: str) -> tuple[str, ...]:
    """A name as it is compared: no accents, case, stops, leading article."""
    if kind == "person":
        return person_name.folded(form)
    return organisation_name.national(organisation_name.folded(form))


def _clash(where: str, form: str, one: Entry, other: Entry) -> str:
    return (
        f'{where}, line {other.line}: "{form}" of "{other.id}" is a name of "{one.id}" (line {one.line}) too, and '
        "nothing says which of them an article means; leave it out of one of the two (rules then keep namesakes apart)"
    )


def _entries(path: Path, text: str) -> Iterator[Entry]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _entry(f"{path}, line {reader.line_num}", reader.line_num, header, cells)
    except csv.Error as error:
        raise RegistryError(f"{path}, line {reader.line_num}: no CSV: {error}") from error


def _check_header(path: Path, header: list[str]) -> None:
    wanted = ", ".join([*_NEEDED, *_OPTIONAL])
    found = f'found "{",".join(header)}"' if header else "the file is empty"
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise RegistryError(
            f"{path}, line 1: the header has no column {' and none '.join(missing)}: {found}, expected a "
            f"comma-separated header of {wanted} (the last three may be left out)"
        )
    odd = [name for name in header if name not in {*_NEEDED, *_OPTIONAL}]
    if odd or len(set(header)) < len(header):
        what = f'unknown column "{odd[0]}"' if odd else "a column comes twice"
        raise RegistryError(f"{path}, line 1: {what}: {found}, expected some of {wanted}")


def _entry(where: str, line: int, header: list[str], cells: list[str]) -> Entry:
    if len(cells) != len(header):
        raise RegistryError(
            f"{where}: found {len(cells)} cells, expected {len(header)}; "
            "put a cell that holds a comma into double quotes"
        )
    row = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
    if not _ID.fullmatch(row["id"]):
        raise RegistryError(
            f'{where}: the id is "{row["id"]}"; '
            'expected small letters a to z, digits and hyphens only, as in "jane-smith"'
        )
    if not row["name"]:
        raise RegistryError(f'{where}: "{row["id"]}" has no name')
    wikidata = row.get("wikidata_id") or None
    if wikidata is not None and not _WIKIDATA.fullmatch(wikidata):
        raise RegistryError(f'{where}: the wikidata_id is "{wikidata}"; expected Q and a number, as in "Q42"')
    aliases = dict.fromkeys(alias.strip() for alias in row.get("aliases", "").split("|"))
    return Entry(row["id"], row["name"], tuple(alias for alias in aliases if alias), wikidata, _type(where, row), line)


def _type(where: str, row: Mapping[str, str]) -> EntityType | None:
    kind = row.get("type", "")
    if not kind:
        return None
    for known in _TYPES:
        if kind == known:
            return known
    raise RegistryError(f'{where}: the type is "{kind}"; expected person, organisation, or nothing')
