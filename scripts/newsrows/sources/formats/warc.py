"""Reads web archives (WARC, ISO 28500), compressed or not: web pages, and the plain text of WET files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Literal, cast

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError, need
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, PageRecord, Record, digest

EXTRA = "warc"
_PAGES = {"text/html", "application/xhtml+xml"}
_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 1 << 14
_MAX_MESSAGE = 80  # characters of a library's message, which may quote the page
_CHUNK = 1 << 20
# The first bytes of a record, for going on after a damaged one: a gzip member (RFC 1952), a header line or a Zstandard
# frame.
_RECORD_START = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r?\n|\x28\xb5\x2f\xfd")
_LONGEST_START = 10
_MAX_TRIES = 1000


def read_warc(input_file: InputFile, options: ReadOptions) -> Iterator[Record | PageRecord | BadRecord]:
    """Yield the web pages with status 200, and the texts of conversion records.

    Other records are skipped, but counted in record numbers. Reading goes on after a damaged record.

    Raises:
        BadFileError: the archive has no record of an article, or nothing can be read after damage.
        ReadError: fastwarc is not installed.
    """
    need("fastwarc", EXTRA)
    with input_file.open() as stream:
        number, articles = 0, 0
        for item in _records(stream):
            number += 1
            if isinstance(item, str):
                articles += 1
                yield BadRecord(f"record {number}", item)
                continue
            try:
                record = _article(item, number, options)
            except BadFileError as error:
                articles += 1
                yield BadRecord(f"record {number}", str(error))
            else:
                if record:
                    articles += 1
                    yield record
    if not number:
        raise BadFileError("found an empty file, expected a web archive")
    if not articles:
        raise BadFileError(f"found {number:,} records, and no web page or text among them; next: remove it")


class _Forward:
    """A stream for fastwarc with only read and tell, because fastwarc panics if a stream has seek but cannot seek.

    An error of the stream ends it, and `check` raises the error after the records before it have been read.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._count = 0
        self._error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._read(size)
        except (BadFileError, OSError) as error:
            self._error = error
            return b""
        self._count += len(data)
        return data

    def tell(self) -> int:
        return self._count

    def check(self) -> None:
        if self._error is not None:
            raise self._error


def _records(stream: BinaryIO) -> Iterator[Any]:
    """Yield the records, and a message for each damaged one."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415

    start, tried = 0, 0
    while True:
        last = None
        forward = _Forward(stream)
        try:
            for record in ArchiveIterator(cast(BinaryIO, forward), parse_http=False):
                last, tried = start + record.stream_pos, 0
                yield record
        except OSError as error:
            if last is not None or start == 0:
                message = str(error)[:_MAX_MESSAGE]
                yield f"the archive is damaged here ({message}); reading goes on at the next record, if one is found"
            tried += 1
            following = _next_start(stream, (start if last is None else last) + 1)
            if following is None or tried > _MAX_TRIES:
                return
            start = following
            stream.seek(start)
        else:
            forward.check()
            return


def _next_start(stream: BinaryIO, position: int) -> int | None:
    """Return where a record may begin at or after `position`; None if nowhere, or if the stream cannot seek."""
    if not stream.seekable():
        return None
    stream.seek(position)
    buffer = b""
    while data := stream.read(_CHUNK):
        buffer += data
        if match := _RECORD_START.search(buffer):
            return position + match.start()
        position += len(buffer) - _LONGEST_START
        buffer = buffer[-_LONGEST_START:]
    return None


def _article(record: Any, number: int, options: ReadOptions) -> Record | PageRecord | None:
    """Return the page or text in a record; None if the record is of another kind."""
    kind, content_type = str(record.record_type), record.headers.get("Content-Type")
    if kind == "conversion":
        return _text_of_conversion(record, number, options)
    if kind == "resource" and _kind(content_type) in _PAGES:
        return PageRecord(_block(record, options), number, _address(record))
    if kind == "response" and _kind(content_type) == "application/http":
        return _page_of_response(record, number, options)
    return None


def _page_of_response(record: Any, number: int, options: ReadOptions) -> PageRecord | None:
    if record.content_length > options.max_bytes and not _is_page(record):
        return None
    block = _block(record, options)
    try:
        response = _parse_http(block, "all")
        data = response.reader.read(options.max_bytes + 1)
    except OSError:  # some crawlers decompress pages but keep the header that says that they are compressed
        response = _parse_http(block, "none")
        data = response.reader.read()
    if response.http_headers.status_code != 200 or _kind(response.http_content_type) not in _PAGES:
        return None
    if len(data) > options.max_bytes:
        raise BadFileError(options.too_many_bytes())
    if data.startswith(_GZIP):
        raise BadFileError("found a compressed page that cannot be decompressed, expected HTML")
    charset = (response.http_charset or "").strip("\"' ") or None
    return PageRecord(data, number, _address(record), charset)


def _is_page(record: Any) -> bool:
    """Return whether a record that is too long is a page; others, such as videos, are skipped."""
    head = record.reader.read(_HEAD_BYTES).lower().partition(b"\r\n\r\n")[0]
    return any(b"content-type:" in line and b"html" in line for line in head.splitlines())


def _parse_http(block: bytes, decoding: Literal["all", "none"]) -> Any:
    """Parse the response in a separate record, because a broken response would end the iteration over the archive."""
    from fastwarc.warc import WarcRecord  # noqa: PLC0415

    response = WarcRecord()
    response.set_bytes_content(block)
    response.is_http = True
    try:
        response.parse_http(auto_decode=decoding)
    except ValueError as error:
        raise BadFileError(f"found an unreadable HTTP response ({str(error)[:_MAX_MESSAGE]})") from error
    return response


def _kind(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _text_of_conversion(record: Any, number: int, options: ReadOptions) -> Record:
    data = _block(record, options)
    text, encoding = decode(data)
    return Record(
        text, digest(data), Metadata(url=_address(record)), number, language=_language(record), encoding=encoding
    )


def _language(record: Any) -> str:
    """Return the ISO 639-1 code of the first of the ISO 639-3 codes in Common Crawl's header: 'deu,eng' is 'de'."""
    import pycountry  # noqa: PLC0415

    code = (record.headers.get("WARC-Identified-Content-Language") or "eng").partition(",")[0]
    language = pycountry.languages.get(alpha_3=code)
    return getattr(language, "alpha_2", None) or "en"


def _address(record: Any) -> str | None:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>") or None


def _block(record: Any, options: ReadOptions) -> bytes:
    if record.content_length > options.max_bytes:
        raise BadFileError(options.too_many_bytes(record.content_length))
    expected = record.content_length
    data: bytes = record.reader.read()
    if len(data) < expected:
        raise BadFileError(f"the archive is cut off here: found {len(data):,} of {expected:,} bytes")
    return data
