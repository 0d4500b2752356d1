"""Reads what users say about their package: package.yaml beside the articles, or a file that an option names.

The properties are those of a Data Package (https://datapackage.org/standard/data-package/, version 2) that describe the
package as a whole. Resources, and what newsrows derives from the tables, are not among them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import yaml

from newsrows.publishing.descriptor import SOFTWARE, PackageInfo
from newsrows.publishing.errors import ExportError
from newsrows.records.contract import PACKAGE_FILE_NAMES
from newsrows.regular_files import RefusedFileError, read_regular

_MOST_BYTES: Final = 256_000
_TEXT: Final = {"type": "string", "minLength": 1}
_NAME: Final = r"^[a-z0-9._/-]+$"
_LICENCE_NAME: Final = {"type": "string", "pattern": r"^[A-Za-z0-9._+-]+$"}
_ADDRESS: Final = {"type": "string", "pattern": "^https?://"}
_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": _NAME},
        "title": _TEXT,
        "description": _TEXT,
        "homepage": _ADDRESS,
        "version": _TEXT,
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"},
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "name": _LICENCE_NAME,
                    "path": _TEXT,
                    "title": _TEXT,
                },
                "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
                "additionalProperties": False,
            },
        },
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    **dict.fromkeys(("title", "path", "email", "givenName", "familyName", "organization"), _TEXT),
                    "roles": {"type": "array", "minItems": 1, "items": _TEXT},
                },
                "anyOf": [{"required": [name]} for name in ("title", "givenName", "familyName")],
                "additionalProperties": False,
            },
        },
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": dict.fromkeys(("title", "path", "email", "version"), _TEXT),
                "anyOf": [{"required": ["title"]}, {"required": ["path"]}],
                "additionalProperties": False,
            },
        },
        "keywords": {"type": "array", "minItems": 1, "items": _TEXT},
    },
}
_SPELLINGS: Final = {"licences": "licenses", "licence": "licenses", "license": "licenses"}


def find_package_file(sources: Iterable[Path | str]) -> Path | None:
    """The package.yaml (or .yml, .json) in one of the folders among `sources`; None if there is none.

    Raises:
        ExportError: there are several.
    """
    # os.path, because Path.is_file raises where a name is too long; the build reports such a source.
    paths = [source / name for source in sources if isinstance(source, Path) for name in PACKAGE_FILE_NAMES]
    files = [path for path in paths if os.path.isfile(path)]  # noqa: PTH113
    if len(files) > 1:
        raise ExportError(
            f"{files[0]}, {files[1]}: found two files about the package, expected one; next: name it with --package"
        )
    return files[0] if files else None


def package_info(file: Path | None, **options: str | None) -> PackageInfo:
    """What a package's descriptor will say about the whole.

    Args:
        file: a file with properties of the package; None: the defaults.
        options: `name`, `title`, `version` and `licence`, which come before what the file says; None: not given. A
            licence is an identifier such as CC-BY-4.0, or an address.

    Raises:
        ExportError: the file cannot be read, or a property does not have the form of the standard.
    """
    written: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    for name, value in written.items():
        _check(_as_properties({name: value}), f"--{name}")
    properties = ({} if file is None else _properties(file)) | _as_properties(written)
    if "contributors" in properties:
        properties["contributors"] = [*properties["contributors"], SOFTWARE]
    return replace(PackageInfo(), **properties)


def _properties(file: Path) -> dict[str, Any]:
    try:
        text = read_regular(file, _MOST_BYTES).decode("utf-8")
    except (RefusedFileError, OSError) as error:
        raise ExportError(f"{file}: it cannot be read ({error.strerror}); next: check the file") from error
    except UnicodeDecodeError as error:
        raise ExportError(f"{file}: found bytes that are not UTF-8; next: save it as UTF-8") from error
    try:
        content = json.loads(text) if file.suffix == ".json" else _load_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ExportError(f"{file}: it cannot be read ({reason}); next: correct the line") from error
    if not isinstance(content, dict):
        raise ExportError(f"{file}: found {type(content).__name__}, expected properties such as 'title: ...'")
    properties = _as_properties(content)
    _check(properties, str(file))
    return properties


def _as_properties(content: Mapping[Any, Any]) -> dict[str, Any]:
    """The content with the standard's names. A licence may be one text: an identifier or an address."""
    properties = {_SPELLINGS.get(str(name), str(name)): value for name, value in content.items()}
    licence = properties.get("licenses")
    if isinstance(licence, str):
        properties["licenses"] = [{"path" if "://" in licence else "name": licence}]
    return properties


def _load_yaml(text: str) -> object:
    """The content with all values as texts: a version 1.10 is not a number.

    Raises:
        yaml.YAMLError: it is not YAML, or has aliases, with which a short file can hold any number of values.
    """
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
        raise yaml.YAMLError("found an alias (*), expected the value itself")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only


def _check(properties: Mapping[str, Any], place: str) -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - it takes a fifth of a second
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    error = best_match(Draft202012Validator(_SCHEMA).iter_errors(properties))
    if error is None:
        return
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    if error.validator == "additionalProperties":
        known = ", ".join(sorted(error.schema["properties"]))
        unknown = ", ".join(sorted(error.instance.keys() - error.schema["properties"].keys()))[:100]
        message = f"found {unknown}, expected some of {known}"
    elif error.validator == "pattern" and error.validator_value == _NAME:
        message = f"found {error.instance[:60]!r}, expected lower-case letters, digits and - . _ /"
    else:
        message = f"{error.message[:200]}"
    raise ExportError(f"{place}: {where}{': ' if where else ''}{message}; next: correct it (docs/formats.md)")
