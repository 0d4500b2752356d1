"""A source, opened: the files in it and the formats that they are read as."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from newsrows.read.errors import BadFileError
from newsrows.read.formats.registry import FORMATS, Format, looks_like
from newsrows.read.options import ReadOptions
from newsrows.read.record import Input
from newsrows.read.sources import SourceFile, StandardInput
from newsrows.read.suffixes import ARCHIVES, PACKED, READABLE, split_suffixes
from newsrows.read.unpack import members, seekable, unpacked
from newsrows.records import Rejected

_HEAD = 1 << 16
_NESTED = "found an archive in an archive, expected articles; next: unpack the outer one"


class ToRead(NamedTuple):
    """A file and its format; `is_source` if it is the source itself, not one of the files in it."""

    given: Input
    form: Format
    is_source: bool = True


def open_source(source: SourceFile, options: ReadOptions) -> Iterator[ToRead | Rejected]:
    """The one file of most sources; of a zip those in it that have a suffix that is read, hidden ones passed over.

    Raises:
        BadFileError: the source cannot be opened, or is a damaged zip.
    """
    given = Input(source.file_name, str(source), source.open, source.size())
    if isinstance(source, StandardInput):
        (given, suffix), packing = _recognised(given, options), ""
    else:
        suffix, packing = split_suffixes(source.file_name)
    if suffix in ARCHIVES:
        if packing:
            raise BadFileError(_NESTED)
        yield from _files_of(given, options)
    else:
        yield ToRead(_prepared(given, FORMATS[suffix], packing, options), FORMATS[suffix])


def _files_of(given: Input, options: ReadOptions) -> Iterator[ToRead | Rejected]:
    with seekable(given).open() as archive:
        found = 0
        for member in members(archive, given.file_name, given.shown, options):
            suffix, packing = split_suffixes(member.file_name)
            if not suffix or _is_hidden(member.file_name.removeprefix(given.file_name)):
                continue
            found += 1
            if suffix in ARCHIVES:
                yield Rejected(member.shown, _NESTED)
            else:
                yield ToRead(_prepared(member, FORMATS[suffix], packing, options), FORMATS[suffix], is_source=False)
        if not found:
            raise BadFileError(f"found no article in the archive, expected {READABLE}; next: remove it")


def _prepared(given: Input, form: Format, packing: str, options: ReadOptions) -> Input:
    """The file as its format wants it: unpacked, and on disk if it is read from its end."""
    if packing and not form.unpacks:
        given = unpacked(given, packing, options)
    return seekable(given) if form.from_its_end else given


def _is_hidden(inner: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in inner.split("/"))


def _recognised(given: Input, options: ReadOptions) -> tuple[Input, str]:
    """What comes in through standard input, unpacked if it is packed: its format by its first bytes."""
    opened, suffix = _look_into(given)
    if suffix not in PACKED:
        return opened, suffix
    opened, suffix = _look_into(unpacked(opened, suffix, options))
    if suffix in (*PACKED, *ARCHIVES):
        raise BadFileError(_NESTED)
    return opened, suffix


def _look_into(given: Input) -> tuple[Input, str]:
    opened = given.open()
    stream = opened if isinstance(opened, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, opened), _HEAD)
    return Input(given.file_name, given.shown, partial(cast, BinaryIO, stream)), looks_like(stream.peek(_HEAD))
