from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

NITF = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.example/nitf-3-3.dtd">
<nitf><head><title>Ferry (long)</title>
<docdata><doc-id id-string="F-17"/><date.issue norm="20240301T120000Z"/></docdata>
<pubdata name="The Quay Post" ex-ref="https://quay.example/ferry"/></head>
<body><body.head><hedline><hl1>Ferry fares rise</hl1></hedline><byline>By Ann Lee</byline></body.head>
<body.content><block><p>Fares rise by <em>5%</em>,
 Zoë Holt said.</p><p/><p>They were “held”.</p></block></body.content></body></nitf>"""
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:{guid}">
<itemMeta><provider literal="The Quay Post"/><firstCreated>2024-03-01T23:30:00-05:00</firstCreated></itemMeta>
<contentMeta><headline>Ferry fares rise</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
XHTML = """<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>Fares rise.</p><ul><li><p>Adults pay more.</p></li></ul></body></html></inlineXML>"""


def test_nitf_is_read(tmp_path: Path, read) -> None:
    (tmp_path / "ferry.xml").write_bytes(NITF.replace("“held”", "held").encode("latin-1"))
    article = read().article
    assert (article.article_id, article.file_name, article.encoding) == ("ferry", "ferry.xml", "iso-8859-1")
    assert article.text == "Fares rise by 5%, Zoë Holt said.\n\nThey were held."
    assert (article.title, article.publisher) == ("Ferry fares rise", "The Quay Post")
    assert (article.published_on, article.url) == (date(2024, 3, 1), "https://quay.example/ferry")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (XHTML, "Fares rise.\n\nAdults pay more."),
        ('<inlineData contenttype="text/plain">Fares rise.\n\nMore.</inlineData>', "Fares rise.\n\nMore."),
        (
            "<inlineXML><nitf xmlns=''><body><body.content><p>Over.</p></body.content></body></nitf></inlineXML>",
            "Over.",
        ),
    ],
)
def test_newsml_g2_is_read(tmp_path: Path, read, content: str, text: str) -> None:
    (tmp_path / "a.xml").write_text(G2.format(guid="1", content=content), "utf-8")
    article = read().article
    assert (article.article_id, article.text) == ("a", text)
    assert (article.title, article.publisher) == ("Ferry fares rise", "The Quay Post")
    assert article.published_on == date(2024, 3, 1)


def test_body_without_paragraphs_is_read(tmp_path: Path, read) -> None:
    (tmp_path / "a.xml").write_text("<nitf><body><body.content>\nFares rise.\n</body.content></body></nitf>", "utf-8")
    assert read().article.text == "Fares rise."


def test_items_of_a_message_are_numbered(tmp_path: Path, read) -> None:
    items = [G2.format(guid=guid, content=content) for guid, content in (("a:1", XHTML), ("a:2", ""), ("a:3", XHTML))]
    (tmp_path / "a.xml").write_text(f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>", "utf-8")
    outcome = read()
    assert [(article.article_id, article.file_name) for article in outcome.articles] == [
        ("urn-a-1", "a.xml#1"),
        ("urn-a-3", "a.xml#3"),
    ]
    assert outcome.message == "a.xml, item 2: found an item without text, expected paragraphs in it"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<urlset><url/></urlset>",
            "found XML of another kind (its first element is 'urlset'), expected a feed, NITF ",
        ),
        ("<nitf><body>", "found invalid XML ("),
        ("", "found invalid XML ("),
        ("<nitf><body/></nitf>", "found an item without text"),
    ],
)
def test_other_xml_is_refused(tmp_path: Path, read, text: str, message: str) -> None:
    (tmp_path / "a.xml").write_text(text, "utf-8")
    assert read().message.startswith(f"a.xml: {message}")


def test_external_entities_are_not_read(tmp_path: Path, read) -> None:
    (tmp_path / "secret.txt").write_text("Secret.", "utf-8")
    attack = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    (tmp_path / "a.xml").write_text(
        f"{attack}<nitf><body><body.content><p>Not &x; this.</p></body.content></body></nitf>"
    )
    outcome = read(tmp_path / "a.xml")
    assert "Secret" not in outcome.article.text
