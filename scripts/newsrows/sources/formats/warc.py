"""Web archives (WARC, ISO 28500), packed or not: their web pages, and the plain text of WET files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Literal, cast

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError, need
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, Input, PageRecord, Record, digest

EXTRA = "warc"
_PAGES = {"text/html", "application/xhtml+xml"}
_PACKED = b"\x1f\x8b"
_HEAD = 1 << 14
_QUOTED = 80  # characters of a library's message, which may quote the page
_PIECE = 1 << 20
# Where the next record may begin after one that is damaged: a member of its own (RFC 1952), a header line, a frame.
_BEGINNINGS = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r?\n|\x28\xb5\x2f\xfd")
_LONGEST_BEGINNING = 10
_GIVEN_UP_AFTER = 1000


def read_warc(given: Input, options: ReadOptions) -> Iterator[Record | PageRecord | BadRecord]:
    """The web pages that were answered with 200, and the texts of conversions.

    Other records are passed over, and counted in the numbers of those that are not. Where a record is damaged, reading
    goes on at the next one.

    Raises:
        BadFileError: the archive holds no record, or is damaged where nothing can be read after it.
        ReadError: fastwarc is not installed.
    """
    need("fastwarc", EXTRA)
    with given.open() as stream:
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
    """What fastwarc needs of a stream, and no more: it panics at one that cannot seek.

    What is wrong with the stream ends it, and is raised by `check`, for the records before it are still to come.
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
    """The records, and in the places of damaged ones what is wrong."""
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
                said = str(error)[:_QUOTED]
                yield f"the archive is damaged here ({said}); reading goes on at the next record, if one is found"
            tried += 1
            following = _next_beginning(stream, (start if last is None else last) + 1)
            if following is None or tried > _GIVEN_UP_AFTER:
                return
            start = following
            stream.seek(start)
        else:
            forward.check()
            return


def _next_beginning(stream: BinaryIO, position: int) -> int | None:
    """Where a record may begin at or after `position`; None if nowhere, or if the stream cannot go back."""
    if not stream.seekable():
        return None
    stream.seek(position)
    held = b""
    while data := stream.read(_PIECE):
        held += data
        if found := _BEGINNINGS.search(held):
            return position + found.start()
        position += len(held) - _LONGEST_BEGINNING
        held = held[-_LONGEST_BEGINNING:]
    return None


def _article(record: Any, number: int, options: ReadOptions) -> Record | PageRecord | None:
    """The page or text in a record; None if it is of another kind."""
    kind, content_type = str(record.record_type), record.headers.get("Content-Type")
    if kind == "conversion":
        return _converted(record, number, options)
    if kind == "resource" and _kind(content_type) in _PAGES:
        return PageRecord(_block(record, options), number, _address(record))
    if kind == "response" and _kind(content_type) == "application/http":
        return _answered(record, number, options)
    return None


def _answered(record: Any, number: int, options: ReadOptions) -> PageRecord | None:
    if record.content_length > options.max_bytes and not _is_page(record):
        return None
    block = _block(record, options)
    try:
        answer = _parse_http(block, "all")
        data = answer.reader.read(options.max_bytes + 1)
    except OSError:  # crawlers unpack pages and keep the header that says that they are packed
        answer = _parse_http(block, "none")
        data = answer.reader.read()
    if answer.http_headers.status_code != 200 or _kind(answer.http_content_type) not in _PAGES:
        return None
    if len(data) > options.max_bytes:
        raise BadFileError(options.too_many_bytes())
    if data.startswith(_PACKED):
        raise BadFileError("found a packed page that cannot be unpacked, expected HTML")
    charset = (answer.http_charset or "").strip("\"' ") or None
    return PageRecord(data, number, _address(record), charset)


def _is_page(record: Any) -> bool:
    """Whether a record that is too long is a page; a film is none, and no news."""
    head = record.reader.read(_HEAD).lower().partition(b"\r\n\r\n")[0]
    return any(b"content-type:" in line and b"html" in line for line in head.splitlines())


def _parse_http(block: bytes, decoding: Literal["all", "none"]) -> Any:
    """The response in a block; in a record of its own, for a broken one stops the iteration that it came from."""
    from fastwarc.warc import WarcRecord  # noqa: PLC0415

    answer = WarcRecord()
    answer.set_bytes_content(block)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode=decoding)
    except ValueError as error:
        raise BadFileError(f"found no HTTP response that can be read ({str(error)[:_QUOTED]})") from error
    return answer


def _kind(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _converted(record: Any, number: int, options: ReadOptions) -> Record:
    data = _block(record, options)
    text, encoding = decode(data)
    return Record(
        text, digest(data), Metadata(url=_address(record)), number, language=_language(record), encoding=encoding
    )


def _language(record: Any) -> str:
    """ISO 639-1, from the ISO 639-3 that Common Crawl says, the main language first: 'deu,eng' is 'de'."""
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
