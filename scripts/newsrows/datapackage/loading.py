"""A package or a set of schemas, loaded strictly from a file, a folder, a zip file or a git ref.

Whatever could be misunderstood is an error, because two packages are about to be compared. A descriptor that is to be
validated is read leniently instead, see `newsrows.datapackage.descriptor`.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from newsrows.datapackage import normalise
from newsrows.datapackage.descriptor import build_resource, build_schema, field_name
from newsrows.datapackage.documents import Document, Origin, parse_document, parse_leniently
from newsrows.datapackage.git_source import GitSource, open_ref
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.model import Package, Resource, TableSchema
from newsrows.datapackage.shapes import misshapen
from newsrows.datapackage.sources import DESCRIPTOR, FolderSource, PackageSource, open_zip, safe_path
from newsrows.datapackage.vocabulary import unknown_properties
from newsrows.records import PackageError

FLAGS = (None, True, False, "true", "false", "True", "False")
MATCHES = ("exact", "equal", "subset", "superset", "partial")
# A thousand resources may share one schema, but not one of megabytes.
_SUM_OF_REFERENCES = 10
_ADVICE = "keep a copy and name it with --map URL=FOLDER, or publish the package with its schemas written out"


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How packages are loaded.

    Attributes:
        limits: how much is read.
        allowed: unknown properties that are allowed, by name; `*` allows all.
        mapped: web addresses and the folders that hold copies of what is there.
        here: the folder where relative sources start.
        rows_only: whether only what the rows need is checked: not unknown properties, flags, keys and duplicate names.
            A resource whose schema or dialect cannot be read gets a `fault`, which stops only those who need its rows.
        tolerated: takes a sentence per unknown property, which is then no error; None: it is one.
        beside: a folder of the other package of a comparison. `REF:path` is looked up in its repository first.
    """

    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = frozenset()
    mapped: tuple[tuple[str, Path], ...] = ()
    here: Path = Path()
    rows_only: bool = False
    tolerated: list[str] | None = None
    beside: Path | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a package is: its files, and the file to start with ('' if it has to be looked for)."""

    name: str
    source: PackageSource
    start: str


def locate(name: str, options: LoadOptions) -> Location:
    """Find the files of a package.

    Args:
        name: a datapackage.json, a Table Schema, a folder with either, a zip package, or `REF:path`.
        options: how packages are loaded.

    Raises:
        PackageError: there are no such files, or the name is a URL.
    """
    path = options.here / name
    if os.path.isdir(path):  # noqa: PTH112 - pathlib raises an error if a name is too long
        return Location(name, FolderSource(path, options.limits), "")
    if os.path.isfile(path):  # noqa: PTH113
        if path.suffix.lower() == ".zip":
            return Location(name, open_zip(path, options.limits), "")
        return Location(name, FolderSource(path.parent, options.limits), path.name)
    if "://" in name:
        raise PackageError(f"{name}: found a URL, expected a file or folder; nothing is fetched; next: download it")
    if ":" in name:
        return _locate_ref(name, options)
    raise PackageError(f"{name}: found no such file or folder, expected a package, a schema, or REF:path")


def folder_of(name: str) -> Path | None:
    """The folder of a package on disk; None if it is somewhere else."""
    path = Path(name)
    if os.path.isdir(path):  # noqa: PTH112 - pathlib raises an error if a name is too long
        return path
    return path.parent if os.path.isfile(path) else None  # noqa: PTH113


def _locate_ref(name: str, options: LoadOptions) -> Location:
    source = _open_ref(name, options)
    if source.is_file():
        pure = PurePosixPath(source.prefix)
        folder = "" if str(pure.parent) == "." else str(pure.parent)
        return Location(name, GitSource(source.folder, source.ref, source.commit, folder, source.limits), pure.name)
    if not source.names() and source.prefix:
        raise PackageError(f"{name}: found no such file or folder at that commit, expected one")
    return Location(name, source, "")


def _open_ref(name: str, options: LoadOptions) -> GitSource:
    """The files at a ref: of the other package's repository if it has the ref, else of the current folder's."""
    if options.beside is not None:
        with suppress(PackageError):
            return open_ref(name, options.beside, options.limits, here=options.here)
    return open_ref(name, options.here, options.limits)


def load_package(name: str, options: LoadOptions | None = None) -> Package:
    """Load a package or a set of schemas.

    Args:
        name: a datapackage.json, a Table Schema, a folder with either, a zip package, or `REF:path`.
        options: how packages are loaded.

    Raises:
        PackageError: it cannot be read, or holds something that could be misunderstood.
    """
    options = options or LoadOptions()
    location = locate(name, options)
    loader = Loader(location.source, options)
    if location.start:
        document = loader.document(location.start)
        if _is_schema(document.value):
            return loader.schemas(name, [document])
        return loader.package(name, document)
    names = location.source.names()
    if DESCRIPTOR in names:
        return loader.package(name, loader.document(DESCRIPTOR))
    documents = [loader.document(file) for file in names if file.endswith(".json")]
    schemas = [doc for doc in documents if isinstance(doc.value, dict) and isinstance(doc.value.get("fields"), list)]
    if not schemas:
        raise PackageError(f"{name}: found neither {DESCRIPTOR} nor a Table Schema, expected one of them")
    return loader.schemas(name, schemas)


def _is_schema(value: Any) -> bool:
    """Whether a JSON value is a Table Schema, which may list files that follow it as examples under `resources`."""
    if not isinstance(value, dict) or "fields" not in value:
        return False
    listed = value.get("resources")
    examples = isinstance(listed, list) and not any(isinstance(one, Mapping) and "schema" in one for one in listed)
    return "resources" not in value or (isinstance(value["fields"], list) and examples)


@dataclass(slots=True)
class ReferenceTotal:
    """The sizes of the files that a descriptor refers to, added up once for each reference."""

    size: int = 0

    def add(self, size: int, name: str, limits: Limits) -> None:
        """Count a reference to a file.

        Raises:
            PackageError: together they are too large.
        """
        self.size += size
        if self.size > _SUM_OF_REFERENCES * limits.json_bytes:
            raise PackageError(
                f"{name}: references add up to more than {_SUM_OF_REFERENCES} times --max-json; "
                "next: raise the limit if they are meant"
            )


@dataclass(frozen=True)
class Loader:
    """Loads the documents of one package; each is parsed once."""

    source: PackageSource
    options: LoadOptions
    documents: dict[str, Document] = field(default_factory=dict)
    followed: ReferenceTotal = field(default_factory=ReferenceTotal)

    def document(self, path: str, source: PackageSource | None = None) -> Document:
        """A JSON file of the package."""
        limits, source = self.options.limits, source or self.source
        name = source.shown(path)
        if name not in self.documents:
            parse = parse_leniently if self.options.rows_only else parse_document
            self.documents[name] = parse(source.read(path, limits.json_bytes, "--max-json"), name, limits)
        self.followed.add(len(self.documents[name].text), name, limits)
        return self.documents[name]

    def package(self, name: str, document: Document) -> Package:
        """A data package."""
        origin = Origin(document)
        descriptor = self._known("package", document.value, origin, "a data package")
        written = descriptor.get("resources")
        if not isinstance(written, list) or not written:
            raise PackageError(f"{origin.down('resources')}: expected a list with at least one resource")
        check_number_of_files(written, document.file, self.options.limits)
        resources = tuple(
            self._resource(value, origin.down("resources", index), descriptor.get("$schema"), index)
            for index, value in enumerate(written)
        )
        _check_distinct([resource.name for resource in resources], origin.down("resources"), "resources")
        return Package("package", name, descriptor, origin, resources)

    def schemas(self, name: str, documents: list[Document]) -> Package:
        """A set of Table Schemas, as a package that says nothing else; resources are named after the files."""
        resources = []
        for document in documents:
            origin = Origin(document)
            schema = self._schema(document.value, origin, None)
            resources.append(Resource(normalise.stem(document.file), schema, origin=origin, dialect_origin=origin))
        _check_distinct([resource.name for resource in resources], Origin(documents[0]), "schemas")
        versions = [document.value["version"] for document in documents if "version" in document.value]
        described = {"version": versions[0]} if len(documents) == 1 and versions else {}
        return Package("schemas", name, described, Origin(documents[0]), tuple(resources))

    def _resource(self, value: Any, origin: Origin, profile: Any, index: int) -> Resource:
        descriptor = self._known("resource", value, origin, "a resource")
        try:
            schema = self._schema_of(descriptor, origin, profile)
            dialect, dialect_at = self._dereference(descriptor.get("dialect") or {}, origin.down("dialect"))
            dialect = self._known("dialect", dialect, dialect_at, "a dialect")
        except PackageError as error:
            if not self.options.rows_only:
                raise
            faulty = build_resource(descriptor, index, schema=None, dialect={}, origin=origin, dialect_origin=origin)
            return replace(faulty, fault=str(error))
        return build_resource(
            descriptor, index, schema=schema, dialect=dialect, origin=origin, dialect_origin=dialect_at
        )

    def _schema_of(self, descriptor: Mapping[str, Any], origin: Origin, profile: Any) -> TableSchema | None:
        if descriptor.get("schema") is None:
            return None
        written, at = self._dereference(descriptor["schema"], origin.down("schema"))
        return self._schema(written, at, profile or descriptor.get("$schema"))

    def _schema(self, value: Any, origin: Origin, profile: Any) -> TableSchema:
        descriptor = self._known("schema", value, origin, "a Table Schema")
        written = descriptor.get("fields")
        if not isinstance(written, list):
            raise PackageError(f"{origin}: found a Table Schema without a list of fields, expected one")
        if self.options.rows_only:
            return build_schema(descriptor, origin=origin, profile=profile)
        for index, entry in enumerate(written):
            self._check_field(entry, origin.down("fields", index))
        _check_distinct([str(field_name(entry)) for entry in written], origin.down("fields"), "fields")
        if (match := normalise.fields_match(descriptor.get("fieldsMatch"))) not in MATCHES:
            at = origin.down("fieldsMatch")
            raise PackageError(f"{at}: found fieldsMatch {match!r}, expected one of {', '.join(MATCHES)}")
        for index, key in enumerate(normalise.as_list(descriptor.get("foreignKeys"))):
            self._check_foreign_key(key, origin.down("foreignKeys", index))
        return build_schema(descriptor, origin=origin, profile=profile)

    def _check_field(self, value: Any, origin: Origin) -> None:
        descriptor = self._known("field", value, origin, "a field")
        at = origin.down("constraints")
        constraints = self._known(
            "constraints", descriptor.get("constraints") or {}, at, "constraints", descriptor.get("type", "string")
        )
        for flag in ("required", "unique"):
            if constraints.get(flag) not in FLAGS:
                raise PackageError(f"{at.down(flag)}: found {flag} {_shown(constraints[flag])}, expected true or false")
        if field_name(descriptor) is None:
            raise PackageError(f"{origin}: found a field without a name, expected a text in 'name'")

    def _check_foreign_key(self, value: Any, origin: Origin) -> None:
        descriptor = self._known("foreignKey", value, origin, "a foreign key")
        self._known("reference", descriptor.get("reference"), origin.down("reference"), "a reference")

    def _known(self, kind: str, value: Any, origin: Origin, what: str, field_type: object = None) -> Mapping[str, Any]:
        """The value as an object all of whose properties are known, and of the kind that they must have."""
        if not isinstance(value, Mapping):
            raise PackageError(f"{origin}: found {_shown(value)}, expected {what} (a JSON object)")
        if not self.options.rows_only:
            self._check_properties(kind, value, origin)
        for wrong in misshapen(kind, value, field_type=field_type):
            at = origin.down(*wrong.path)
            raise PackageError(f"{at}: found {wrong.path[-1]} {_shown(wrong.value)}, expected {wrong.expected}")
        return value

    def _check_properties(self, kind: str, value: Mapping[str, Any], origin: Origin) -> None:
        unknown = list(unknown_properties(kind, value, origin, self.options.allowed))
        if self.options.tolerated is not None:
            self.options.tolerated.extend(f"{one.message}; it was compared as text" for one in unknown)
        elif unknown:
            raise PackageError(f"{unknown[0].message}, which could change what the data mean; {unknown[0].advice}")

    def _dereference(self, value: Any, origin: Origin) -> tuple[Any, Origin]:
        """Follow a schema or dialect given by path, and `{"$ref": "file#/pointer"}`, until there is a value."""
        seen: list[str] = []
        while (target := reference_target(value)) is not None:
            step = f"{origin.file}: {target}"
            if step in seen:
                raise PackageError(
                    f"{origin}: the reference {target!r} leads back to itself, by way of {len(seen)} references"
                )
            seen.append(step)
            value, origin = self._follow(target, origin)
        return value, origin

    def _follow(self, target: str, origin: Origin) -> tuple[Any, Origin]:
        path, _, pointer = target.partition("#")
        if not path:
            at = Origin(origin.document)
        else:
            source, inside = self._mapped(path)
            at = Origin(self.document(safe_path(inside, str(origin), advice=_ADVICE), source))
        value = at.document.value
        for part in pointer.lstrip("/").split("/") if pointer else []:
            key = part.replace("~1", "/").replace("~0", "~")
            at = at.down(key)
            value = _child(value, key, origin, target)
        return value, at

    def _mapped(self, path: str) -> tuple[PackageSource, str]:
        for address, folder in self.options.mapped:
            if path.startswith(address):
                return FolderSource(folder, self.options.limits), path[len(address) :].lstrip("/")
        return self.source, path  # safe_path then refuses an address that has no copy, and says why


def check_number_of_files(resources: Sequence[Any], file: str, limits: Limits) -> None:
    """Refuse a descriptor that lists more files than the limit: each takes milliseconds, be it ever so small.

    Args:
        resources: the resources as they were written. One without a path counts as a file.
        file: the descriptor's name.
        limits: how much is read.

    Raises:
        PackageError: it does.
    """
    paths = (one.get("path") or one.get("url") if isinstance(one, Mapping) else None for one in resources)
    number = sum(max(1, len(normalise.as_list(several))) for several in paths)
    if number > limits.files:
        raise PackageError(
            f"{file}: found resources with {number:,} files, expected at most {limits.files:,}; "
            "next: raise the limit with --max-files if they are meant"
        )


def reference_target(value: Any) -> str | None:
    """The path that stands for a schema or dialect, written as a text or as {"$ref": path}; None for a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and isinstance(value.get("$ref"), str):
        return str(value["$ref"])
    return None


def _child(value: Any, key: str, origin: Origin, target: str) -> Any:
    if isinstance(value, Mapping) and key in value:
        return value[key]
    if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
        return value[int(key)]
    raise PackageError(f"{origin}: the reference {target!r} leads nowhere at {key!r}")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]


def _check_distinct(names: list[str], origin: Origin, what: str) -> None:
    name, times = Counter(names).most_common(1)[0] if names else ("", 0)
    if times > 1:
        raise PackageError(f"{origin}: found {times} {what} named {name!r}, expected each name once")
