from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsrows.sources import ReadError


def _write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.write_bytes(text.encode(encoding))


def test_usual_columns_of_a_table_are_used(tmp_path: Path, read) -> None:
    _write(
        tmp_path / "news.csv",
        'Title,Text,URL,Date,Publication,id\r\nOver,"It is over.\r\n\r\nSo ""they"" say.",u,2024/3/1,Post,A 1\r\n',
    )
    article = read().article
    assert (article.article_id, article.file_name, article.title) == ("a-1", "news.csv#1", "Over")
    assert article.text == 'It is over.\n\nSo "they" say.'
    assert (article.url, article.published_on, article.publisher) == ("u", date(2024, 3, 1), "Post")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_recognised(tmp_path: Path, read, separator: str, encoding: str) -> None:
    _write(tmp_path / "a.csv", f'text{separator}title\n"“Over,” said Zoë."{separator}Café\n', encoding)
    article = read().article
    assert (article.text, article.title) == ("“Over,” said Zoë.", "Café")
    assert article.encoding == encoding.removesuffix("-sig")


@pytest.mark.parametrize("end", [b"\0", b"\0\xd8"])
def test_damaged_utf_16_is_rejected_and_the_rows_before_it_are_read(tmp_path: Path, read, end: bytes) -> None:
    rows = "text\nIt is over.\n" + "It is over, so they say.\n" * 5_000
    (tmp_path / "a.csv").write_bytes(rows.encode("utf-16") + end)
    answer = read()
    assert answer.articles[0].text == "It is over."
    assert "found bytes that are not UTF-16, so the rest of the file was not read" in answer.messages[-1]


def test_damaged_utf_16_in_a_header_is_rejected(tmp_path: Path, read) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\0")
    assert "found bytes that are not UTF-16" in read().message


def test_tsv_with_one_column_is_read(tmp_path: Path, read) -> None:
    _write(tmp_path / "a.tsv", "text\nOne, two.\n\nThree.\n")
    assert [article.text for article in read().articles] == ["One, two.", "Three."]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Two.,T,more", "row 2 (line 3): found 3 cells, expected 2 as in the header; "),
        ("Two.", "row 2 (line 3): found 1 cells, expected 2 as in the header; "),
        ('"Two."x,T', "row 2 (line 3): found no valid CSV ("),
        (",T", "row 2 (line 3): found no text in text, expected an article"),
    ],
)
def test_bad_row_is_rejected_and_the_others_are_read(tmp_path: Path, read, row: str, message: str) -> None:
    _write(tmp_path / "a.csv", f"text,title\nOne.,T\n{row}\nThree.,T\n")
    outcome = read()
    assert outcome.ids == ["a-1", "a-3"]
    assert outcome.message.startswith(f"a.csv, {message}")


def test_surplus_empty_cells_of_a_row_are_ignored(tmp_path: Path, read) -> None:
    _write(tmp_path / "a.csv", "text,title\nOne.,T,,\n")
    assert read().article.text == "One."


def test_row_with_an_unclosed_quotation_mark_is_rejected(tmp_path: Path, read) -> None:
    _write(tmp_path / "a.csv", 'text\nOne.\n"Two.\n' + "Three.\n" * 20_000)
    outcome = read(max_characters=10)
    assert outcome.ids[0] == "a-1"
    assert outcome.message.startswith("a.csv, row 2 (line 3): found more than 65,616 characters in one row, ")
    assert 10_000 < len(outcome.articles) < 20_000


def test_row_in_another_encoding_is_decoded(tmp_path: Path, read) -> None:
    rows = b"text,title\n" + "Zoë said so.,T\n".encode() * 2000 + "“Over” is over. Café.,T\n".encode("cp1252")
    (tmp_path / "a.csv").write_bytes(rows)
    outcome = read()
    assert (outcome.articles[-1].text, outcome.articles[-1].encoding) == ("“Over” is over. Café.", "cp1252")
    assert {article.encoding for article in outcome.articles[:-1]} == {"utf-8"}


def test_table_without_a_column_of_text_is_rejected(tmp_path: Path, read) -> None:
    _write(tmp_path / "a.csv", "name,prose\nx,Over.\n")
    with pytest.raises(ReadError, match=r"a\.csv: found no column of text \(columns: name, prose\), .* --text-column"):
        read(tmp_path / "a.csv")
    assert read(text_column="prose").article.text == "Over."
    assert "found no column of text (columns: name, prose), expected 'body'; next" in read(text_column="body").message


@pytest.mark.parametrize(("data", "message"), [(b"", "found an empty file"), (b"PK\3\4\0\0", "found NUL bytes")])
def test_file_that_is_not_a_table_is_rejected(tmp_path: Path, read, data: bytes, message: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert read().message.startswith(f"a.csv: {message}")


def test_second_table_with_the_same_name_is_rejected(tmp_path: Path, read) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        _write(tmp_path / folder / "a.csv", "text\nOver.\n")
    outcome = read(tmp_path / "one", tmp_path / "two")
    assert outcome.ids == ["a-1"]
    assert outcome.message == (
        f"two/a.csv: it is called 'a.csv', as {tmp_path}/one/a.csv is; next: name the folder above both"
    )
    assert read().ids == ["one-a-1", "two-a-1"]


def test_huge_file_of_nul_bytes_is_not_read(tmp_path: Path, read) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(1 << 40)
    assert "found NUL bytes" in read().message
