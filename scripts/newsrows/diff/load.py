"""A package or a set of schemas from a file, a folder, a zip file or a git ref, checked and ready to be compared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from newsrows.diff import spellings
from newsrows.diff.documents import Document, Origin, parse_document
from newsrows.diff.git import GitTree, open_ref
from newsrows.diff.model import Field, Package, Resource, Schema
from newsrows.diff.refused import CannotCompareError, Limits
from newsrows.diff.trees import FolderTree, Tree, open_zip, safe_path
from newsrows.diff.vocabulary import check_properties

DESCRIPTOR = "datapackage.json"
FLAGS = (None, True, False, "true", "false", "True", "False")
MATCHES = ("exact", "equal", "subset", "superset", "partial")
SUM_OF_REFERENCES = 10  # a thousand resources may share one schema, yet not one of megabytes
SCHEMA_ENDINGS = ("-table-schema", "_table_schema", "-schema", "_schema")


@dataclass(frozen=True, slots=True)
class Reading:
    """How packages are read: limits, properties allowed by name, folders that stand for addresses on the net."""

    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = frozenset()
    mapped: tuple[tuple[str, Path], ...] = ()
    here: Path = Path()


@dataclass(frozen=True, slots=True)
class Located:
    """Where a package lies: a tree, and the file in it to begin with ('' if it has to be looked for)."""

    source: str
    tree: Tree
    start: str


def locate(source: str, reading: Reading) -> Located:
    """Find the files that a source names.

    Raises:
        CannotCompareError: if there are none, or the source is a URL.
    """
    path = reading.here / source
    if path.is_dir():
        return Located(source, FolderTree(path, reading.limits), "")
    if path.is_file():
        if path.suffix.lower() == ".zip":
            return Located(source, open_zip(path, reading.limits), "")
        return Located(source, FolderTree(path.parent, reading.limits), path.name)
    if "://" in source:
        raise CannotCompareError(f"{source}: a URL, and nothing is fetched from the net; download it first")
    if ":" in source:
        return _locate_ref(source, reading)
    raise CannotCompareError(f"{source}: no such file or folder; expected a package, a schema, or REF:path")


def _locate_ref(source: str, reading: Reading) -> Located:
    tree = open_ref(source, reading.here, reading.limits)
    if tree.is_file():
        pure = PurePosixPath(tree.prefix)
        folder = "" if str(pure.parent) == "." else str(pure.parent)
        return Located(source, GitTree(tree.folder, tree.ref, tree.commit, folder, tree.limits), pure.name)
    if not tree.names() and tree.prefix:
        raise CannotCompareError(f"{source}: no such file or folder at that commit; nothing was compared")
    return Located(source, tree, "")


def load_package(source: str, reading: Reading | None = None) -> Package:
    """Read a package or a set of schemas.

    Args:
        source: a datapackage.json, a Table Schema, a folder with either, a zip package, or `REF:path`.
        reading: limits and allowances.

    Raises:
        CannotCompareError: if it cannot be read, or holds what the gate does not understand.
    """
    reading = reading or Reading()
    located = locate(source, reading)
    loader = _Loader(located.tree, reading)
    if located.start:
        document = loader.document(located.start)
        if isinstance(document.value, dict) and "resources" not in document.value and "fields" in document.value:
            return loader.schemas(source, [document])
        return loader.package(source, document)
    names = located.tree.names()
    if DESCRIPTOR in names:
        return loader.package(source, loader.document(DESCRIPTOR))
    documents = [loader.document(name) for name in names if name.endswith(".json")]
    schemas = [doc for doc in documents if isinstance(doc.value, dict) and isinstance(doc.value.get("fields"), list)]
    if not schemas:
        raise CannotCompareError(f"{source}: neither {DESCRIPTOR} nor a Table Schema in it; nothing was compared")
    return loader.schemas(source, schemas)


@dataclass(frozen=True)
class _Loader:
    tree: Tree
    reading: Reading
    documents: dict[str, Document] = field(default_factory=dict)
    followed: list[int] = field(default_factory=list)  # sizes of documents, once for each reference to them

    def document(self, path: str, tree: Tree | None = None) -> Document:
        limits, tree = self.reading.limits, tree or self.tree
        name = tree.shown(path)
        if name not in self.documents:
            self.documents[name] = parse_document(tree.read(path, limits.json_bytes, "--max-json"), name, limits)
        self.followed.append(len(self.documents[name].text))
        if sum(self.followed) > SUM_OF_REFERENCES * limits.json_bytes:
            raise CannotCompareError(
                f"{name}: references add up to over {SUM_OF_REFERENCES} times --max-json; raise it if they are meant"
            )
        return self.documents[name]

    def package(self, source: str, document: Document) -> Package:
        origin = Origin(document)
        members = _object(document.value, origin, "a data package")
        check_properties("package", members, origin, self.reading.allowed)
        written = members.get("resources")
        if not isinstance(written, list) or not written:
            raise CannotCompareError(f"{origin.down('resources')}: expected a list with at least one resource")
        resources = tuple(
            self.resource(value, origin.down("resources", index), members.get("$schema"), index)
            for index, value in enumerate(written)
        )
        _distinct([resource.name for resource in resources], origin.down("resources"), "resources")
        return Package("package", source, members, origin, resources)

    def schemas(self, source: str, documents: list[Document]) -> Package:
        resources = []
        for document in documents:
            origin = Origin(document)
            schema = self.schema(document.value, origin, None)
            resources.append(Resource(_stem(document.file), {}, origin, schema, {}, origin))
        _distinct([resource.name for resource in resources], Origin(documents[0]), "schemas")
        return Package("schemas", source, {}, Origin(documents[0]), tuple(resources))

    def resource(self, value: Any, origin: Origin, profile: Any, index: int) -> Resource:
        members = _object(value, origin, "a resource")
        check_properties("resource", members, origin, self.reading.allowed)
        schema = None
        if members.get("schema") is not None:
            found, at = self.dereference(members["schema"], origin.down("schema"))
            schema = self.schema(found, at, profile or members.get("$schema"))
        dialect, dialect_at = self.dereference(members.get("dialect") or {}, origin.down("dialect"))
        dialect = _object(dialect, dialect_at, "a dialect")
        check_properties("dialect", dialect, dialect_at, self.reading.allowed)
        named = isinstance(members.get("name"), str) and bool(members["name"])
        resource = Resource("", members, origin, schema, spellings.dialect(dialect), dialect_at)
        name = str(members["name"]) if named else _stem(resource.paths[0]) if resource.paths else f"#{index}"
        return Resource(name, members, origin, schema, resource.dialect, dialect_at, named)

    def schema(self, value: Any, origin: Origin, profile: Any) -> Schema:
        members = _object(value, origin, "a Table Schema")
        check_properties("schema", members, origin, self.reading.allowed)
        written = members.get("fields")
        if not isinstance(written, list):
            raise CannotCompareError(f"{origin}: a Table Schema without a list of fields")
        second = spellings.is_second_edition(members.get("$schema"), profile)
        fields = tuple(
            self.field(field, origin.down("fields", index), index, second=second) for index, field in enumerate(written)
        )
        _distinct([field.name for field in fields], origin.down("fields"), "fields")
        if (match := spellings.fields_match(members.get("fieldsMatch"))) not in MATCHES:
            at = origin.down("fieldsMatch")
            raise CannotCompareError(f"{at}: fieldsMatch is {match!r}; expected one of {', '.join(MATCHES)}")
        for index, key in enumerate(spellings.as_list(members.get("foreignKeys"))):
            self.foreign_key(key, origin.down("foreignKeys", index))
        return Schema(fields, members, origin)

    def field(self, value: Any, origin: Origin, index: int, *, second: bool) -> Field:
        members = _object(value, origin, "a field")
        check_properties("field", members, origin, self.reading.allowed)
        constraints = _object(members.get("constraints") or {}, origin.down("constraints"), "constraints")
        check_properties("constraints", constraints, origin.down("constraints"), self.reading.allowed)
        for flag in ("required", "unique"):
            if constraints.get(flag) not in FLAGS:
                at = origin.down("constraints", flag)
                raise CannotCompareError(f"{at}: {flag} is {_shown(constraints[flag])}; expected true or false")
        name = members.get("name", members.get("id"))
        if not isinstance(name, str) or not name:
            raise CannotCompareError(f"{origin}: a field without a name; expected a text in 'name'")
        return Field(name, index, members, origin, second)

    def foreign_key(self, value: Any, origin: Origin) -> None:
        members = _object(value, origin, "a foreign key")
        check_properties("foreignKey", members, origin, self.reading.allowed)
        reference = _object(members.get("reference"), origin.down("reference"), "a reference")
        check_properties("reference", reference, origin.down("reference"), self.reading.allowed)

    def dereference(self, value: Any, origin: Origin) -> tuple[Any, Origin]:
        """Follow a schema or dialect given by path, and `{"$ref": "file#/pointer"}`, until a value is reached."""
        seen: list[str] = []
        while (target := _target(value)) is not None:
            step = f"{origin.file}: {target}"
            if step in seen:
                raise CannotCompareError(
                    f"{origin}: {target!r} refers back to itself, by way of {len(seen)} references"
                )
            seen.append(step)
            value, origin = self.follow(target, origin)
        return value, origin

    def follow(self, target: str, origin: Origin) -> tuple[Any, Origin]:
        path, _, pointer = target.partition("#")
        if not path:
            found = Origin(origin.document)
        else:
            tree, inside = self.mapped(path)
            found = Origin(self.document(safe_path(inside, str(origin)), tree))
        value = found.document.value
        for part in pointer.lstrip("/").split("/") if pointer else []:
            key = part.replace("~1", "/").replace("~0", "~")
            found = found.down(key)
            value = _child(value, key, origin, target)
        return value, found

    def mapped(self, path: str) -> tuple[Tree, str]:
        for address, folder in self.reading.mapped:
            if path.startswith(address):
                return FolderTree(folder, self.reading.limits), path[len(address) :].lstrip("/")
        return self.tree, path  # an address that nothing stands for is refused by safe_path, which says why


def _target(value: Any) -> str | None:
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
    raise CannotCompareError(f"{origin}: the reference {target!r} leads nowhere at {key!r}")


def _object(value: Any, origin: Origin, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CannotCompareError(f"{origin}: expected {what} (a JSON object), found {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]


def _distinct(names: list[str], origin: Origin, what: str) -> None:
    name, times = Counter(names).most_common(1)[0] if names else ("", 0)
    if times > 1:
        raise CannotCompareError(f"{origin}: {times} {what} named {name!r}; expected each name once")


def _stem(file: str) -> str:
    stem = PurePosixPath(file.rpartition(":")[2]).name.partition(".")[0]
    for ending in SCHEMA_ENDINGS:
        stem = stem.removesuffix(ending)
    return stem
