"""Quoted data in messages cannot steer a terminal, break a line or fill the screen."""

from __future__ import annotations

import pytest

from newsrows.records import Rejected
from newsrows.records.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë’s café – 5 €", "Zoë’s café – 5 €"),
        ("a\x1b[31mred", r"a\x1b[31mred"),
        ("one\ntwo\r\tthree", r"one\ntwo\r\tthree"),
        ("exe\u202etxt", r"exe\u202etxt"),
        ("half \ud83d", r"half \ud83d"),
        ("\x9b2J\u2028", r"\x9b2J\u2028"),
    ],
)
def test_characters_that_steer_are_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_long_text_is_cut_and_counted() -> None:
    assert printable("x" * 2_500, 10) == "xxxxxxxxxx... (2,490 more characters)"


def test_rejections_are_one_line_that_every_file_can_hold() -> None:
    rejected = Rejected("a\n.txt", "found \udcff" + "y" * 9_000, "line\x07")
    line = str(rejected)
    assert line.startswith(r"a\n.txt, line\x07: found \udcff")
    assert len(line.encode()) < 700
