"""Changes of primary, unique and foreign keys. Renaming with `renamedFrom` does not change a key."""

from __future__ import annotations

from collections.abc import Iterator

from newsrows.datapackage.model import ForeignKey
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule


@rule(
    "schema",
    reader=(MINOR, "Rows can now be found and joined by the key."),
    producer=(MAJOR, "Rows with an empty or repeated key are invalid now."),
    recipe=MAJOR,
    remedy="do not add the key",
)
def primary_key_added(pair: TablePair) -> Iterator[Difference]:
    """A primary key was added."""
    old, new = _primary(pair)
    if new and not old:
        yield Difference(None, list(new), ("primaryKey",))


@rule(
    "schema",
    reader=(MAJOR, "Look-ups may find several rows or none instead of one, and joins may multiply rows."),
    producer=(MINOR, "Every file that was valid is still valid."),
    recipe=MINOR,
    remedy="keep the key",
)
def primary_key_dropped(pair: TablePair) -> Iterator[Difference]:
    """The primary key was removed."""
    old, new = _primary(pair)
    if old and not new:
        yield Difference(list(old), None, ("primaryKey",))


@rule(
    "schema",
    reader=(MAJOR, "Other fields identify a row. Look-ups and joins by the old ones give wrong results."),
    producer=(MAJOR, "Rows that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep the key",
)
def primary_key_changed(pair: TablePair) -> Iterator[Difference]:
    """The primary key consists of other fields than before."""
    old, new = _primary(pair)
    if old and new and set(old) != set(new):
        yield Difference(list(old), list(new), ("primaryKey",))


@rule(
    "schema",
    reader=(PATCH, "Rows may be sorted differently."),
    producer=(PATCH, "Rows may have to be sorted differently."),
    recipe=PATCH,
    remedy="keep the order",
)
def primary_key_reordered(pair: TablePair) -> Iterator[Difference]:
    """The order of the fields in the primary key changed."""
    old, new = _primary(pair)
    if old != new and set(old) == set(new):
        yield Difference(list(old), list(new), ("primaryKey",))


@rule(
    "schema",
    reader=(MINOR, "Rows can now be found and joined by the key."),
    producer=(MAJOR, "Rows with a repeated key are invalid now."),
    recipe=MAJOR,
    remedy="do not add the key",
)
def unique_key_added(pair: TablePair) -> Iterator[Difference]:
    """A unique key was added. A patch if another key already made its fields unique."""
    old, new = _unique(pair)
    old_groups = _unique_groups(pair, 0)
    for key in new:
        if key not in old:
            level = PATCH if any(other <= key for other in old_groups) else None
            yield Difference(None, sorted(key), ("uniqueKeys",), reader=level, producer=level, recipe=level)


@rule(
    "schema",
    reader=(MAJOR, "Look-ups may find several rows instead of one, and joins may multiply rows."),
    producer=(MINOR, "Every file that was valid is still valid."),
    recipe=MINOR,
    remedy="keep the key",
)
def unique_key_dropped(pair: TablePair) -> Iterator[Difference]:
    """A unique key was removed. A patch if another key still makes its fields unique."""
    old, new = _unique(pair)
    new_groups = _unique_groups(pair, 1)
    for key in old:
        if key not in new:
            level = PATCH if any(other <= key for other in new_groups) else None
            yield Difference(sorted(key), None, ("uniqueKeys",), reader=level, producer=level, recipe=level)


@rule(
    "schema",
    reader=(MINOR, "Every reference now leads to a row."),
    producer=(MAJOR, "Rows that refer to nothing are invalid now."),
    recipe=MAJOR,
    remedy="do not add the key",
)
def foreign_key_added(pair: TablePair) -> Iterator[Difference]:
    """A foreign key was added."""
    removed, added = _foreign(pair)
    for key in added:
        if not any(key.fields == other.fields or _implies(key, other) or _implies(other, key) for other in removed):
            yield Difference(None, str(key), ("foreignKeys",))


@rule(
    "schema",
    reader=(MAJOR, "References may lead nowhere, and inner joins may lose rows."),
    producer=(MINOR, "Every file that was valid is still valid."),
    recipe=MINOR,
    remedy="keep the key",
)
def foreign_key_dropped(pair: TablePair) -> Iterator[Difference]:
    """A foreign key was removed."""
    removed, added = _foreign(pair)
    for key in removed:
        if not any(key.fields == other.fields or _implies(other, key) for other in added):
            yield Difference(str(key), None, ("foreignKeys",))


@rule(
    "schema",
    reader=(MAJOR, "Joins with the old target find no rows or wrong ones."),
    producer=(MAJOR, "References must be written again."),
    recipe=MINOR,
    remedy="keep the target, or add a field that refers to the new target",
)
def foreign_key_retargeted(pair: TablePair) -> Iterator[Difference]:
    """A foreign key refers to another table, or to other fields of the same table."""
    removed, added = _foreign(pair)
    for old in removed:
        for new in added:
            if old.fields == new.fields:
                yield Difference(str(old), str(new), ("foreignKeys",))


@rule(
    "schema",
    reader=(MINOR, "Every reference still leads to a row, which now agrees in more fields."),
    producer=(MAJOR, "Rows whose additional fields differ from the row that they refer to are invalid now."),
    recipe=MAJOR,
    remedy="keep the key",
)
def foreign_key_extended(pair: TablePair) -> Iterator[Difference]:
    """More fields must agree with the row that a foreign key refers to. The old fields are still part of the key."""
    removed, added = _foreign(pair)
    for old in removed:
        for new in added:
            if old.fields != new.fields and _implies(new, old):
                yield Difference(str(old), str(new), ("foreignKeys",))


def _implies(strong: ForeignKey, weak: ForeignKey) -> bool:
    """Whether every row that is valid for the one key is valid for the other."""
    strong_pairs, weak_pairs = (set(zip(key.fields, key.reference_fields, strict=False)) for key in (strong, weak))
    return (strong.resource, strong.package) == (weak.resource, weak.package) and strong_pairs >= weak_pairs


def _unique_groups(pair: TablePair, side: int) -> list[frozenset[str]]:
    """The groups of fields that are unique in one version (0 old, 1 new), in present names, for any reason."""
    schemas = pair.schemas()
    if schemas is None:
        return []
    schema = schemas[side]
    groups = [(field.name,) for field in schema.fields if schema.is_unique(field)]
    keys = [*groups, *(key for key in (schema.primary_key, *schema.unique_keys) if key)]
    return [frozenset(pair.present_field_name(name) if side == 0 else name for name in key) for key in keys]


def _primary(pair: TablePair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    schemas = pair.schemas()
    if schemas is None:
        return (), ()
    return tuple(pair.present_field_name(name) for name in schemas[0].primary_key), schemas[1].primary_key


def _unique(pair: TablePair) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    schemas = pair.schemas()
    if schemas is None:
        return [], []
    old = [frozenset(pair.present_field_name(name) for name in key) for key in schemas[0].unique_keys]
    return old, [frozenset(key) for key in schemas[1].unique_keys]


def _foreign(pair: TablePair) -> tuple[list[ForeignKey], list[ForeignKey]]:
    """The removed and the added foreign keys, with present names and with their fields sorted."""
    schemas = pair.schemas()
    if schemas is None:
        return [], []
    old = [_sort_fields(_with_present_names(key, pair)) for key in schemas[0].foreign_keys]
    new = [_sort_fields(key) for key in schemas[1].foreign_keys]
    return [key for key in old if key not in new], [key for key in new if key not in old]


def _with_present_names(key: ForeignKey, pair: TablePair) -> ForeignKey:
    target = pair if not key.resource and not key.package else pair.package.table_by_old_name(key.resource)
    fields = tuple(pair.present_field_name(name) for name in key.fields)
    if target is None or key.package:
        return ForeignKey(fields, key.resource, key.reference_fields, key.package)
    return ForeignKey(
        fields,
        target.name if key.resource else "",
        tuple(target.present_field_name(name) for name in key.reference_fields),
    )


def _sort_fields(key: ForeignKey) -> ForeignKey:
    if len(key.fields) != len(key.reference_fields):
        return key
    pairs = sorted(zip(key.fields, key.reference_fields, strict=True))
    return ForeignKey(tuple(left for left, _ in pairs), key.resource, tuple(right for _, right in pairs), key.package)
