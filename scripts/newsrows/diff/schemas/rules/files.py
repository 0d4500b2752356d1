"""Changes of the files that a resource is kept in, and of how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.datapackage import normalise
from newsrows.diff.schemas.change import MAJOR, MINOR, NONE
from newsrows.diff.schemas.pairing import TablePair
from newsrows.diff.schemas.rules.registry import Difference, rule

QUOTING = ("quoteChar", "doubleQuote", "escapeChar")
HEADER = ("header", "headerRows", "headerJoin", "headerCase", "caseSensitiveHeader")
OWN_RULE = frozenset({*QUOTING, *HEADER, "delimiter", "lineTerminator"})


@rule(
    "resource",
    reader=(MAJOR, "A program that opens the file by its old path fails."),
    producer=(MAJOR, "The file has to be put elsewhere."),
    recipe=NONE,
    remedy="keep the path",
)
def path_changed(pair: TablePair) -> Iterator[Difference]:
    """The file of a resource lies elsewhere, has no address on the net any more, or is split otherwise into several."""
    if pair.old is not None and pair.new is not None and pair.old.paths != pair.new.paths:
        yield Difference(list(pair.old.paths), list(pair.new.paths), ("path",))
    elif (url := _either(pair, "url"))[0] not in {None, url[1]}:  # in 2013 a resource had path and url
        yield Difference(*url, ("url",))


@rule(
    "resource",
    reader=(MAJOR, "The program that reads the file has to be another one."),
    producer=(MAJOR, "The file has to be written in another format."),
    recipe=MAJOR,
    remedy="keep the format, or add a resource with the new one",
)
def file_format_changed(pair: TablePair) -> Iterator[Difference]:
    """The format of a file is another one, by its `format`, or else by the extension of its path."""
    if pair.old is not None and pair.new is not None and pair.old.format != pair.new.format:
        yield Difference(pair.old.format, pair.new.format, ("format",))


@rule(
    "resource",
    reader=(MINOR, "A program that goes by the media type takes another way."),
    producer=(MINOR, "The file is served as something else."),
    recipe=MINOR,
    remedy="keep the media type",
)
def media_type_changed(pair: TablePair) -> Iterator[Difference]:
    """The media type is another one, while the format stays."""
    old, new = _either(pair, "mediatype", "mimetype")
    if old != new and old is not None:
        yield Difference(old, new, ("mediatype",))


@rule(
    "resource",
    reader=(MAJOR, "The file cannot be opened as it was."),
    producer=(MAJOR, "The file has to be packed otherwise."),
    recipe=MAJOR,
    remedy="keep the compression",
)
def compression_changed(pair: TablePair) -> Iterator[Difference]:
    """The declared compression, scheme or path inside an archive is another one."""
    for key in ("compression", "innerpath", "scheme", "extrapaths"):
        old, new = _either(pair, key)
        if old != new:
            yield Difference(old, new, (key,))


@rule(
    "resource",
    reader=(MAJOR, "Letters beyond ASCII are read wrongly, or the file not at all."),
    producer=(MAJOR, "The file has to be written in another encoding."),
    recipe=MAJOR,
    remedy="keep the encoding",
)
def encoding_changed(pair: TablePair) -> Iterator[Difference]:
    """The encoding is another one; two names of the same encoding are no change."""
    old, new = (normalise.encoding(written) for written in _either(pair, "encoding"))
    if old != new:  # who reads UTF-8 reads ASCII
        yield Difference(old, new, ("encoding",), reader=MINOR if (old, new) == ("utf-8", "ascii") else None)


@rule(
    "resource",
    reader=(MAJOR, "Whole rows are read as one cell."),
    producer=(MAJOR, "The file has to be written with another delimiter."),
    recipe=MAJOR,
    remedy="keep the delimiter",
)
def delimiter_changed(pair: TablePair) -> Iterator[Difference]:
    """The character between cells is another one."""
    yield from _dialect(pair, ("delimiter",))


@rule(
    "resource",
    reader=(MAJOR, "The header is read as a row, or a row as the header."),
    producer=(MAJOR, "The file has to be written with another header."),
    recipe=MAJOR,
    remedy="keep the header",
)
def header_changed(pair: TablePair) -> Iterator[Difference]:
    """The file has a header now, has none any more, or has it elsewhere."""
    yield from _dialect(pair, HEADER)


@rule(
    "resource",
    reader=(MAJOR, "Cells with delimiters, quotation marks or line breaks are read wrongly."),
    producer=(MAJOR, "The file has to be written with other quotation marks."),
    recipe=MAJOR,
    remedy="keep the quoting",
)
def quoting_changed(pair: TablePair) -> Iterator[Difference]:
    """Cells are quoted or escaped otherwise."""
    yield from _dialect(pair, QUOTING)


@rule(
    "resource",
    reader=(MINOR, "Most programs read either; one that counts bytes or splits lines itself fails."),
    producer=(MINOR, "Lines should end otherwise."),
    recipe=MINOR,
    remedy="keep the line ends",
)
def line_terminator_changed(pair: TablePair) -> Iterator[Difference]:
    """Lines end with other characters than they did."""
    yield from _dialect(pair, ("lineTerminator",))


@rule(
    "resource",
    reader=(MAJOR, "The file is read wrongly by a program that was told the old dialect."),
    producer=(MAJOR, "The file has to be written in another dialect."),
    recipe=MAJOR,
    remedy="keep the dialect",
)
def dialect_changed(pair: TablePair) -> Iterator[Difference]:
    """Another property of the dialect changed: comments, null sequence, spaces, sheet, table."""
    if pair.old is not None and pair.new is not None:
        keys = {**pair.old.dialect.properties, **pair.new.dialect.properties}
        yield from _dialect(pair, tuple(key for key in keys if key not in OWN_RULE))


@rule(
    "resource",
    reader=(MAJOR, "Nothing is promised of the columns any more."),
    producer=(MINOR, "Nothing is asked of the columns any more."),
    recipe=MINOR,
    remedy="keep the schema",
)
def schema_dropped(pair: TablePair) -> Iterator[Difference]:
    """A resource has no schema any more."""
    if pair.old is not None and pair.new is not None and pair.old.schema is not None and pair.new.schema is None:
        yield Difference([field.name for field in pair.old.schema.fields], None, ("schema",))


@rule(
    "resource",
    reader=(MINOR, "The columns are described now."),
    producer=(MAJOR, "The file has to follow a schema."),
    recipe=MAJOR,
    remedy="leave the resource without a schema",
)
def schema_added(pair: TablePair) -> Iterator[Difference]:
    """A resource has a schema now."""
    if pair.old is not None and pair.new is not None and pair.old.schema is None and pair.new.schema is not None:
        yield Difference(None, [field.name for field in pair.new.schema.fields], ("schema",))


def _either(pair: TablePair, *names: str) -> tuple[Any, Any]:
    """A property on both sides, by the first of its names that is written."""

    def written(side: Any) -> Any:
        return next((side.descriptor[name] for name in names if side is not None and name in side.descriptor), None)

    return written(pair.old), written(pair.new)


def _dialect(pair: TablePair, keys: tuple[str, ...]) -> Iterator[Difference]:
    if pair.old is None or pair.new is None:
        return
    for key in keys:
        old, new = pair.old.dialect.properties.get(key), pair.new.dialect.properties.get(key)
        if old != new:
            yield Difference(old, new, ("dialect", key), summary=f"{key}: {old!r} becomes {new!r}")
