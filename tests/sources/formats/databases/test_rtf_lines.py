from __future__ import annotations

from functools import partial

from striprtf.striprtf import rtf_to_text

from newsrows.sources.formats.databases.lines import Line, Mark
from newsrows.sources.formats.databases.rtf_lines import rtf_lines


def _lines(body: str) -> list[Line]:
    return rtf_lines(rf"{{\rtf1\ansi\ansicpg1252 {body}}}", partial(rtf_to_text, encoding="cp1252", errors="replace"))


def test_line_in_bold_is_marked() -> None:
    body = (
        r"\b Late\b0\par {\b Ferry}{\b  late}\par Late {\b ferry} at the quay\par "
        r"\b Caf\'e9 \u8211? late\plain\par Free"
    )
    assert _lines(body) == [
        Line("Late", Mark.HEADLINE),
        Line("Ferry late", Mark.HEADLINE),
        Line("Late ferry at the quay"),
        Line("Café – late", Mark.HEADLINE),
        Line("Free"),
    ]


def test_bold_ends_with_its_group_and_styles_are_no_text() -> None:
    assert _lines(r"{\stylesheet{\s1\b Heading;}}{\b Late {\i ferry}}\par at noon") == [
        Line("Late ferry", Mark.HEADLINE),
        Line("at noon"),
    ]


def test_addresses_of_links_are_left_out() -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://quay.example/a"}}{\fldrslt{\ul Late}}}'
    assert _lines(link) == [Line("Late")]


def test_unbalanced_braces_and_escapes_do_no_harm() -> None:
    assert _lines(r"Late}}} {\b Free \'zz \\ \u8220 x")[0].text.startswith("Late")
