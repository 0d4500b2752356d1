from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

PARAGRAPH = "The ferry was late again on Friday, Ann Carter said, and nobody at the harbour office knew why it was so. "
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def _page(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'


def _epub(path: Path, *chapters: str, missing: int = 0, encryption: str = "") -> None:
    items = "".join(
        f'<item id="c{number}" href="text/c%20{number}.xhtml"/>' for number in range(len(chapters) + missing)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters) + missing))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        if encryption:
            archive.writestr("META-INF/encryption.xml", encryption)
        archive.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            "<dc:title>The Quay Post, 1 March</dc:title><dc:publisher>The Quay Post</dc:publisher>"
            "<dc:date>2024-03-01</dc:date><dc:language>en-GB</dc:language></metadata>"
            f'<manifest><item id="nav" href="nav.xhtml" properties="nav"/>{items}</manifest>'
            f'<spine><itemref idref="nav"/>{spine}</spine></package>',
        )
        archive.writestr("OEBPS/nav.xhtml", _page(f"<p>{PARAGRAPH * 3}</p>"))
        for number, chapter in enumerate(chapters):
            archive.writestr(f"OEBPS/text/c {number}.xhtml", chapter)


def test_chapters_are_articles_and_covers_and_contents_are_left_out(read, tmp_path) -> None:
    cover = _page("<h1>The Quay Post</h1><p>1 March</p>")
    contents = _page("".join(f'<p><a href="c.xhtml">{PARAGRAPH}</a></p>' for _ in range(5)))
    story = _page(
        f"<h1>Ferry late</h1><p>{PARAGRAPH * 2}</p><figure><figcaption>A quay</figcaption></figure>"
        "<div>It <i>left</i>.</div>"
    )
    _epub(tmp_path / "post.epub", cover, contents, story)
    article = read().article
    assert (article.article_id, article.file_name, article.title) == ("post-3", "post.epub#3", "Ferry late")
    assert (article.publisher, article.published_on) == ("The Quay Post", date(2024, 3, 1))
    assert article.text == f"{(PARAGRAPH * 2).strip()}\n\nIt left."


def test_missing_chapter_is_rejected_and_the_others_are_read(read, tmp_path) -> None:
    _epub(tmp_path / "post.epub", _page(f"<p>{PARAGRAPH * 3}</p>"), missing=1)
    outcome = read()
    assert outcome.ids == ["post-1"]
    assert (
        outcome.message == "post.epub, item 2: the chapter 'OEBPS/text/c 1.xhtml' is missing; next: get the file again"
    )


@pytest.mark.parametrize(
    ("algorithm", "is_read"),
    [("http://www.idpf.org/2008/embedding", True), ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", False)],
)
def test_protected_book_is_rejected_but_obfuscated_fonts_do_no_harm(
    read, tmp_path, algorithm: str, is_read: bool
) -> None:
    encryption = f'<encryption><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/></EncryptedData></encryption>'
    _epub(tmp_path / "post.epub", _page(f"<p>{PARAGRAPH * 3}</p>"), encryption=encryption)
    outcome = read()
    assert len(outcome.articles) == is_read
    assert is_read or outcome.message.startswith("post.epub: found a document that a password protects")


def test_book_without_articles_and_zip_of_another_kind_are_rejected(read, tmp_path) -> None:
    _epub(tmp_path / "a.epub", _page("<p>Cover</p>"))
    with zipfile.ZipFile(tmp_path / "b.epub", "w") as archive:
        archive.writestr("a.txt", "The ferry is late.")
    empty, other = read().messages
    assert empty.startswith("a.epub: found no chapter with an article")
    assert other.startswith("b.epub: found a zip of another kind, expected a book (EPUB)")
