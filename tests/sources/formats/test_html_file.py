from __future__ import annotations

import pytest

from newsrows.sources import ReadOptions
from newsrows.sources.formats import html_file
from newsrows.sources.formats.html_file import read_html
from newsrows.sources.record import InputFile, PageRecord

PAGE = (
    "<html><head><title>Late ferry</title></head><body><article><h1>Late ferry</h1>"
    f"{'<p>The late ferry will stop in May, the harbour board said on Friday.</p>' * 9}{{}}</article></body></html>"
)
NUMBER = "QUAYPT0020240301ek31000ab"


def _file(tmp_path, text: str) -> InputFile:
    path = tmp_path / "a.html"
    path.write_text(text, "utf-8")
    return InputFile("a.html", "a.html", lambda: path.open("rb"))


@pytest.mark.parametrize(
    "end",
    [
        "",
        # Pages about databases, with some of their words.
        f"<p>Document {NUMBER}</p>",
        "<h2>Body</h2><p>March 1, 2024</p><p>End of Document</p>",
        "<p>ProQuest document ID: 2637391967</p><p>Full text: see below</p>",
        "<table><tr><td>HD</td><td>Headline</td></tr><tr><td>SN</td><td>Source name</td></tr></table>",
        f'<div class="article enArticle"><b class="enHeadline">Late</b><p class="articleParagraph">It is {NUMBER}.</p>',
    ],
)
def test_other_page_is_left_to_be_opened_as_it_is(tmp_path, end: str) -> None:
    text = PAGE.format(end)
    assert list(read_html(_file(tmp_path, text), ReadOptions())) == [PageRecord(text.encode())]


def test_page_without_a_sign_of_a_database_is_not_parsed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(html_file, "html_lines", lambda _: pytest.fail("it was parsed"))
    assert len(list(read_html(_file(tmp_path, PAGE.format("")), ReadOptions()))) == 1
