"""A package that is up to date is left unchanged, any other is built again."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from newsrows.extraction import finder as find
from newsrows.extraction import models as reader
from newsrows.pipeline import BuildOptions, BuildReport, assembly, build
from newsrows.records import REVIEW_COLUMNS, Findings

TEXT = "The ferry sails again on Monday.\n"


@pytest.fixture(autouse=True)
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found in an article, no model is loaded, and what is written is taken to be valid."""
    monkeypatch.setattr(reader, "load_models", lambda *_: None)
    monkeypatch.setattr(assembly, "validate_package", lambda _: ())
    monkeypatch.setattr(find, "parse_all", lambda texts, _: texts)
    monkeypatch.setattr(find, "find", lambda one, _: Findings(one.article_id, 7, 1, 1))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT + "It is late.\n", "utf-8")
    (folder / "empty.txt").write_text(" \n", "utf-8")
    return folder


def run(news: Path, **options: object) -> BuildReport:
    given = {"cache": news.parent / "cache", "names": "fast", **options}
    return build([news], news.parent / "out", BuildOptions(**given))  # type: ignore[arg-type]


def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents_of(folder: Path) -> dict[str, bytes]:
    return {name: content for name, (_, content) in files_of(folder).items()}


def test_unchanged_package_is_not_joined_or_written_again(news, monkeypatch) -> None:
    first = run(news)
    made = files_of(news.parent / "out")
    monkeypatch.setattr(assembly, "join_shards", lambda *_, **__: pytest.fail("joined again"))
    second = run(news)
    assert (first.unchanged, second.unchanged) == (False, True)
    assert (second.rows, second.words, second.computed) == (first.rows, first.words, 0)
    assert second.rejected == first.rejected != ()
    assert files_of(news.parent / "out") == made


@pytest.mark.parametrize("name", ["datapackage.json", "data/csv/articles.csv", "rejected.csv"])
def test_edited_package_is_built_again(news, name) -> None:
    run(news)
    made = contents_of(news.parent / "out")
    path = news.parent / "out" / name
    path.write_bytes(path.read_bytes() + b" ")
    assert not run(news).unchanged
    assert contents_of(news.parent / "out") == made


@pytest.mark.parametrize("name", ["data/parquet/quotes.parquet", "rejected.csv"])
def test_deleted_file_of_a_package_is_written_again(news, name) -> None:
    run(news)
    made = contents_of(news.parent / "out")
    (news.parent / "out" / name).unlink()
    assert not run(news).unchanged
    assert contents_of(news.parent / "out") == made


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Another text.\n"),
        ("new.txt", "One more.\n"),
        ("worse.txt", ""),
        ("metadata.csv", "file_name,title\na.txt,T"),
    ],
)
def test_changed_articles_change_the_package(news, name, content) -> None:
    run(news)
    made = contents_of(news.parent / "out")
    (news / name).write_text(content, "utf-8")
    assert not run(news).unchanged
    assert contents_of(news.parent / "out") != made
    assert run(news).unchanged


def test_package_is_built_again_if_the_registry_changes(news) -> None:
    registry = news.parent / "registry.csv"
    run(news)
    for names in ("Ada Brook", "Ada B. Brook"):
        registry.write_text(f"id,type,name\nada,person,{names}\n", "utf-8")
        assert not run(news, registry=registry).unchanged
        assert run(news, registry=registry).unchanged


def test_package_is_built_again_by_another_version(news, monkeypatch) -> None:
    run(news)
    monkeypatch.setattr("newsrows.pipeline.up_to_date.assembly_fingerprint", lambda: "another version")
    assert not run(news).unchanged


def test_package_is_built_again_without_a_cache(news) -> None:
    run(news, cache=None)
    assert not run(news, cache=None).unchanged


def test_incomplete_manifest_is_ignored(news) -> None:
    run(news)
    (note,) = (news.parent / "cache").rglob("*.made")
    note.write_bytes(note.read_bytes()[:50])
    assert not run(news).unchanged
    assert run(news).unchanged


def test_manifest_with_a_changed_bit_is_ignored(news) -> None:
    first = run(news)
    (manifest,) = (news.parent / "cache").rglob("*.made")
    content = manifest.read_bytes()
    assert b'"articles": 2' in content
    manifest.write_bytes(content.replace(b'"articles": 2', b'"articles": 3'))
    second = run(news)
    assert (second.unchanged, second.rows) == (False, first.rows)


def test_build_succeeds_if_the_manifest_cannot_be_written(news) -> None:
    run(news)
    (note,) = (news.parent / "cache").rglob("*.made")
    note.unlink()
    (note / "in the way").mkdir(parents=True)
    assert not run(news).unchanged
    assert not run(news).unchanged


def test_package_is_built_again_if_there_are_marks_to_report(news) -> None:
    marks = news.parent / "reviews.csv"
    marks.write_text(",".join(REVIEW_COLUMNS) + "\n", "utf-8")
    run(news)
    for _ in range(2):
        report = run(news, reviews=(marks,))
        assert not report.unchanged
        assert report.reviewed is not None


def test_packages_in_two_folders_are_both_up_to_date_after_one_build_each(news) -> None:
    options = BuildOptions(cache=news.parent / "cache", names="fast")
    builds = [([news], news.parent / "out"), ([news / "a.txt"], news.parent / "other")]
    assert [build(sources, target, options).unchanged for sources, target in builds * 2] == [False, False, True, True]


def test_package_at_a_url_is_written_by_every_build(news) -> None:
    fsspec = pytest.importorskip("fsspec")
    url = f"memory://bucket/{uuid.uuid4().hex}"
    for _ in range(2):
        assert not build([news], url, BuildOptions(cache=news.parent / "cache", names="fast")).unchanged
    assert fsspec.filesystem("memory").exists(f"{url}/data/csv/articles.csv")


def test_cache_at_a_url_holds_the_articles_of_the_build_before(news, monkeypatch) -> None:
    monkeypatch.chdir(news.parent)
    fsspec = pytest.importorskip("fsspec")
    url = f"memory://bucket/{uuid.uuid4().hex}"
    builds = [run(news, cache=url) for _ in range(2)]
    assert [(report.computed, report.unchanged) for report in builds] == [(2, False), (0, False)]
    assert fsspec.filesystem("memory").find(url)
