"""Changes of the list of columns of a table, and of their order."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from newsrows.datapackage import normalise
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH, Effect
from newsrows.diff.schemas.descriptor_extensions import deprecation
from newsrows.diff.schemas.pairing import FieldPair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule

# What each value of `fieldsMatch` promises: the order of the columns, that all exist, that there are no others.
PROMISES = {
    "exact": frozenset({"order", "all", "only"}),
    "equal": frozenset({"all", "only"}),
    "subset": frozenset({"all"}),
    "superset": frozenset({"only"}),
    "partial": frozenset[str](),
}
MAX_COMPARED = 100  # added names, because each removed name is compared with each added one
ADDED_BY_NAME = Effect(MINOR, "Readers get one more column. In this table columns are found by their names.")
FOUND_BY_NAME = Effect(PATCH, "In this table columns are found by their names, at any position.")
COLUMN_MAY_STAY = Effect(MINOR, "The file may be written without the column. Files that contain it are still valid.")
COLUMN_MAY_BE_OMITTED = Effect(MINOR, "The file may be written with one more column. Files without it are still valid.")


@rule(
    "field-gone",
    reader=(MAJOR, "Programs that select the column fail."),
    producer=(MAJOR, "The file must be written without the column."),
    recipe=MAJOR,
    remedy="keep the field, or deprecate it with a date and remove it after that date",
)
def field_removed(pair: FieldPair) -> Iterator[Difference]:
    """A field was removed. If it was renamed, declare this with `renamedFrom`."""
    if pair.old is not None and not _may_be_removed(pair):
        yield Difference(pair.old.name, None, summary=_rename_hint(pair), producer=_effect_of_removal(pair))


@rule(
    "field-gone",
    reader=(MINOR, "The removal was announced, and the announced date has passed."),
    producer=(MAJOR, "The file must be written without the column."),
    recipe=MAJOR,
    remedy="keep the field",
)
def field_removed_after_deprecation(pair: FieldPair) -> Iterator[Difference]:
    """A deprecated field was removed after the date until which it was promised."""
    if pair.old is not None and _may_be_removed(pair):
        yield Difference(pair.old.name, None, producer=_effect_of_removal(pair))


@rule(
    "field-gone",
    reader=(MAJOR, "The column was promised to readers for longer."),
    producer=(NONE, "Producers were not promised anything."),
    recipe=MAJOR,
    remedy="keep the field until the promised date",
)
def field_deprecation_ignored(pair: FieldPair) -> Iterator[Difference]:
    """A deprecated field was removed before the promised date. This is a problem in every version."""
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    if announced is not None and announced.last_day is not None and not _may_be_removed(pair):
        yield Difference(str(announced.last_day), None)


@rule(
    "field-new",
    reader=(MINOR, "Readers get one more column. The other columns keep their names and positions."),
    producer=(MAJOR, "The file must be written with one more column."),
    recipe=MAJOR,
    remedy="do not add the field",
)
def field_added_at_end(pair: FieldPair) -> Iterator[Difference]:
    """A field was added after all existing fields."""
    if pair.new is not None and _is_at_end(pair):
        yield Difference(None, pair.new.name, producer=_effect_of_addition(pair))


@rule(
    "field-new",
    reader=(MAJOR, "Programs that read CSV by position take wrong columns from here on."),
    producer=(MAJOR, "The file must be written with one more column."),
    recipe=MAJOR,
    remedy="add the field after the existing ones",
)
def field_added_elsewhere(pair: FieldPair) -> Iterator[Difference]:
    """A field was added before an existing field. Minor if columns are not read by position."""
    if pair.new is not None and not _is_at_end(pair):
        reader = None if pair.table.read_by_position else ADDED_BY_NAME
        yield Difference(None, pair.new.name, reader=reader, producer=_effect_of_addition(pair))


@rule(
    "field",
    reader=(MAJOR, "Programs that read CSV by position take the wrong column."),
    producer=(MAJOR, "The columns must be written in another order."),
    recipe=MAJOR,
    remedy="keep the order",
)
def field_moved(pair: FieldPair) -> Iterator[Difference]:
    """A field was moved among the existing fields. A patch if columns are not read by position."""
    if pair.moved and pair.old is not None and pair.new is not None:
        level = None if pair.table.read_by_position else FOUND_BY_NAME
        yield Difference(pair.old.index, pair.new.index, reader=level, producer=level)


@rule(
    "field",
    reader=(MAJOR, "Programs that select the column by its old name fail."),
    producer=(MAJOR, "The column must be written under its new name."),
    recipe=MAJOR,
    remedy="keep the name, or keep both fields and deprecate the old one with a date",
)
def field_renamed(pair: FieldPair) -> Iterator[Difference]:
    """The field was renamed, as its `renamedFrom` declares."""
    if pair.old is not None and pair.new is not None and pair.old.name != pair.new.name:
        yield Difference(pair.old.name, pair.new.name, ("name",))


@rule(
    "schema",
    reader=(MAJOR, "Columns may be missing, or in another order."),
    producer=(MINOR, "The file may be written with fewer rules."),
    recipe=MINOR,
    remedy="keep fieldsMatch",
)
def fields_match_loosened(pair: TablePair) -> Iterator[Difference]:
    """`fieldsMatch` promises less about the columns. Minor if it only allows additional columns."""
    old, new = _fields_match(pair)
    lost = PROMISES.get(old, frozenset()) - PROMISES.get(new, frozenset())
    if lost:
        yield Difference(old, new, ("fieldsMatch",), reader=MINOR if lost == {"only"} else None)


@rule(
    "schema",
    reader=(MINOR, "The schema promises more about the columns than before."),
    producer=(MAJOR, "Files that were valid may be invalid now."),
    recipe=MAJOR,
    remedy="keep fieldsMatch",
)
def fields_match_tightened(pair: TablePair) -> Iterator[Difference]:
    """`fieldsMatch` promises more about the columns."""
    old, new = _fields_match(pair)
    if PROMISES.get(new, frozenset()) - PROMISES.get(old, frozenset()):
        yield Difference(old, new, ("fieldsMatch",))


def _fields_match(pair: TablePair) -> tuple[str, str]:
    schemas = pair.schemas()
    return (schemas[0].fields_match, schemas[1].fields_match) if schemas is not None else ("exact", "exact")


def _rename_hint(pair: FieldPair) -> str:
    """A hint for a user who forgot `renamedFrom`. Similar names decide nothing else."""
    added = pair.table.added_names
    if pair.old is None or len(added) > MAX_COMPARED:
        return ""
    close = get_close_matches(pair.old.name, added, n=1)
    return f"was it renamed to {close[0]!r}? Then add renamedFrom to that field" if close else ""


def _may_be_removed(pair: FieldPair) -> bool:
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    return announced is not None and announced.may_be_removed(pair.table.package.today)


def _is_at_end(pair: FieldPair) -> bool:
    return pair.new is not None and pair.new.index > pair.table.last_old_index


def _effect_of_removal(pair: FieldPair) -> Effect | None:
    """The effect on producers of a removed field: files may keep the column, unless no other columns are allowed."""
    return None if _promises(pair.table, "only") else COLUMN_MAY_STAY


def _effect_of_addition(pair: FieldPair) -> Effect | None:
    """The effect on producers of an added field: files may omit it, unless all columns must exist."""
    required = pair.new is not None and normalise.flag(pair.new.constraint("required"))
    return None if required or _promises(pair.table, "all") else COLUMN_MAY_BE_OMITTED


def _promises(pair: TablePair, promise: str) -> bool:
    """Whether `fieldsMatch` of the new version makes this promise."""
    return promise in PROMISES.get(_fields_match(pair)[1], frozenset())
