from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError

QUOTED = "“We won’t wait,” Zoë Marsh said – the café had cost £5m.\nIt is closed."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (QUOTED.encode(), "utf-8"),
        (QUOTED.encode("utf-8-sig"), "utf-8"),
        (QUOTED.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + QUOTED.encode("utf-16-be"), "utf-16"),
        (QUOTED.encode("utf-32"), "utf-32"),
        (b"\0\0\xfe\xff" + QUOTED.encode("utf-32-be"), "utf-32"),
        (QUOTED.encode("cp1252"), "cp1252"),
        (QUOTED.encode("mac_roman"), "mac-roman"),
        (QUOTED.replace("\n", "\r\n").encode("cp1252"), "cp1252"),
    ],
)
def test_text_and_encoding_are_returned(data: bytes, encoding: str) -> None:
    assert decode(data) == (QUOTED, encoding)


@pytest.mark.parametrize("text", ["The scheme cost £5m, ministers said.", "A café.", "A rift – of sorts – in Málaga"])
def test_single_non_ascii_character_is_decoded_as_a_western_encoding(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_other_encodings_are_detected() -> None:
    text = "Ministr řekl, že škola v Plzni bude příští týden opět otevřena, a poděkoval žákům."
    decoded, encoding = decode(text.encode("cp1251", "ignore") + "Привет, как дела сегодня".encode("cp1251") * 9)
    assert encoding != "utf-8"
    assert decoded.endswith("Привет, как дела сегодня")


@pytest.mark.parametrize(
    ("data", "text"), [(b"a\r\nb", "a\nb"), (b"a\rb\r\rc\n", "a\nb\n\nc\n"), (b"\xef\xbb\xbf a ", " a "), (b"", "")]
)
def test_line_ends_and_byte_order_mark_are_normalised(data: bytes, text: str) -> None:
    assert decode(data) == (text, "utf-8")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf_8_is_not_changed(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "no mark".encode("utf-16-le"),
        "text with a NUL \0".encode("utf-16"),
        bytes(range(1, 32)) * 4,
        bytes(range(128, 256)) * 20,
    ],
)
def test_bytes_that_are_not_text_are_rejected(data: bytes) -> None:
    with pytest.raises(BadFileError, match=r"found .*, expected text \(a binary file\?\); next: "):
        decode(data)


def test_utf_8_with_a_broken_byte_is_rejected() -> None:
    data = "Zoë and Siân at the café.\nIt cost ".encode() + b"\xa35m."
    with pytest.raises(BadFileError, match=r"line 2: found the byte 0xa3 in text that is otherwise UTF-8; next: "):
        decode(data)


def test_wrong_byte_order_mark_is_rejected() -> None:
    with pytest.raises(BadFileError, match=r"byte-order mark of UTF-16, but byte 5 does not fit it"):
        decode(b"\xff\xfea\0\0\xd8")
