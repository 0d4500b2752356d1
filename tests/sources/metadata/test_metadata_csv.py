from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from newsrows import regular_files
from newsrows.records import Article
from newsrows.sources import Omissions, ReadOptions, Rejected, find_files, read_articles, read_unopened
from newsrows.sources.locate.suffixes import READABLE
from newsrows.sources.metadata import metadata_csv

HEADER = "file_name,title,publisher,published_on,url\n"


def _folder(path: Path, metadata: str | bytes) -> Path:
    for name in ("a.txt", "b.txt", "2024/c.md"):
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(f"The strike is over, {name} says.", "utf-8")
    (path / "picture.jpg").write_bytes(b"")
    (path / "metadata.csv").write_bytes(metadata.encode() if isinstance(metadata, str) else metadata)
    return path


def _read(path: Path) -> tuple[dict[str, Article], list[str]]:
    read = list(read_articles([path]))
    articles = {item.file_name: item for item in read if isinstance(item, Article)}
    messages = [
        str(item).replace(f"{path}/", "").replace(str(path), ".") for item in read if isinstance(item, Rejected)
    ]
    return articles, messages


def test_every_article_gets_the_metadata_of_its_row(tmp_path: Path) -> None:
    rows = 'b.txt,"Over, at last",The Post,2024-03-01,https://example.org/b\n\n2024/c.md,,Herald,,\n'
    articles, messages = _read(_folder(tmp_path, HEADER + rows))
    assert messages == []
    b, c = articles["b.txt"], articles["2024/c.md"]
    assert (b.title, b.publisher, b.published_on) == ("Over, at last", "The Post", date(2024, 3, 1))
    assert b.url == "https://example.org/b"
    assert (c.title, c.publisher, c.published_on, c.url) == (None, "Herald", None, None)
    assert articles["a.txt"].title is None


def test_file_names_in_nested_metadata_csv_are_relative_to_its_folder(tmp_path: Path) -> None:
    folder = _folder(tmp_path, HEADER + "a.txt,First,,,\n")
    (folder / "2024" / "metadata.csv").write_text("FILE_NAME,Title\nc.md,Third\n..\\b.txt,Second\n", "utf-8")
    articles, messages = _read(folder)
    assert messages == []
    assert {name: article.title for name, article in articles.items()} == {
        "a.txt": "First",
        "b.txt": "Second",
        "2024/c.md": "Third",
    }


def test_front_matter_takes_precedence_over_metadata_csv(tmp_path: Path) -> None:
    folder = _folder(tmp_path, HEADER + "a.txt,From the table,The Post,,\n")
    (folder / "a.txt").write_text("---\ntitle: From the file\n---\nOver.", "utf-8")
    article = _read(folder)[0]["a.txt"]
    assert (article.title, article.publisher) == ("From the file", "The Post")


def test_metadata_csv_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    for data in ((HEADER + "a.txt,Café,,,,,\n").encode("utf-8-sig"), (HEADER + "a.txt,Café,,,\n").encode("cp1252")):
        articles, messages = _read(_folder(tmp_path, data.replace(b"\n", b"\r\n")))
        assert (articles["a.txt"].title, messages) == ("Café", [])


def test_unknown_columns_of_metadata_csv_are_ignored(tmp_path: Path) -> None:
    articles, messages = _read(_folder(tmp_path, "id,file_name,author,title\n1,a.txt,Z. Marsh,Over\n"))
    assert (articles["a.txt"].title, messages) == ("Over", [])


