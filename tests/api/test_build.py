"""`newsrows.build`: what the command does, from Python."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import newsrows as nr
from newsrows.api.places import path_or_url

TEXT = "The ferry sails on Monday, Ann Carter said.\n"


@pytest.fixture
def articles(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(TEXT, "utf-8")
    monkeypatch.setenv("NEWSROWS_CACHE", str(tmp_path / "cache"))
    return folder


@pytest.mark.parametrize("as_source", [str, Path, lambda folder: [str(folder)], lambda folder: (folder,)])
def test_sources_are_one_place_or_several_as_text_or_path(articles, tmp_path, as_source) -> None:
    report = nr.build(as_source(articles), str(tmp_path / "package"))
    assert report.rows["quotes"] == 1
    assert nr.validate(tmp_path / "package") == []


def test_results_are_kept_where_the_command_keeps_them(articles, tmp_path) -> None:
    assert nr.build(articles, tmp_path / "package").computed == 1
    assert nr.build(articles, tmp_path / "other").computed == 0
    assert (tmp_path / "cache").is_dir()


def test_nothing_is_kept_without_a_cache(articles, tmp_path) -> None:
    for _ in range(2):
        assert nr.build(articles, tmp_path / "package", cache=False).computed == 1
    assert not (tmp_path / "cache").exists()


def test_results_are_kept_in_a_folder_of_choice(articles, tmp_path) -> None:
    nr.build(articles, tmp_path / "package", cache=tmp_path / "mine")
    assert (tmp_path / "mine").is_dir()
    assert not (tmp_path / "cache").exists()


def test_unreadable_file_is_in_the_report_and_the_others_are_built(articles, tmp_path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    report = nr.build(articles, tmp_path / "package")
    assert report.rows["articles"] == 1
    assert report.rejected_count == 1
    assert report.rejected[0].file_name.endswith("empty.txt")


def test_missing_source_is_a_source_error(tmp_path) -> None:
    with pytest.raises(nr.SourceError, match="no_such_folder"):
        nr.build(tmp_path / "no_such_folder", tmp_path / "package")


@pytest.mark.parametrize(
    ("place", "expected"),
    [("-", "-"), ("s3://bucket/articles", "s3://bucket/articles"), ("articles", Path("articles"))],
)
def test_urls_and_standard_input_are_not_paths(place, expected) -> None:
    assert path_or_url(place) == expected


def test_a_build_says_what_it_does_only_if_wanted(articles, tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    nr.build(articles, tmp_path / "package")
    assert capsys.readouterr().err == ""
    nr.build(articles, tmp_path / "package", progress=True)
    assert "linking the articles, and checking and writing the tables ..." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "kind", "reason"),
    [
        ({"workers": 0}, ValueError, "workers: found 0, expected 1 or more"),
        ({"scheduler": "tcp://host:1"}, ValueError, "scheduler: found 'tcp://host:1' with the engine 'local'"),
        ({"engine": "ray"}, ValueError, "engine: found 'ray', expected 'local' or 'dask'"),
        ({"names": "big"}, ValueError, "names: found 'big', expected 'accurate' or 'fast'"),
        ({"workers": "2"}, TypeError, "workers: found str '2', expected int"),
        ({"workers": True}, TypeError, "workers: found bool True, expected int"),
        ({"reviews": "marks.csv"}, TypeError, "reviews: found str, expected a list"),
        ({"cache": None}, TypeError, "found NoneType None, expected a path or a URL"),
    ],
)
def test_option_of_another_type_or_choice_is_refused(articles, tmp_path, option, kind, reason) -> None:
    with pytest.raises(kind, match=reason):
        nr.build(articles, tmp_path / "package", **option)


@pytest.mark.parametrize("sources", [None, 5, b"articles", [None], [b"articles"]])
def test_sources_of_another_type_are_a_type_error(tmp_path, sources) -> None:
    with pytest.raises(TypeError, match=r"found \w+.*, expected a (list|path or a URL)"):
        nr.build(sources, tmp_path / "package")


@pytest.mark.parametrize("kind", ["source", "target"])
def test_place_whose_name_is_too_long_is_refused(articles, tmp_path, kind) -> None:
    long = tmp_path / ("a" * 300)
    with pytest.raises(nr.SourceError if kind == "source" else nr.OutputError, match="aaa: "):
        nr.build(*((long, tmp_path / "package") if kind == "source" else (articles, long)), cache=False)


def test_file_in_the_place_of_the_cache_is_an_engine_error(articles, tmp_path) -> None:
    with pytest.raises(nr.EngineError, match=r"the cache cannot be used \(File exists\); next: correct NEWSROWS_CACHE"):
        nr.build(articles, tmp_path / "package", cache=articles / "ferry.txt")
    assert (articles / "ferry.txt").read_text("utf-8") == TEXT


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not UTF-8")
def test_target_is_refused_if_its_name_is_not_utf_8_and_built_in_a_folder_with_such_a_name(
    articles, tmp_path, monkeypatch
) -> None:
    odd = tmp_path / os.fsdecode(b"\xff")
    with pytest.raises(nr.OutputError, match=r"xff: found a name that is not valid UTF-8"):
        nr.build(articles, odd)
    assert not odd.exists()
    odd.mkdir()
    monkeypatch.chdir(odd)
    assert nr.build(articles, "package").rows["quotes"] == 1
