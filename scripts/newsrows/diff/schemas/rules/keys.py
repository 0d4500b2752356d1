"""Changes of primary, unique and foreign keys. Declared new names of fields and resources are no change of a key."""

from __future__ import annotations

from collections.abc import Iterator

from newsrows.datapackage.model import ForeignKey
from newsrows.diff.schemas.change import MAJOR, MINOR, PATCH
from newsrows.diff.schemas.pairing import TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule


@rule(
    "schema",
    reader=(MINOR, "Rows can be looked up and joined by the key now."),
    producer=(MAJOR, "Rows without a key, or with one that stands twice, are wrong now."),
    recipe=MAJOR,
    remedy="leave the key out",
)
def primary_key_added(pair: TablePair) -> Iterator[Difference]:
    """A table has a primary key now."""
    old, new = _primary(pair)
    if new and not old:
        yield Difference(None, list(new), ("primaryKey",))


@rule(
    "schema",
    reader=(MAJOR, "A look-up that found one row may find several or none, and joins multiply rows."),
    producer=(MINOR, "Every file that was right is still right."),
    recipe=MINOR,
    remedy="keep the key",
)
def primary_key_dropped(pair: TablePair) -> Iterator[Difference]:
    """A table has no primary key any more."""
    old, new = _primary(pair)
    if old and not new:
        yield Difference(list(old), None, ("primaryKey",))


@rule(
    "schema",
    reader=(MAJOR, "Rows are told apart by other fields: look-ups and joins by the old ones go wrong."),
    producer=(MAJOR, "Rows may be wrong now that were right."),
    recipe=MAJOR,
    remedy="keep the key",
)
def primary_key_changed(pair: TablePair) -> Iterator[Difference]:
    """The primary key consists of other fields."""
    old, new = _primary(pair)
    if old and new and set(old) != set(new):
        yield Difference(list(old), list(new), ("primaryKey",))


@rule(
    "schema",
    reader=(PATCH, "Rows may be sorted otherwise."),
    producer=(PATCH, "Rows may have to be sorted otherwise."),
    recipe=PATCH,
    remedy="keep the order",
)
def primary_key_reordered(pair: TablePair) -> Iterator[Difference]:
    """The fields of the primary key are listed in another order."""
    old, new = _primary(pair)
    if old != new and set(old) == set(new):
        yield Difference(list(old), list(new), ("primaryKey",))


@rule(
    "schema",
    reader=(MINOR, "Rows can be looked up and joined by the key now."),
    producer=(MAJOR, "Rows with a key that stands twice are wrong now."),
    recipe=MAJOR,
    remedy="leave the key out",
)
def unique_key_added(pair: TablePair) -> Iterator[Difference]:
    """A further group of fields may not stand twice; a patch if another key forbade it already."""
    old, new = _unique(pair)
    already = _told_apart(pair, 0)
    for key in new:
        if key not in old:
            level = PATCH if any(other <= key for other in already) else None
            yield Difference(None, sorted(key), ("uniqueKeys",), reader=level, producer=level, recipe=level)


@rule(
    "schema",
    reader=(MAJOR, "A look-up that found one row may find several, and joins multiply rows."),
    producer=(MINOR, "Every file that was right is still right."),
    recipe=MINOR,
    remedy="keep the key",
)
def unique_key_dropped(pair: TablePair) -> Iterator[Difference]:
    """A group of fields may stand twice that could not; a patch if another key still forbids it."""
    old, new = _unique(pair)
    still = _told_apart(pair, 1)
    for key in old:
        if key not in new:
            level = PATCH if any(other <= key for other in still) else None
            yield Difference(sorted(key), None, ("uniqueKeys",), reader=level, producer=level, recipe=level)


