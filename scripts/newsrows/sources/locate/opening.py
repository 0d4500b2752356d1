"""A source, opened: the files in it and the formats that they are read as."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from newsrows.records import Rejected
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.registry import FORMATS, Format, looks_like
from newsrows.sources.locate.archives import members, seekable, unpacked
from newsrows.sources.locate.streams import SourceFile, StandardInput
from newsrows.sources.locate.suffixes import ARCHIVES, PACKED, READABLE, split_suffixes
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.metadata_csv import METADATA_NAME, ArchiveFolder, read_metadata_files
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import Input

_HEAD = 1 << 16
_NESTED = "found an archive in an archive, expected articles; next: unpack the outer one"


_NOTHING = Metadata()


class ToRead(NamedTuple):
    """A file and its format; `is_source` if it is the source itself, not one of the files in it.

    `described` is what a metadata.csv in an archive says of it.
    """

    given: Input
    form: Format
    is_source: bool = True
    described: Metadata = _NOTHING


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
        described, unused = _described(given, archive, options)
        yield from unused
        found = 0
        for member in _visible(given, archive, options):
            suffix, packing = split_suffixes(member.file_name)
            if not suffix or _is_metadata(member):
                continue
            found += 1
            if suffix in ARCHIVES:
                yield Rejected(member.shown, _NESTED)
            else:
                prepared = _prepared(member, FORMATS[suffix], packing, options)
                metadata = described.get(member.file_name, _NOTHING)
                yield ToRead(prepared, FORMATS[suffix], is_source=False, described=metadata)
        if not found:
            raise BadFileError(f"found no article in the archive, expected {READABLE}; next: remove it")


def _visible(given: Input, archive: BinaryIO, options: ReadOptions) -> Iterator[Input]:
    """The files in a zip that are not hidden; '__MACOSX' is where macOS keeps what is no file elsewhere."""
    for member in members(archive, given.file_name, given.shown, options):
        inner = member.file_name.removeprefix(given.file_name)
        if not any(part.startswith((".", "__MACOSX")) for part in inner.split("/")):
            yield member


def _is_metadata(member: Input) -> bool:
    return member.file_name.endswith(f"/{METADATA_NAME}")


def _described(given: Input, archive: BinaryIO, options: ReadOptions) -> tuple[dict[str, Metadata], list[Rejected]]:
    """What the metadata.csv files in a zip say of the files in it."""
    if not any(map(_is_metadata, _visible(given, archive, options))):
        return {}, []
    inside = {member.file_name: member for member in _visible(given, archive, options)}
    tables = [name for name, member in inside.items() if _is_metadata(member)]
    return read_metadata_files(ArchiveFolder(name.rpartition("/")[0], inside, options) for name in tables)


def _prepared(given: Input, form: Format, packing: str, options: ReadOptions) -> Input:
    """The file as its format wants it: unpacked, and on disk if it is read from its end."""
    if packing and not form.unpacks:
        given = unpacked(given, packing, options)
    return seekable(given) if form.from_its_end else given


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
