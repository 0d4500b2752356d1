"""The sizes that a Parquet file declares, read without unpacking anything.

A page of a few bytes may unpack to gigabytes, and a dictionary of one long text may stand for millions of them. pyarrow
shows neither, and ends the process at some damaged footers. Readers allocate what the header of a page says, and raise
an error if it holds more: these sizes are the truth about the memory that a file needs.

The footer and the headers are written in Thrift's compact protocol. Sources: https://parquet.apache.org/docs/file-format/
and https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

# A reader holds one page and one dictionary of each column. Most writers make them of a megabyte, DuckDB up to 100.
MOST_PAGE_BYTES: Final = 1 << 29
_MOST_FOOTER_BYTES: Final = 1 << 25
# Columns times row groups. Each becomes an object.
_MOST_CHUNKS: Final = 200_000
_MOST_HEADER_BYTES: Final = 1 << 20
_MOST_DEPTH: Final = 16
_MAGIC: Final = b"PAR1"

# Types of Thrift's compact protocol; 1 and 2 are true and false.
_BYTE, _INTEGERS, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 3, {3, 4, 5, 6}, 7, 8, 9, 10, 11, 12
_DICTIONARY_PAGE: Final = 2
_TEXTS: Final = {6, 7}  # the physical types whose values have any length
# In pages of this encoding, a text may be as long as the whole page though it takes a few bytes there.
_DELTA_BYTE_ARRAY: Final = 7


class ParquetSizeError(ValueError):
    """The footer or the header of a page is damaged, or says that pages are too large; the message says which."""


@dataclass(frozen=True, slots=True)
class ColumnSize:
    """The sizes of a column in one row group.

    Attributes:
        name: its name; that of the outermost column if it is nested.
        is_nested: whether it is a part of another column, or a list.
        row_bytes: bytes per row after unpacking, in the page where it has most; on average if it is nested.
        dictionary_bytes: bytes of its dictionary of texts, the most that one of them may have; 0: it has none.
        page_bytes: bytes of its largest page and of its dictionary.
        bytes: bytes of all its pages after unpacking.
    """

    name: str
    is_nested: bool
    row_bytes: int
    dictionary_bytes: int
    page_bytes: int
    bytes: int


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row group: how many rows it has, and the sizes of its columns."""

    rows: int
    columns: tuple[ColumnSize, ...]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The pages of one column in one row group: where they are, and their bytes before and after unpacking."""

    path: tuple[str, ...]
    type: int
    start: int
    packed: int
    unpacked: int


@dataclass(frozen=True, slots=True)
class _Page:
    is_dictionary: bool
    is_delta: bool
    values: int
    size: int


def row_groups(stream: BinaryIO, columns: Collection[str] | None = None) -> list[RowGroup]:
    """The row groups of a Parquet file with the sizes of `columns` (None: all).

    Raises:
        ParquetSizeError: the file is damaged, or needs more than 512 MiB for one page of each of these columns.
        OSError: it cannot be read.
    """
    groups = []
    for rows, chunks in _footer(stream):
        sizes = []
        at_once = 0
        for chunk in chunks:
            if columns is None or chunk.path[0] in columns:
                sizes.append(_column_size(stream, chunk, rows))
                at_once += sizes[-1].page_bytes
        if at_once > MOST_PAGE_BYTES:
            raise ParquetSizeError(
                f"its pages have {at_once:,} bytes, one of each column, expected at most {MOST_PAGE_BYTES:,}"
            )
        groups.append(RowGroup(rows, tuple(sizes)))
    return groups


def _column_size(stream: BinaryIO, chunk: _Chunk, rows: int) -> ColumnSize:
    is_nested = len(chunk.path) > 1
    densest = largest = dictionary = dictionary_page = size = 0
    for page in _pages(stream, chunk):
        size += page.size
        if page.is_dictionary:
            dictionary_page = max(dictionary_page, page.size)
        else:
            largest = max(largest, page.size)
        if page.is_dictionary or page.is_delta:
            dictionary = max(dictionary, page.size)
        elif page.values and not is_nested:
            densest = max(densest, -(-page.size // page.values))
    return ColumnSize(
        chunk.path[0],
        is_nested,
        chunk.unpacked // max(1, rows) if is_nested else densest,
        dictionary if chunk.type in _TEXTS else 0,
        largest + dictionary_page,
        size,
    )


# The footer.


def _footer(stream: BinaryIO) -> list[tuple[int, list[_Chunk]]]:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    length = int.from_bytes(tail[:4], "little")
    if len(tail) < 8 or tail[4:] != _MAGIC or length > size - 8:
        raise ParquetSizeError("it does not end like a Parquet file")
    if length > _MOST_FOOTER_BYTES:
        raise ParquetSizeError(f"its footer has {length:,} bytes, expected at most {_MOST_FOOTER_BYTES:,}")
    stream.seek(size - 8 - length)
    thrift = _Thrift(stream.read(length))
    groups: list[tuple[int, list[_Chunk]]] = []
    with_chunks = 0
    try:
        for number, kind in thrift.fields():
            if (number, kind) != (4, _LIST):
                thrift.skip(kind)
                continue
            for _ in thrift.structs():
                groups.append(_row_group(thrift))
                with_chunks += len(groups[-1][1])
                if with_chunks > _MOST_CHUNKS:
                    raise ParquetSizeError(f"it has more than {_MOST_CHUNKS:,} columns in all row groups")
    except (IndexError, UnicodeDecodeError):
        raise ParquetSizeError("its footer is damaged") from None
    return groups


def _row_group(thrift: _Thrift) -> tuple[int, list[_Chunk]]:
    rows, chunks = 0, []
    for number, kind in thrift.fields():
        if (number, kind) == (1, _LIST):
            chunks = [chunk for _ in thrift.structs() if (chunk := _column_chunk(thrift)) is not None]
        elif number == 3 and kind in _INTEGERS:
            rows = thrift.integer(kind)
        else:
            thrift.skip(kind)
    return max(0, rows), chunks


def _column_chunk(thrift: _Thrift) -> _Chunk | None:
    chunk = None
    for number, kind in thrift.fields():
        if (number, kind) == (3, _STRUCT):
            chunk = _column_metadata(thrift)
        else:
            thrift.skip(kind)
    return chunk


def _column_metadata(thrift: _Thrift) -> _Chunk:
    path: tuple[str, ...] = ()
    integers: dict[int, int] = {}
    for number, kind in thrift.fields():
        if (number, kind) == (3, _LIST):
            path = tuple(thrift.texts())
        elif kind in _INTEGERS:
            integers[number] = thrift.integer(kind)
        else:
            thrift.skip(kind)
    start, dictionary = integers.get(9, 0), integers.get(11, 0)
    # Readers open no page of a chunk without values, whose offsets may be 0.
    packed = integers.get(7, 0) if integers.get(5, 0) > 0 else 0
    if not path or start < 0 or packed < 0:
        raise ParquetSizeError("its footer is damaged")
    if 0 < dictionary < start:
        start = dictionary
    return _Chunk(path, integers.get(1, -1), start, packed, max(0, integers.get(6, 0)))


# The headers of pages.


def _pages(stream: BinaryIO, chunk: _Chunk) -> Iterator[_Page]:
    place, end = chunk.start, chunk.start + chunk.packed
    while place < end:
        page, header, packed = _page(stream, place, end)
        yield page
        place += header + packed


def _page(stream: BinaryIO, place: int, end: int) -> tuple[_Page, int, int]:
    """A page, and the bytes of its header and of its packed contents."""
    window = 256
    while True:
        stream.seek(place)
        data = stream.read(min(window, end - place))
        try:
            return _page_header(_Thrift(data))
        except IndexError:
            if len(data) < window or window >= _MOST_HEADER_BYTES:
                raise ParquetSizeError("the header of a page is damaged") from None
        window *= 8


def _page_header(thrift: _Thrift) -> tuple[_Page, int, int]:
    integers = {1: -1, 2: -1, 3: -1}
    of_data: dict[int, int] = {}
    encoding = 0
    for number, kind in thrift.fields():
        if kind in _INTEGERS:
            integers[number] = thrift.integer(kind)
        elif kind == _STRUCT and number in {5, 8}:  # data pages of versions 1 and 2
            of_data = dict(thrift.integers())
            encoding = of_data.get(2 if number == 5 else 4, 0)
        else:
            thrift.skip(kind)
    if min(integers[1], integers[2], integers[3]) < 0:
        raise ParquetSizeError("the header of a page is damaged")
    page = _Page(integers[1] == _DICTIONARY_PAGE, encoding == _DELTA_BYTE_ARRAY, max(0, of_data.get(1, 0)), integers[2])
    return page, thrift.place, integers[3]


class _Thrift:
    """Reads values one after the other; raises an IndexError at the end of the data."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def fields(self) -> Iterator[tuple[int, int]]:
        """Yield number and type of each field of a struct; its value must be read or skipped before the next."""
        number = 0
        while header := self._byte():
            number = number + (header >> 4) if header >> 4 else self._signed()
            yield number, header & 15

    def structs(self) -> Iterator[int]:
        """Yield a number for each struct of a list; its fields must be read before the next."""
        count, kind = self._list()
        if kind != _STRUCT and count:
            raise IndexError
        yield from range(count)

    def texts(self) -> Iterator[str]:
        """Yield the texts of a list."""
        count, kind = self._list()
        if kind != _BINARY and count:
            raise IndexError
        for _ in range(count):
            length = self._unsigned()
            yield self._take(length).decode()

    def integers(self) -> Iterator[tuple[int, int]]:
        """Yield the number and the value of the fields of a struct that are integers."""
        for number, kind in self.fields():
            if kind in _INTEGERS:
                yield number, self.integer(kind)
            else:
                self.skip(kind)

    def integer(self, kind: int) -> int:
        """Read an integer of a type."""
        return self._byte() if kind == _BYTE else self._signed()

    def skip(self, kind: int, depth: int = 0) -> None:
        """Pass over a value of a type."""
        if depth > _MOST_DEPTH:
            raise IndexError
        if kind in _INTEGERS:
            self.integer(kind)
        elif kind == _DOUBLE:
            self._take(8)
        elif kind == _BINARY:
            self._take(self._unsigned())
        elif kind in {_LIST, _SET, _MAP}:
            self._skip_items(kind, depth + 1)
        elif kind == _STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        elif kind > 2 or kind == 0:
            raise IndexError

    def _skip_items(self, kind: int, depth: int) -> None:
        if kind == _MAP:
            count = self._unsigned()
            kinds = self._byte() if count else 0
            inner = [kinds >> 4, kinds & 15]
        else:
            count, items = self._list()
            inner = [items]
        for _ in range(count):
            for item in inner:
                self._skip_item(item, depth)

    def _skip_item(self, kind: int, depth: int) -> None:
        if kind in {1, 2}:  # in lists and maps, true and false take a byte
            self._byte()
        else:
            self.skip(kind, depth)

    def _list(self) -> tuple[int, int]:
        header = self._byte()
        count = header >> 4
        return (self._unsigned() if count == 15 else count), header & 15

    def _byte(self) -> int:
        byte = self._data[self.place]
        self.place += 1
        return byte

    def _take(self, count: int) -> bytes:
        if count > len(self._data) - self.place:
            raise IndexError
        self.place += count
        return self._data[self.place - count : self.place]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
            if shift > 63:
                raise IndexError

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