@rule(
    "schema",
    reader=(MINOR, "Every reference can be followed now."),
    producer=(MAJOR, "A row that refers to nothing is wrong now."),
    recipe=MAJOR,
    remedy="leave the key out",
)
def foreign_key_added(pair: TablePair) -> Iterator[Difference]:
    """Fields must refer to a row of another table now."""
    gone, came = _foreign(pair)
    for key in came:
        if not any(key.fields == other.fields or _implies(key, other) or _implies(other, key) for other in gone):
            yield Difference(None, str(key), ("foreignKeys",))


@rule(
    "schema",
    reader=(MAJOR, "A reference may lead nowhere: an inner join loses rows."),
    producer=(MINOR, "Every file that was right is still right."),
    recipe=MINOR,
    remedy="keep the key",
)
def foreign_key_dropped(pair: TablePair) -> Iterator[Difference]:
    """Fields need not refer to a row of another table any more."""
    gone, came = _foreign(pair)
    for key in gone:
        if not any(key.fields == other.fields or _implies(other, key) for other in came):
            yield Difference(str(key), None, ("foreignKeys",))


@rule(
    "schema",
    reader=(MAJOR, "A join with the old table finds nothing, or the wrong rows."),
    producer=(MAJOR, "References have to be written anew."),
    recipe=MINOR,
    remedy="keep the target, or add a field that refers to the new one",
)
def foreign_key_retargeted(pair: TablePair) -> Iterator[Difference]:
    """Fields refer to another table, or to other fields of it."""
    gone, came = _foreign(pair)
    for old in gone:
        for new in came:
            if old.fields == new.fields:
                yield Difference(str(old), str(new), ("foreignKeys",))


@rule(
    "schema",
    reader=(MINOR, "Every reference goes on leading to a row, and to one that agrees in more fields."),
    producer=(MAJOR, "A row whose further fields do not agree with the row it refers to is wrong now."),
    recipe=MAJOR,
    remedy="keep the key",
)
def foreign_key_extended(pair: TablePair) -> Iterator[Difference]:
    """Further fields have to agree with the row that is referred to; the fields that did still do."""
    gone, came = _foreign(pair)
    for old in gone:
        for new in came:
            if old.fields != new.fields and _implies(new, old):
                yield Difference(str(old), str(new), ("foreignKeys",))


def _implies(strong: ForeignKey, weak: ForeignKey) -> bool:
    """Whether a row that keeps one key keeps the other too."""
    strong_pairs, weak_pairs = (set(zip(key.fields, key.reference_fields, strict=False)) for key in (strong, weak))
    return (strong.resource, strong.package) == (weak.resource, weak.package) and strong_pairs >= weak_pairs


def _told_apart(pair: TablePair, side: int) -> list[frozenset[str]]:
    """Groups of fields, under present names, that tell rows apart on one side (0 old, 1 new), however it is said."""
    schemas = pair.schemas()
    if schemas is None:
        return []
    schema = both[side]
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
    """Foreign keys that went and that came, under present names and in one order of their fields."""
    schemas = pair.schemas()
    if schemas is None:
        return [], []
    old = [_sorted(_present(key, pair)) for key in schemas[0].foreign_keys]
    new = [_sorted(key) for key in schemas[1].foreign_keys]
    return [key for key in old if key not in new], [key for key in new if key not in old]


def _present(key: ForeignKey, pair: TablePair) -> ForeignKey:
    target = pair if not key.resource and not key.package else pair.package.table_by_old_name(key.resource)
    fields = tuple(pair.present_field_name(name) for name in key.fields)
    if target is None or key.package:
        return ForeignKey(fields, key.resource, key.reference_fields, key.package)
    return ForeignKey(
        fields,
        target.name if key.resource else "",
        tuple(target.present_field_name(name) for name in key.reference_fields),
    )


def _sorted(key: ForeignKey) -> ForeignKey:
    if len(key.fields) != len(key.reference_fields):
        return key
    pairs = sorted(zip(key.fields, key.reference_fields, strict=True))
    return ForeignKey(tuple(left for left, _ in pairs), key.resource, tuple(right for _, right in pairs), key.package)
