from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.read import Rejections, read_articles
from newsrows.records import Rejected


def test_the_rows_are_written_down_and_the_first_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n' + '{"text": ""}\n' * 500, "utf-8")
    with Rejections(tmp_path / "rejected.csv") as rejections:
        for item in read_articles([tmp_path / "a.jsonl"]):
            if isinstance(item, Rejected):
                rejections.add(item)
    with (tmp_path / "rejected.csv").open(encoding="utf-8", newline="") as file:
        header, first, *rest = csv.reader(file)
    assert header == ["file_name", "place", "reason"]
    assert first == [f"{tmp_path}/a.jsonl", "line 2", "found no text in text, expected an article"]
    assert (rejections.count, len(rest), len(rejections.first)) == (500, 499, 20)
    assert str(rejections.first[0]) == f"{tmp_path}/a.jsonl, line 2: found no text in text, expected an article"


def test_a_run_without_any_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "rejected.csv").write_text("of an earlier run", "utf-8")
    with Rejections(tmp_path / "rejected.csv"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    def interrupted() -> None:
        with Rejections(tmp_path / "rejected.csv") as rejections:
            rejections.add(Rejected("a.txt", "found an empty file"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_a_rejected_whole_has_no_place(tmp_path: Path) -> None:
    with Rejections(tmp_path / "rejected.csv") as rejections:
        rejections.add(Rejected("a.txt", "found an empty file"))
    assert (tmp_path / "rejected.csv").read_text("utf-8") == "file_name,place,reason\na.txt,,found an empty file\n"
