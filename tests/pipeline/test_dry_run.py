from __future__ import annotations

from pathlib import Path

import pytest

from newsrows.pipeline.dry_run import dry_run
from newsrows.pipeline.options import BuildError, BuildOptions
from newsrows.sources import ReadError


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("The ferry is late.", "utf-8")
    (folder / "b.jsonl").write_text('{"text": "It left."}\n{"text": ""}\n{"text": "It is red."}\n', "utf-8")
    (folder / "c.html").write_text("<html></html>", "utf-8")
    (folder / "d.png").write_bytes(b"")
    return folder


def test_articles_are_counted_and_nothing_is_written(tmp_path, articles) -> None:
    found = dry_run([articles], tmp_path / "package", BuildOptions())
    assert str(found) == "would read 3 articles (9 words) and 1 web page from 3 files: 1 .html, 1 .jsonl, 1 .txt"
    assert [str(item) for item in found.rejected] == [f"{articles / 'b.jsonl'}, line 2: {found.rejected[0].reason}"]
    assert (found.rejected_count, found.skipped, found.ignored_columns) == (1, {".png": 1}, ())
    assert not (tmp_path / "package").exists()


def test_only_the_first_rejected_records_are_listed(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 50 + '{"text": "It left."}\n', "utf-8")
    found = dry_run([tmp_path], tmp_path.parent / "package", BuildOptions())
    assert (len(found.rejected), found.rejected_count, found.articles) == (20, 50, 1)


def test_sources_that_a_build_would_refuse_are_refused(tmp_path, articles) -> None:
    with pytest.raises(BuildError, match="is the source"):
        dry_run([articles], articles, BuildOptions())
    with pytest.raises(ReadError, match="no such file or folder"):
        dry_run([tmp_path / "nowhere"], tmp_path / "package", BuildOptions())
