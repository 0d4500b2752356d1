from __future__ import annotations

import zipfile
from pathlib import Path

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"))
)
FIRST = "The ferry was late again on Friday, Ann Carter said."


def _odt(path: Path, body: str, *, styles: str = "", title: str = "", manifest: str = "<m/>", intro: str = "") -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"{intro}<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("meta.xml", f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></m>')
        archive.writestr("META-INF/manifest.xml", manifest)


def test_paragraphs_are_the_text_and_the_title_is_not_in_it(read, tmp_path) -> None:
    _odt(
        tmp_path / "a.odt",
        '<text:p text:style-name="P1">Ferry<text:s text:c="999999999"/>late</text:p>'
        f"<text:p>{FIRST}</text:p><text:p/><text:list><text:list-item><text:p>It is <text:span>not</text:span> new."
        "</text:p></text:list-item></text:list>",
        styles='<style:style style:name="P1" style:parent-style-name="Title"/>',
        title="Other",
    )
    article = read().article
    assert (article.title, article.text) == ("Ferry late", f"{FIRST}\n\nIt is not new.")


def test_title_of_the_properties_is_used_without_a_headline(read, tmp_path) -> None:
    _odt(tmp_path / "a.odt", f"<text:p>{FIRST}</text:p>", title="Ferry late")
    article = read().article
    assert (article.title, article.text) == ("Ferry late", FIRST)


def test_deleted_text_notes_and_captions_are_left_out(read, tmp_path) -> None:
    _odt(
        tmp_path / "a.odt",
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>The ferry<text:note><text:note-body><text:p>Note.</text:p></text:note-body></text:note> "
        "is late.</text:p>"
        "<text:p>It left<draw:frame><draw:text-box><text:p>Caption</text:p></draw:text-box></draw:frame> "
        "at<text:line-break/>"
        "noon.</text:p>",
    )
    assert read().article.text == "The ferry is late.\n\nIt left at\nnoon."


def test_protected_document_is_rejected(read, tmp_path) -> None:
    _odt(tmp_path / "a.odt", "", manifest="<m><manifest:encryption-data/></m>")
    assert read().message == "a.odt: found a document that a password protects; next: save it without the password"


def test_damaged_document_and_zip_of_another_kind_are_rejected(read, tmp_path) -> None:
    _odt(tmp_path / "a.odt", "<text:p>")
    with zipfile.ZipFile(tmp_path / "b.odt", "w") as archive:
        archive.writestr("a.txt", FIRST)
    damaged, other = read().messages
    assert damaged.startswith("a.odt: found a damaged document (")
    assert other.startswith("b.odt: found a zip of another kind")


def test_entities_are_not_expanded(read, tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("Secret.", "utf-8")
    intro = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    _odt(tmp_path / "a.odt", f"<text:p>{FIRST} &e;</text:p>", intro=intro)
    outcome = read(tmp_path / "a.odt")
    assert "Secret" not in outcome.article.text
