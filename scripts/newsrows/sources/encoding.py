"""Decodes the bytes of a file: detects the encoding, and whether the file is text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from newsrows.sources.errors import BadFileError

# Longer marks first, because the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of English text besides Unicode, the most likely first (browsers assume it, too:
# https://encoding.spec.whatwg.org/). A search over all encodings would also accept '£5m' as cp1250: 'Ł5m'.
_WESTERN = ("cp1252", "mac_roman", "cp850")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text without byte-order mark and with \n as line end, and the name of its encoding.

    UTF-8 and files with a byte-order mark are recognised with certainty, other encodings by charset-normalizer.

    Raises:
        BadFileError: the bytes are not text, or are damaged.
    """
    text, encoding = _decode(data)
    if "\0" in text or len(_CONTROLS.findall(text)) > len(text) / 100:
        raise BadFileError(_not_text("control characters"))
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def whole_characters(text: str) -> str:
    """Return the text with the halves of characters joined, as JSON may write an emoji, and U+FFFD for lone ones."""
    if text.isascii() or not _LONE_SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                # The codecs of UTF-16 and UTF-32 remove the mark; that of UTF-8 does not.
                return data.removeprefix(codecs.BOM_UTF8).decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise BadFileError(
                    f"found a byte-order mark of {encoding.upper()}, but byte {error.start + 1} does not fit it; "
                    "next: save the file as UTF-8"
                ) from error
    if b"\0" in data:
        raise BadFileError(_not_text("NUL bytes"))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error)
        return _detect(data)


def _refuse_damaged(data: bytes, error: UnicodeDecodeError) -> None:
    """Reject text that is UTF-8 except for a few bytes: in any other encoding every 'é' would become 'Ã©'."""
    text = data.decode("utf-8", "surrogateescape")
    non_ascii = [character for character in text if character > "\x7f"]
    damaged = sum("\udc80" <= character <= "\udcff" for character in non_ascii)
    if damaged < len(non_ascii) - damaged:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFileError(
            f"line {line}: found the byte 0x{data[error.start]:02x} in text that is otherwise UTF-8; "
            "next: correct the character and save the file as UTF-8"
        )


def _detect(data: bytes) -> tuple[str, str]:
    western = from_bytes(data, cp_isolation=list(_WESTERN), enable_fallback=False)
    match = min(western, key=lambda match: (round(match.chaos, 2), _WESTERN.index(match.encoding)), default=None)
    match = match or from_bytes(data, enable_fallback=False).best()
    if match is None:
        raise BadFileError(_not_text("bytes that fit no encoding of text"))
    encoding = codecs.lookup(match.encoding).name
    return data.decode(encoding), encoding


def _not_text(found: str) -> str:
    return f"found {found}, expected text (a binary file?); next: save the article as text in UTF-8"
