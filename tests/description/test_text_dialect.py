from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsrows.description.text_dialect import text_dialect
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('a,b\n"x;y;z",1\n"u;v;w",2\n', ","),
        ("name\nAnn\nBen\n", ","),
        ("", ","),
    ],
)
def test_delimiter_gives_all_rows_the_same_number_of_cells(text: str, delimiter: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert text_dialect(tmp_path / "t.csv", "t.csv").delimiter == delimiter


def test_comments_above_the_header_and_spaces_after_delimiters_are_seen(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("# by hand\na, b\n1, 2\n", encoding="utf-8")
    found = text_dialect(tmp_path / "t.csv", "t.csv")
    assert (found.comment_char, found.skip_initial_space, found.first_rows) == ("#", True, (("a", "b"), ("1", "2")))
    assert found.descriptor(has_header=False, default=",") == {
        "commentChar": "#",
        "skipInitialSpace": True,
        "header": False,
    }
    (tmp_path / "u.csv").write_text("#a,b\n#1, 2\n", encoding="utf-8")
    assert text_dialect(tmp_path / "u.csv", "u.csv").descriptor(has_header=True, default=",") == {}


@pytest.mark.parametrize(("encoding", "name"), [("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")])
def test_encoding_is_that_of_the_whole_file(encoding: str, name: str, tmp_path: Path) -> None:
    text = "id,name\n" + "1,plain\n" * 50 + "2,Café Müller à la crème, “déjà vu”\n".replace(", “", " “")
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    found = text_dialect(tmp_path / "t.csv", "t.csv")
    assert (found.encoding, found.first_rows[0]) == (name, ("id", "name"))


def test_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(PackageError, match=r"t\.csv: found"):
        text_dialect(tmp_path / "t.csv", "t.csv")
