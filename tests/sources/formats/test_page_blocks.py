"""Blocks of a page, and which of them are furniture."""

from __future__ import annotations

import pytest
from lxml import html

from newsrows.sources.formats.page_blocks import Block, read_blocks


def blocks(body: str) -> list[Block]:
    return read_blocks(html.document_fromstring(f"<html><body>{body}</body></html>"))


def test_borders_of_block_elements_and_line_breaks_divide_the_text() -> None:
    assert [one.text for one in blocks("<div>a<p>b <i>c</i> d<br>e</p>f</div><pre>g\nh\n\ni</pre>")] == [
        "a",
        "b c d",
        "e",
        "f",
        "g h",
        "i",
    ]


def test_scripts_comments_and_hidden_elements_are_left_out() -> None:
    body = "a <script>x</script>b<!-- x --> c <span hidden>x</span>d <b style='display: none'>x</b>e"
    assert [one.text for one in blocks(body)] == ["a b c d e"]


def test_hidden_element_with_a_whole_article_is_read() -> None:
    paragraphs = "".join(f"<p>paragraph {number}</p>" for number in range(5))
    assert len(blocks(f"<div style='display:none'>{paragraphs}</div>")) == 5


@pytest.mark.parametrize(
    "element",
    [
        "aside",
        "footer",
        "div class='most-read'",
        "div class='mostRead_list'",
        "section id=related-stories",
        "div data-testid=newsletter-signup",
        "div class='c-ad ad2'",
    ],
)
def test_furniture_is_recognised_by_its_tag_and_its_names(element: str) -> None:
    (block,) = blocks(f"<{element}><p>Storm</p></{element.partition(' ')[0]}>")
    assert block.in_furniture


@pytest.mark.parametrize(
    "element",
    ["div", "div class=css-0ad3", "div class='article-body has-ads'", "div class=unrelated", "div class=address-label"],
)
def test_other_elements_are_not_furniture(element: str) -> None:
    (block,) = blocks(f"<{element}><p>Storm</p></div>")
    assert not block.in_furniture


def test_few_lines_beside_a_form_are_furniture() -> None:
    first, second = blocks("<div><p>Our letter, every day.</p><form><input></form></div><p>Storm closes the pier.</p>")
    assert first.in_furniture
    assert not second.in_furniture


def test_characters_in_links_and_italics_are_counted() -> None:
    (block,) = blocks("<p><a href=/a>all <i>of it</i></a></p>")
    assert (block.linked, block.emphasised, block.is_link) == (8, 5, True)


def test_paragraphs_of_one_kind_have_one_signature_whatever_their_numbers() -> None:
    first, second = blocks("<div class=t><p class=p-1>a</p></div><div class=t><p class=p-2>b</p></div>")
    assert first.signature == second.signature == ("p p-", "div t", "body ")
    assert first.parent != second.parent
