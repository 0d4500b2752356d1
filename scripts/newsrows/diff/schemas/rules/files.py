"""Changes of the files of a resource, and of how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.datapackage import normalise
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE
from newsrows.diff.schemas.pairing import TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule

QUOTING = ("quoteChar", "doubleQuote", "escapeChar")
HEADER = ("header", "headerRows", "headerJoin", "headerCase", "caseSensitiveHeader")
PROPERTIES_WITH_RULES = frozenset({*QUOTING, *HEADER, "delimiter", "lineTerminator"})


@rule(
    "resource",
    reader=(MAJOR, "Programs that open the file by its old path fail."),
    producer=(MAJOR, "The file must be stored at another path."),
    recipe=NONE,
    remedy="keep the path",
)
def path_changed(pair: TablePair) -> Iterator[Difference]:
    """The path or the web address of a file changed, or the resource is split differently into files."""
    if pair.old is not None and pair.new is not None and pair.old.paths != pair.new.paths:
        yield Difference(list(pair.old.paths), list(pair.new.paths), ("path",))
    elif pair.old is None or "path" not in pair.old.descriptor:
        return  # url was another spelling of path
    elif (url := _property(pair, "url"))[0] not in {None, url[1]}:  # in 2013 a resource had path and url
        yield Difference(*url, ("url",))


@rule(
    "resource",
    reader=(MAJOR, "Readers need another program for the file."),
    producer=(MAJOR, "The file must be written in another format."),
    recipe=MAJOR,
    remedy="keep the format, or add a resource in the new one",
)
def file_format_changed(pair: TablePair) -> Iterator[Difference]:
    """The file format changed. It is given by `format`, or else by the extension of the path."""
    if pair.old is not None and pair.new is not None and pair.old.format != pair.new.format:
        yield Difference(pair.old.format, pair.new.format, ("format",))


@rule(
    "resource",
    reader=(MINOR, "Programs that choose a reader by the media type choose another one."),
    producer=(MINOR, "The file must be served with another media type."),
    recipe=MINOR,
    remedy="keep the media type",
)
def media_type_changed(pair: TablePair) -> Iterator[Difference]:
    """The media type changed, but not the format."""
    old, new = _property(pair, "mediatype", "mimetype")
    if old != new and old is not None:
        yield Difference(old, new, ("mediatype",))


@rule(
    "resource",
    reader=(MAJOR, "The file can no longer be opened in the same way."),
    producer=(MAJOR, "The file must be packed differently."),
    recipe=MAJOR,
    remedy="keep the compression",
)
def compression_changed(pair: TablePair) -> Iterator[Difference]:
    """The declared compression, scheme or path inside an archive changed."""
    for key in ("compression", "innerpath", "scheme", "extrapaths"):
        old, new = _property(pair, key)
        if old != new:
            yield Difference(old, new, (key,))


@rule(
    "resource",
    reader=(MAJOR, "Characters outside ASCII are misread, or the file cannot be read."),
    producer=(MAJOR, "The file must be written in another encoding."),
    recipe=MAJOR,
    remedy="keep the encoding",
)
def encoding_changed(pair: TablePair) -> Iterator[Difference]:
    """The encoding changed. Two names of the same encoding are not a change."""
    old, new = (normalise.encoding(name) for name in _property(pair, "encoding"))
    if old != new:  # every ASCII file is a UTF-8 file
        yield Difference(old, new, ("encoding",), reader=MINOR if (old, new) == ("utf-8", "ascii") else None)


@rule(
    "resource",
    reader=(MAJOR, "A whole row is read as one cell."),
    producer=(MAJOR, "The file must be written with another delimiter."),
    recipe=MAJOR,
    remedy="keep the delimiter",
)
def delimiter_changed(pair: TablePair) -> Iterator[Difference]:
    """The character between cells changed."""
    yield from _dialect_changes(pair, ("delimiter",))


@rule(
    "resource",
    reader=(MAJOR, "The header is read as a row, or a row as the header."),
    producer=(MAJOR, "The file must be written with another header."),
    recipe=MAJOR,
    remedy="keep the header",
)
def header_changed(pair: TablePair) -> Iterator[Difference]:
    """The header was added, removed or moved."""
    yield from _dialect_changes(pair, HEADER)


@rule(
    "resource",
    reader=(MAJOR, "Cells with delimiters, quotation marks or line breaks are misread."),
    producer=(MAJOR, "The file must be written with other quoting."),
    recipe=MAJOR,
    remedy="keep the quoting",
)
def quoting_changed(pair: TablePair) -> Iterator[Difference]:
    """Cells are quoted or escaped differently."""
    yield from _dialect_changes(pair, QUOTING)


@rule(
    "resource",
    reader=(MINOR, "Most programs read both. Programs that count bytes or split lines themselves fail."),
    producer=(MINOR, "Lines should end differently."),
    recipe=MINOR,
    remedy="keep the line terminator",
)
def line_terminator_changed(pair: TablePair) -> Iterator[Difference]:
    """The characters at the end of each line changed."""
    yield from _dialect_changes(pair, ("lineTerminator",))


@rule(
    "resource",
    reader=(MAJOR, "Programs that use the old dialect misread the file."),
    producer=(MAJOR, "The file must be written in another dialect."),
    recipe=MAJOR,
    remedy="keep the dialect",
)
def dialect_changed(pair: TablePair) -> Iterator[Difference]:
    """Another property of the dialect changed: comments, null sequence, spaces, sheet, table."""
    if pair.old is not None and pair.new is not None:
        keys = {**pair.old.dialect.properties, **pair.new.dialect.properties}
        yield from _dialect_changes(pair, tuple(key for key in keys if key not in PROPERTIES_WITH_RULES))


@rule(
    "resource",
    reader=(MAJOR, "The columns are no longer promised."),
    producer=(MINOR, "The columns no longer have to follow a schema."),
    recipe=MINOR,
    remedy="keep the schema",
)
def schema_dropped(pair: TablePair) -> Iterator[Difference]:
    """The schema of a resource was removed."""
    if pair.old is not None and pair.new is not None and pair.old.schema is not None and pair.new.schema is None:
        yield Difference([field.name for field in pair.old.schema.fields], None, ("schema",))


@rule(
    "resource",
    reader=(MINOR, "The columns are now described."),
    producer=(MAJOR, "The file must follow a schema."),
    recipe=MAJOR,
    remedy="do not add a schema",
)
def schema_added(pair: TablePair) -> Iterator[Difference]:
    """A schema was added to a resource."""
    if pair.old is not None and pair.new is not None and pair.old.schema is None and pair.new.schema is not None:
        yield Difference(None, [field.name for field in pair.new.schema.fields], ("schema",))


def _property(pair: TablePair, *names: str) -> tuple[Any, Any]:
    """The old and new value of a property. Of several names for it, the first that is present counts."""

    def value_of(side: Any) -> Any:
        return next((side.descriptor[name] for name in names if side is not None and name in side.descriptor), None)

    return value_of(pair.old), value_of(pair.new)


def _dialect_changes(pair: TablePair, keys: tuple[str, ...]) -> Iterator[Difference]:
    if pair.old is None or pair.new is None:
        return
    for key in keys:
        old, new = pair.old.dialect.properties.get(key), pair.new.dialect.properties.get(key)
        if old != new:
            yield Difference(old, new, ("dialect", key), summary=f"{key}: {old!r} becomes {new!r}")