def test_metadata_csv_beside_a_single_file_is_used(tmp_path: Path) -> None:
    folder = _folder(tmp_path, HEADER + "a.txt,First,,,\nb.txt,Second,,,\n")
    (article,) = read_articles([folder / "a.txt"])
    assert isinstance(article, Article)
    assert article.title == "First"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x.txt,T,,,", "found no file 'x.txt' in .; next: correct the name or remove the row"),
        ("picture.jpg,T,,,", f"found 'picture.jpg', expected an article ({READABLE}); next: remove the row"),
        (
            "a.txt,T,,01/03/2024,",
            "published_on: found '01/03/2024', expected a date as year-month-day, such as 2024-03-01; next: correct it",
        ),
        (
            "b.txt,Again,,,",
            "'b.txt' was described before, in metadata.csv, row 2; next: remove one of the rows",
        ),
        (
            "a.txt,Over, at last,The Post,2024-03-01,https://example.org",
            (
                "found more cells than the header has (https://example.org); "
                "next: put values that hold a separator in quotation marks"
            ),
        ),
        (",T,,,", "found no file_name; next: fill it in or remove the row"),
    ],
)
def test_bad_row_of_metadata_csv_is_rejected_and_the_others_are_used(tmp_path: Path, row: str, message: str) -> None:
    articles, messages = _read(_folder(tmp_path, f"{HEADER}b.txt,Second,,,\n{row}\n"))
    assert messages == [f"metadata.csv: row 3 (the header is row 1): {message}"]
    assert {name: article.title for name, article in articles.items()} == {
        "a.txt": None,
        "b.txt": "Second",
        "2024/c.md": None,
    }


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ("name,title\na.txt,T\n", "row 1: found no column file_name (found name, title), expected file_name, title, "),
        ("", "row 1: found no column file_name (found nothing), expected file_name, "),
        ("file_name,title,title\n", "row 1: found the column title twice; next: remove one"),
        ("file_name,titel\na.txt,T\n", "row 1: found the column 'titel', expected title; next: correct the header"),
        ('file_name,title\na.txt,"T\n', "line 2: found no valid CSV ("),
        ('file_name,title\na.txt,"T" x\n', "line 2: found no valid CSV ("),
        (b"file_name\0", "found NUL bytes, expected text (a binary file?); next: "),
    ],
)
def test_metadata_csv_with_a_bad_header_is_rejected(tmp_path: Path, metadata: str | bytes, message: str) -> None:
    articles, (found,) = _read(_folder(tmp_path, metadata))
    assert found.startswith(f"metadata.csv: {message}")
    assert found.endswith(" (nothing in it was used)")
    assert len(articles) == 3


def test_unreadable_metadata_csv_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _folder(tmp_path, HEADER)
    read_regular = regular_files.read_regular

    def refuse(path: Path, limit: int) -> bytes:
        if path.name == "metadata.csv":
            raise PermissionError(13, "Permission denied")
        return read_regular(path, limit)

    monkeypatch.setattr(metadata_csv, "read_regular", refuse)
    articles, messages = _read(folder)
    assert messages == [
        "metadata.csv: cannot be read (Permission denied); next: check its permissions (nothing in it was used)"
    ]
    assert len(articles) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")
def test_metadata_csv_that_is_no_file_is_rejected_without_waiting(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "")
    (folder / "metadata.csv").unlink()
    (folder / "metadata.csv").symlink_to("/dev/zero")
    os.mkfifo(folder / "2024" / "metadata.csv")
    articles, messages = _read(folder)
    assert len(articles) == 3
    reason = "found a pipe, socket or device, expected a file; next: remove it (nothing in it was used)"
    assert messages == [f"2024/metadata.csv: {reason}", f"metadata.csv: {reason}"]


def test_large_metadata_csv_is_not_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, HEADER)
    with (folder / "metadata.csv").open("r+b") as file:
        file.truncate(1 << 40)
    (message,) = _read(folder)[1]
    assert "found more than 64," in message
    assert "--max-characters 10000000" in message


def test_header_of_very_many_columns_is_refused(tmp_path: Path) -> None:
    header = ",".join(["file_name", *(f"c{number}" for number in range(40_000))])
    (message,) = _read(_folder(tmp_path, header + "\na.txt\n"))[1]
    assert "found 40,001 columns, expected at most 1,000" in message


def test_very_many_bad_rows_are_counted(tmp_path: Path) -> None:
    articles, messages = _read(_folder(tmp_path, HEADER + "x\n" * 1_500 + "a.txt,Kept,,,\n"))
    assert articles["a.txt"].title == "Kept"
    assert len(messages) == 1_001
    assert messages[-1] == "metadata.csv: found 500 more rows that cannot be used"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_of_metadata_csv_is_recognised(tmp_path: Path, separator: str) -> None:
    rows = (["file_name", "title", "publisher"], ["a.txt", '"Over, at last; the strike"', "The Post"])
    articles, messages = _read(_folder(tmp_path, "".join(f"{separator.join(row)}\n" for row in rows)))
    article = articles["a.txt"]
    assert (article.title, article.publisher, messages) == ("Over, at last; the strike", "The Post", [])


def test_header_with_one_column_needs_no_separator(tmp_path: Path) -> None:
    assert _read(_folder(tmp_path, "file_name\na.txt\n"))[1] == []


def test_unknown_columns_of_metadata_csv_are_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "Id;file_name;Title;Sent to;\n1;a.txt;Over;Ann;\n")
    (folder / "2024" / "metadata.csv").write_text("file_name,title\nc.md,Third\n", "utf-8")
    omissions = Omissions()
    list(read_unopened(find_files([folder]), ReadOptions(), omissions))
    assert omissions.ignored_columns == [(str(folder / "metadata.csv"), ("Id", "Sent to"))]
