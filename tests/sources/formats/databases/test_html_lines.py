from __future__ import annotations

import pytest

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.databases.html_lines import html_lines
from newsrows.sources.formats.databases.lines import Line, Mark


def _texts(html: str) -> list[str]:
    return [line.text for line in html_lines(html)]


def test_blocks_have_empty_lines_between_them_and_line_breaks_do_not() -> None:
    html = "<body><div>The <b>ferry</b>\n is\xa0 late.</div><p>One<br>Two</p><script>var late;</script>Free</body>"
    assert _texts(html) == ["The ferry is late.", "", "One", "Two", "", "Free", ""]


def test_cells_of_a_row_have_tabs_between_them() -> None:
    assert _texts("<table><tr><td><b>HD</b>&nbsp;</td><td>Late</td></tr><tr><th>SN</th><td>Post</td></tr></table>") == [
        "HD\tLate",
        "",
        "SN\tPost",
        "",
    ]


def test_classes_mark_lines() -> None:
    lines = html_lines(
        '<div class="article enArticle"><div id="hd"><span class="enHeadline">Late</span></div>'
        '<div class="author">Ann Dale</div><div>9 words</div><p class="articleParagraph enarticleParagraph">It is.</p>'
        '<div class="authors headline">Free</div></div>'
    )
    assert [line for line in lines if line != Line("")] == [
        Line("", Mark.START),
        Line("Late", Mark.HEADLINE),
        Line("Ann Dale", Mark.AUTHORS),
        Line("9 words"),
        Line("It is.", Mark.TEXT),
        Line("Free"),
    ]


def test_page_without_elements_cannot_be_parsed() -> None:
    with pytest.raises(BadFileError, match="found HTML that cannot be read"):
        html_lines("<!-- -->")
