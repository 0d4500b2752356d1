"""Reads mail: newsletters and press releases, in single messages (.eml) and mailboxes (.mbox), which are streamed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO, Literal

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.markup import strip_markup
from newsrows.sources.metadata.dates import day_of, time_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record, digest

# The line before each message of a mailbox: 'From ann@example.org Fri Mar  1 09:30:00 2024' (RFC 4155).
_FROM_LINE = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}\s*$")
_QUOTED_FROM = re.compile(rb">+From ")
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_MAX_FROM_LINE = 300
_LINE_BYTES = 1 << 16
_MAX_PARTS = 1_000
_MAX_BOUNDARIES = 10_000
# The parser's time grows with the square of a header's length, and with the square of the parts in parts.
_LONG_HEADER = re.compile(
    rb"^(?:subject|from|date|mime-version|content-[a-z-]{1,30}):(?:[^\n]|\n[ \t]){8192}", re.IGNORECASE | re.MULTILINE
)
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


def read_eml(input_file: InputFile, options: ReadOptions) -> Iterator[Record]:
    """Yield the article in a message: its body.

    Raises:
        BadFileError: the file is not a message, or its body has no text.
        ReadError: the body is HTML, and lxml, which comes with trafilatura, is not installed.
    """
    data = input_file.read_document(options)
    yield _record(data, digest(data), None)


def read_mbox(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the articles in a mailbox, numbered from 1; a message at a time is in memory.

    Raises:
        BadFileError: the file is not a mailbox.
        ReadError: a body is HTML, and lxml, which comes with trafilatura, is not installed.
    """
    with input_file.open() as stream:
        for number, data in enumerate(_messages(stream, options.max_document_bytes), 1):
            place = f"message {number}"
            if data is None:
                yield BadRecord(place, options.too_large_document())
                continue
            try:
                yield _record(data, None, number)
            except BadFileError as error:
                yield BadRecord(place, str(error))


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield the bytes of each message; None if it is larger than `limit`."""
    lines: list[bytes] = []
    size, is_first, after_blank = 0, True, True
    for line in iter(lambda: stream.readline(_LINE_BYTES), b""):
        if after_blank and line.startswith(b"From ") and len(line) <= _MAX_FROM_LINE and _FROM_LINE.match(line):
            if not is_first:
                yield b"".join(lines) if size <= limit else None
            lines, size, is_first = [], 0, False
        elif is_first and line.strip():
            raise BadFileError("found no line 'From ...' before the first message, expected a mailbox (mbox)")
        elif not is_first:
            size += len(line)
            if size <= limit:
                lines.append(line[1:] if _QUOTED_FROM.match(line) else line)
            else:
                lines.clear()
        after_blank = not line.strip()
    if not is_first:
        yield b"".join(lines) if size <= limit else None


def _record(data: bytes, sha256: str | None, number: int | None) -> Record:
    _check_structure(data)
    try:
        message = message_from_bytes(data, policy=policy.default)
        text = _body(message)
        metadata = _metadata(message)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError, RecursionError) as error:
        raise BadFileError(f"the message cannot be read ({type(error).__name__}: {error})") from error
    if not text:
        raise BadFileError("found no text in the message, expected an article in its body; next: remove it")
    return Record(text, sha256 or digest(text.encode()), metadata, number=number)


def _check_structure(data: bytes) -> None:
    """Check that a message can be parsed in little time.

    Raises:
        BadFileError: it has endless headers, or too many parts.
    """
    if _LONG_HEADER.search(data):
        raise BadFileError("found a header of more than 8,192 bytes, expected a shorter one; next: remove the message")
    if data.count(b"\n--") > _MAX_BOUNDARIES or sum(1 for _ in _PART.finditer(data)) > _MAX_PARTS:
        raise BadFileError(f"found a message of more than {_MAX_PARTS:,} parts, expected fewer; next: remove it")


def _body(message: EmailMessage) -> str:
    """Return the text of a message: of its versions, the plain one unless it is only a note on the other."""
    if not message.keys():
        raise BadFileError("found no header, expected a message with From, Subject and Date")
    plain, html = _content(message, "plain"), _content(message, "html")
    text = _plain_text(plain)
    if not html.strip():
        return text
    if text:
        words = re.sub(r"<[^<>]*>", " ", html).count(" ")
        if 4 * len(text.split()) >= len(" ".join(html.split()).split()) or words < 2 * len(text.split()):
            return text
    return strip_markup(html)


def _content(message: EmailMessage, kind: Literal["plain", "html"]) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    content = part.get_content()
    if not isinstance(content, str):
        return ""
    is_flowed = kind == "plain" and str(part.get_param("format", "")).lower() == "flowed"
    return _unflowed(content.splitlines()) if is_flowed else content


def _unflowed(lines: Iterable[str]) -> str:
    """Return the text with the lines joined that end with a space (RFC 3676)."""
    pieces = []
    for written in lines:
        line = written.removeprefix(" ") if written.startswith((" ", " >")) else written
        pieces.append(line if line.endswith(" ") and line != "-- " else f"{line}\n")
    return "".join(pieces)


def _plain_text(text: str) -> str:
    """Return the text without the messages that it answers, and without the signature."""
    body = _SIGNATURE.split(text.replace("\r\n", "\n").replace("\r", "\n"))[0]
    lines = [line.rstrip() for line in body.split("\n") if not line.startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _metadata(message: EmailMessage) -> Metadata:
    """Return the subject as title, the sender's name as publisher, and the date."""
    date = one_line(str(message.get("Date") or ""))
    return Metadata(
        title=_REPLY.sub("", one_line(str(message.get("Subject") or ""))) or None,
        publisher=_sender(message),
        published_on=day_of(date),
        published_at=time_of(date),
    )


def _sender(message: EmailMessage) -> str | None:
    """Return the name of the sender; None without a name, because an address is not one."""
    name, _ = parseaddr(str(message.get("From") or ""))
    return None if "@" in name else one_line(name) or None
