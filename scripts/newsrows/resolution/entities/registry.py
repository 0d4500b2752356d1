"""The user's registry: a CSV file of people and organisations that takes precedence over the rules."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from newsrows.records import SourceError
from newsrows.records.entity_kinds import BY_TYPE, ENTITY_KINDS, ORGANISATION
from newsrows.records.findings import EntityType
from newsrows.records.printable import printable
from newsrows.regular_files import read_regular
from newsrows.resolution.names.folding import Words, compared_name

_REQUIRED_COLUMNS: Final = ("id", "name")
_OPTIONAL_COLUMNS: Final = ("aliases", "wikidata_id", "type", "gender")
_COLUMNS: Final = (*_REQUIRED_COLUMNS, *_OPTIONAL_COLUMNS)
_ALIAS_SEPARATOR: Final = "|"
_MAX_BYTES: Final = 256_000_000
_SHOWN: Final = 300  # characters of a cell or header in a message
_ID: Final = re.compile(r"[a-z0-9-]+")
_WIKIDATA_ID: Final = re.compile(r"Q[1-9][0-9]*")
_GENDERS: Final = ("female", "male", "other")


class RegistryError(SourceError):
    """The registry cannot be used; the message names the line, what was found, and what was expected."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a registry. Without a `type`, it can be a person or an organisation."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None
    type: EntityType | None = None
    line: int = 0
    gender: str | None = None

    def forms(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Entries by id, and by type and folded name."""

    entries: Mapping[str, Entry]
    _by_name: Mapping[tuple[EntityType, Words], Entry] = field(default_factory=dict)

    def find(self, entity_type: EntityType, words: Words) -> Entry | None:
        """The entry that has a folded name."""
        return self._by_name.get((entity_type, words))

    def entry(self, entity_type: EntityType, id: str) -> Entry | None:  # noqa: A002 - the column's name
        """The entry with an id, if it can be of this type."""
        entry = self.entries.get(id)
        return entry if entry is not None and entry.type in {None, entity_type} else None


def read_registry(path: Path) -> Registry:
    """Read a registry: a CSV file with the columns id and name, and optionally aliases, wikidata_id, type and gender.

    Aliases are separated by |.

    Raises:
        RegistryError: the file cannot be read, its header has missing or unknown columns, or a line is invalid: an id
            that is not a slug or occurs twice, no name, an invalid wikidata_id, type or gender, or a name of two
            entries.
    """
    try:
        text = read_regular(path, _MAX_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise RegistryError(
            f"{path}: the registry cannot be read: {error.strerror}; next: check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise RegistryError(
            f"{path}: the registry is not UTF-8 text (byte {error.start}); next: save it as UTF-8"
        ) from error
    return _registry_of(_entries(path, text), path)


def _registry_of(entries: Iterable[Entry], path: Path) -> Registry:
    by_id: dict[str, Entry] = {}
    by_name: dict[tuple[EntityType, Words], Entry] = {}
    for entry in entries:
        first = by_id.setdefault(entry.id, entry)
        if first is not entry:
            raise RegistryError(
                f'{path}, line {entry.line}: the id "{entry.id}" is also in line {first.line}, expected each id once; '
                f"next: put all names of one entity into one line, separated by {_ALIAS_SEPARATOR}, or change the id"
            )
        for entity_type in BY_TYPE if entry.type is None else (entry.type,):
            for form in entry.forms():
                owner = by_name.setdefault((entity_type, compared_name(entity_type, form)), entry)
                if owner is not entry:
                    raise RegistryError(
                        f'{path}, line {entry.line}: "{form}" of "{entry.id}" is also a name of "{owner.id}" '
                        f"(line {owner.line}), expected each name once; next: remove it from one of the two, and the "
                        "rules will separate namesakes"
                    )
    return Registry(by_id, by_name)


def _entries(path: Path, text: str) -> Iterator[Entry]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _entry(f"{path}, line {reader.line_num}", reader.line_num, header, cells)
    except csv.Error as error:
        raise RegistryError(
            f"{path}, line {reader.line_num}: the line is not valid CSV: {error}; next: check its quotation marks"
        ) from error


def _check_header(path: Path, header: list[str]) -> None:
    found = f'found "{printable(",".join(header), _SHOWN)}"' if header else "the file is empty"
    missing = [name for name in _REQUIRED_COLUMNS if name not in header]
    if missing:
        raise RegistryError(
            f"{path}, line 1: missing column {' and '.join(missing)}: {found}, expected a header with "
            f"{', '.join(_COLUMNS)}, of which {', '.join(_OPTIONAL_COLUMNS)} are optional; next: correct the header"
        )
    unknown = [name for name in header if name not in _COLUMNS]
    if unknown or len(set(header)) < len(header):
        problem = f'unknown column "{printable(unknown[0], _SHOWN)}"' if unknown else "a column occurs twice"
        raise RegistryError(
            f"{path}, line 1: {problem}: {found}, expected only {', '.join(_COLUMNS)}; next: remove the column"
        )


def _entry(where: str, line: int, header: list[str], cells: list[str]) -> Entry:
    if len(cells) != len(header):
        raise RegistryError(
            f"{where}: found {len(cells)} cells, expected {len(header)}; "
            "next: put cells that contain a comma into double quotes"
        )
    row = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
    if not _ID.fullmatch(row["id"]):
        raise RegistryError(
            f'{where}: the id is "{printable(row["id"], _SHOWN)}", expected only lower-case letters a to z, digits and '
            'hyphens; next: write it as in "jane-smith"'
        )
    if not row["name"]:
        raise RegistryError(f'{where}: "{row["id"]}" has no name, expected one; next: add it to the column name')
    aliases = dict.fromkeys(alias.strip() for alias in row.get("aliases", "").split(_ALIAS_SEPARATOR))
    forms = (row["name"], *(alias for alias in aliases if alias))
    for form in forms:
        if not any(character.isalnum() for character in form):
            raise RegistryError(
                f'{where}: the name or alias "{printable(form, _SHOWN)}" of "{row["id"]}" has neither a letter nor a '
                "digit, expected a name; next: correct or remove it"
            )
    wikidata_id = row.get("wikidata_id") or None
    if wikidata_id is not None and not _WIKIDATA_ID.fullmatch(wikidata_id):
        raise RegistryError(
            f'{where}: the wikidata_id is "{printable(wikidata_id, _SHOWN)}", expected Q and a number, as in "Q42"; '
            "next: correct it, or leave the cell empty"
        )
    entity_type = _type(where, row)
    return Entry(row["id"], row["name"], forms[1:], wikidata_id, entity_type, line, _gender(where, row, entity_type))


def _gender(where: str, row: Mapping[str, str], entity_type: EntityType | None) -> str | None:
    cell = row.get("gender", "")
    if cell and (cell not in _GENDERS or entity_type == ORGANISATION.type):
        expected = (
            f"{', '.join(_GENDERS)}, or nothing" if entity_type != ORGANISATION.type else "none of an organisation"
        )
        raise RegistryError(
            f'{where}: the gender is "{printable(cell, _SHOWN)}", expected {expected}; next: correct it, or leave the '
            "cell empty"
        )
    return cell or None


def _type(where: str, row: Mapping[str, str]) -> EntityType | None:
    cell = row.get("type", "")
    if not cell:
        return None
    for kind in ENTITY_KINDS:
        if cell == kind.type:
            return kind.type
    types = ", ".join(BY_TYPE)
    raise RegistryError(
        f'{where}: the type is "{printable(cell, _SHOWN)}", expected {types}, or nothing; next: correct it, or '
        "leave the cell empty"
    )
