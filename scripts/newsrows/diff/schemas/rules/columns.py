"""Changes of which columns a table has, and where."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from newsrows.datapackage import normalise
from newsrows.diff.schemas.change import Effect
from newsrows.diff.schemas.descriptor_extensions import deprecation
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH
from newsrows.diff.schemas.pairing import FieldPair, TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule

# What each way to match fields with columns promises: their order, that all are there, that there are no others.
PROMISES = {
    "exact": frozenset({"order", "all", "only"}),
    "equal": frozenset({"all", "only"}),
    "subset": frozenset({"all"}),
    "superset": frozenset({"only"}),
    "partial": frozenset[str](),
}
MOST_COMPARED = 100  # names: comparing each removed with each added one takes its time
BY_NAME = Effect(MINOR, "There is more to read; columns are found by their names here.")
STILL_FOUND = Effect(PATCH, "Columns are found by their names here, wherever they stand.")
MAY_STAY = Effect(MINOR, "The file may be written without the column; one that has it is still right.")
MAY_LACK = Effect(MINOR, "There is a further column to write; a file without it is still right.")


@rule(
    "field-gone",
    reader=(MAJOR, "A program that selects the column fails."),
    producer=(MAJOR, "The file has to be written without the column."),
    recipe=MAJOR,
    remedy="keep the field, or mark it deprecated with a date and remove it after that",
)
def field_removed(pair: FieldPair) -> Iterator[Difference]:
    """A field is no longer there; if it was renamed, say so with `renamedFrom`."""
    if pair.old is not None and not _may_go(pair):
        yield Difference(pair.old.name, None, summary=_perhaps_renamed(pair), producer=_producer_of_gone(pair))


@rule(
    "field-gone",
    reader=(MINOR, "The removal was announced, and the announced day is over."),
    producer=(MAJOR, "The file has to be written without the column."),
    recipe=MAJOR,
    remedy="keep the field for longer",
)
def field_removed_after_deprecation(pair: FieldPair) -> Iterator[Difference]:
    """A field is gone, after the day until which its `deprecated` promised it."""
    if pair.old is not None and _may_go(pair):
        yield Difference(pair.old.name, None, producer=_producer_of_gone(pair))


@rule(
    "field-gone",
    reader=(MAJOR, "Readers had been promised the column for longer."),
    producer=(NONE, "Those who make the data were not promised anything."),
    recipe=MAJOR,
    remedy="keep the field until the day it was promised for",
)
def field_deprecation_ignored(pair: FieldPair) -> Iterator[Difference]:
    """A field is gone before the day until which its `deprecated` promised it; no version number makes up for it."""
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    if announced is not None and announced.after is not None and not announced.may_be_removed(pair.table.package.today):
        yield Difference(str(announced.after), None)


@rule(
    "field-new",
    reader=(MINOR, "There is more to read; columns keep their names and places."),
    producer=(MAJOR, "The file has to be written with a further column."),
    recipe=MAJOR,
    remedy="leave the field out",
)
def field_added_at_end(pair: FieldPair) -> Iterator[Difference]:
    """A field was added after all those that were there."""
    if pair.new is not None and _is_at_end(pair):
        yield Difference(None, pair.new.name, producer=_producer_of_new(pair))


@rule(
    "field-new",
    reader=(MAJOR, "A program that reads CSV by position takes the wrong columns from here on."),
    producer=(MAJOR, "The file has to be written with a further column."),
    recipe=MAJOR,
    remedy="add the field at the end",
)
def field_added_elsewhere(pair: FieldPair) -> Iterator[Difference]:
    """A field was added before one that was there; minor where columns are not read by position."""
    if pair.new is not None and not _is_at_end(pair):
        reader = None if pair.table.read_by_position else BY_NAME
        yield Difference(None, pair.new.name, reader=reader, producer=_producer_of_new(pair))


@rule(
    "field",
    reader=(MAJOR, "A program that reads CSV by position takes the wrong column."),
    producer=(MAJOR, "The columns have to be written in another order."),
    recipe=MAJOR,
    remedy="keep the order",
)
def field_moved(pair: FieldPair) -> Iterator[Difference]:
    """A field stands elsewhere among those that were there; a patch where columns are not read by position."""
    if pair.moved and pair.old is not None and pair.new is not None:
        level = None if pair.table.read_by_position else STILL_FOUND
        yield Difference(pair.old.index, pair.new.index, reader=level, producer=level)


@rule(
    "field",
    reader=(MAJOR, "A program that selects the column by its old name fails."),
    producer=(MAJOR, "The column has to be written under its new name."),
    recipe=MAJOR,
    remedy="keep the name, or keep the old field beside the new one, deprecated with a date",
)
def field_renamed(pair: FieldPair) -> Iterator[Difference]:
    """A field has another name, and says so with `renamedFrom`."""
    if pair.old is not None and pair.new is not None and pair.old.name != pair.new.name:
        yield Difference(pair.old.name, pair.new.name, ("name",))


@rule(
    "schema",
    reader=(MAJOR, "Columns may be missing, or stand in another order."),
    producer=(MINOR, "The file may be written more freely."),
    recipe=MINOR,
    remedy="keep fieldsMatch",
)
def fields_match_loosened(pair: TablePair) -> Iterator[Difference]:
    """`fieldsMatch` promises less of the columns than it did; minor if only further columns may come."""
    old, new = _matches(pair)
    lost = PROMISES.get(old, frozenset()) - PROMISES.get(new, frozenset())
    if lost:
        yield Difference(old, new, ("fieldsMatch",), reader=MINOR if lost == {"only"} else None)


@rule(
    "schema",
    reader=(MINOR, "More is promised of the columns than was."),
    producer=(MAJOR, "A file that was right may be wrong now."),
    recipe=MAJOR,
    remedy="keep fieldsMatch",
)
def fields_match_tightened(pair: TablePair) -> Iterator[Difference]:
    """`fieldsMatch` promises more of the columns than it did."""
    old, new = _matches(pair)
    if PROMISES.get(new, frozenset()) - PROMISES.get(old, frozenset()):
        yield Difference(old, new, ("fieldsMatch",))


def _matches(pair: TablePair) -> tuple[str, str]:
    schemas = pair.schemas()
    return (schemas[0].fields_match, schemas[1].fields_match) if schemas is not None else ("exact", "exact")


def _perhaps_renamed(pair: FieldPair) -> str:
    """A question for whoever forgot to declare a new name; nothing is decided by how names look."""
    added = pair.table.added_names
    if pair.old is None or len(added) > MOST_COMPARED:
        return ""
    close = get_close_matches(pair.old.name, added, n=1)
    return f"is it {close[0]!r} now? Then let that one say renamedFrom" if close else ""


def _may_go(pair: FieldPair) -> bool:
    announced = deprecation(pair.old.descriptor) if pair.old is not None else None
    return announced is not None and announced.may_be_removed(pair.table.package.today)


def _is_at_end(pair: FieldPair) -> bool:
    return pair.new is not None and pair.new.index > pair.table.last_old_index


def _producer_of_gone(pair: FieldPair) -> Effect | None:
    """A file may keep a column that the schema does not name, unless the schema promises that there are no others."""
    return None if "only" in PROMISES.get(_matches(pair.table)[1], frozenset()) else MAY_STAY


def _producer_of_new(pair: FieldPair) -> Effect | None:
    """A file may lack a column where the schema does not promise all of them."""
    required = pair.new is not None and normalise.flag(pair.new.constraint("required"))
    return None if required or "all" in PROMISES.get(_matches(pair.table)[1], frozenset()) else MAY_LACK
