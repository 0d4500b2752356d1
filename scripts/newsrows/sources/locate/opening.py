"""Opens a source: yields the files in it, each with its format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from newsrows.records import Rejected
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.registry import FORMATS, Format, looks_like, unavailable_suffixes
from newsrows.sources.locate.archives import members, seekable, unpacked
from newsrows.sources.locate.streams import SourceFile, StandardInput
from newsrows.sources.locate.suffixes import ARCHIVES, PACKED, READABLE, kind_of, split_suffixes
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.metadata_csv import METADATA_NAME, ArchiveFolder, read_metadata_files
from newsrows.sources.omissions import Omissions
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile

_HEAD = 1 << 16
_NESTED = "found an archive in an archive, expected articles; next: unpack the outer one"

_NO_METADATA = Metadata()


class FileToRead(NamedTuple):
    """A file and its format.

    Attributes:
        input_file: the file.
        format: its format.
        is_source: whether the file is the source itself, not a file in an archive.
        metadata: its metadata in a metadata.csv in the archive.
    """

    input_file: InputFile
    format: Format
    is_source: bool = True
    metadata: Metadata = _NO_METADATA


def open_source(source: SourceFile, options: ReadOptions, omissions: Omissions) -> Iterator[FileToRead | Rejected]:
    """Yield the file of a source; for a zip, the files in it with a supported suffix, without hidden ones.

    Other files in a zip, and unused columns of its metadata.csv, are added to `omissions`.

    Raises:
        BadFileError: the source cannot be opened, or is a damaged zip.
    """
    input_file = InputFile(source.file_name, str(source), source.open, source.size())
    if isinstance(source, StandardInput):
        (input_file, suffix), packing = _recognise(input_file, options), ""
    else:
        suffix, packing = split_suffixes(source.file_name)
    if suffix in ARCHIVES:
        if packing:
            raise BadFileError(_NESTED)
        yield from _files_in_archive(input_file, options, omissions)
    else:
        yield FileToRead(_prepare(input_file, FORMATS[suffix], packing, options), FORMATS[suffix])


def _files_in_archive(
    input_file: InputFile, options: ReadOptions, omissions: Omissions
) -> Iterator[FileToRead | Rejected]:
    with seekable(input_file).open() as archive:
        metadata, bad_rows = _archive_metadata(input_file, archive, options, omissions)
        yield from bad_rows
        count, unavailable = 0, unavailable_suffixes()
        for member in _visible(input_file, archive, options):
            suffix, packing = split_suffixes(member.file_name)
            if _is_metadata(member):
                continue
            if not suffix or suffix in unavailable:
                omissions.skip([kind_of(member.file_name)])
                continue
            count += 1
            if suffix in ARCHIVES:
                yield Rejected(member.shown, _NESTED)
            else:
                yield FileToRead(
                    _prepare(member, FORMATS[suffix], packing, options),
                    FORMATS[suffix],
                    is_source=False,
                    metadata=metadata.get(member.file_name, _NO_METADATA),
                )
        if not count:
            raise BadFileError(f"found no article in the archive, expected {READABLE}; next: remove it")


def _visible(input_file: InputFile, archive: BinaryIO, options: ReadOptions) -> Iterator[InputFile]:
    """Yield the files in a zip that are not hidden; macOS keeps attributes of files in '__MACOSX'."""
    for member in members(archive, input_file.file_name, input_file.shown, options):
        inner = member.file_name.removeprefix(input_file.file_name)
        if not any(part.startswith((".", "__MACOSX")) for part in inner.split("/")):
            yield member


def _is_metadata(member: InputFile) -> bool:
    return member.file_name.endswith(f"/{METADATA_NAME}")


def _archive_metadata(
    input_file: InputFile, archive: BinaryIO, options: ReadOptions, omissions: Omissions
) -> tuple[dict[str, Metadata], list[Rejected]]:
    """Return the metadata of the files in a zip from its metadata.csv files, and their bad rows."""
    if not any(map(_is_metadata, _visible(input_file, archive, options))):
        return {}, []
    members_by_name = {member.file_name: member for member in _visible(input_file, archive, options)}
    tables = [name for name, member in members_by_name.items() if _is_metadata(member)]
    folders = (ArchiveFolder(name.rpartition("/")[0], members_by_name, options) for name in tables)
    return read_metadata_files(folders, omissions)


def _prepare(input_file: InputFile, format_: Format, packing: str, options: ReadOptions) -> InputFile:
    """Return the file as its format needs it: decompressed, and seekable if it is read from its end."""
    if packing and not format_.decompresses:
        input_file = unpacked(input_file, packing, options)
    return seekable(input_file) if format_.needs_seek else input_file


def _recognise(input_file: InputFile, options: ReadOptions) -> tuple[InputFile, str]:
    """Return standard input, decompressed if necessary, and its suffix by its first bytes."""
    opened, suffix = _peek(input_file)
    if suffix not in PACKED:
        return opened, suffix
    opened, suffix = _peek(unpacked(opened, suffix, options))
    if suffix in (*PACKED, *ARCHIVES):
        raise BadFileError(_NESTED)
    return opened, suffix


def _peek(input_file: InputFile) -> tuple[InputFile, str]:
    opened = input_file.open()
    stream = opened if isinstance(opened, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, opened), _HEAD)
    return InputFile(input_file.file_name, input_file.shown, partial(cast, BinaryIO, stream)), looks_like(
        stream.peek(_HEAD)
    )
