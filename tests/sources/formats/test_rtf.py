from __future__ import annotations

FIRST = "The ferry was late again on Friday, Ann Carter said."
SECOND = "Lee Moss will not pay \\'a35 for it, she \\u8220?added\\u8221?."


def _rtf(*lines: str, title: str = "") -> str:
    info = f"{{\\info{{\\title {title}}}{{\\author WINUSER7}}}}" if title else ""
    return (
        f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}{info}"
        + "".join(f"{line}\\par\n" for line in lines)
        + "}"
    )


def test_paragraphs_are_the_text(read, tmp_path) -> None:
    (tmp_path / "a.rtf").write_text(_rtf(f"\\b {FIRST}\\b0", "", SECOND), "ascii")
    article = read().article
    assert article.text == f"{FIRST}\n\nLee Moss will not pay £5 for it, she “added”."
    assert (article.title, article.authors) == (None, None)


def test_title_of_the_properties_is_not_repeated_in_the_text(read, tmp_path) -> None:
    (tmp_path / "a.rtf").write_text(_rtf("Ferry late", FIRST, title="Ferry late"), "ascii")
    (tmp_path / "b.rtf").write_text(_rtf(FIRST, title="Ferry late"), "ascii")
    assert [(article.title, article.text) for article in read().articles] == [("Ferry late", FIRST)] * 2


def test_file_of_another_kind_and_without_text_is_rejected(read, tmp_path) -> None:
    (tmp_path / "a.rtf").write_text(FIRST, "ascii")
    (tmp_path / "b.rtf").write_text(_rtf(""), "ascii")
    other, empty = read().messages
    assert other.startswith("a.rtf: found a file of another kind, expected Rich Text")
    assert empty.startswith("b.rtf: found no text in the document")
