"""From articles to a published package, and what happens when something is wrong."""

from __future__ import annotations

import filecmp
import json
import re

import polars as pl
import pytest

from clone import TOP

ARTICLES = {
    "harbour.txt": "Tidewatch Ferries has cancelled 12 crossings. "
    '"We will sail again on Monday," said Ada Brook, chief executive of Tidewatch Ferries.\n',
    "north/school.md": "---\ntitle: Roof falls in\npublisher: The Evening Post\npublished_on: 2024-03-01\n---\n"
    "The head teacher, Omar Said, said about 300 pupils had been sent home.\n",
}


def write_articles(folder, articles) -> None:
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def files_of(package) -> dict[str, bytes]:
    return {str(path.relative_to(package)): path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory, command):
    folder = tmp_path_factory.mktemp("built")
    write_articles(folder / "articles", ARTICLES)
    answer = command("build", "articles", "--out", "package", cwd=folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    return folder, answer


def test_build_reports_its_rows(built) -> None:
    _, answer = built
    *lines, summary, place, following = answer.stdout.splitlines()
    rows = dict(line.split() for line in lines)
    assert rows["articles"] == "2"
    assert int(rows["quotes"]) >= 2
    assert re.fullmatch(r"2 articles processed, 0 from the cache: \d+ words in [\d.]+ s \([\d,]+ per second\)", summary)
    assert place == "package/datapackage.json"
    assert following.startswith("next: newsrows report package ")


def test_a_build_can_be_validated_and_exported(built, command, tmp_path) -> None:
    folder, _ = built
    assert command("validate", folder / "package").returncode == 0
    answer = command("export", folder / "package", "--to", tmp_path / "copy")
    assert answer.returncode == 0
    copied = files_of(tmp_path / "copy")
    assert copied.pop("SHA256SUMS")
    assert copied == files_of(folder / "package")


def test_a_build_finds_who_said_what(built) -> None:
    tables = built[0] / "package" / "data" / "parquet"
    quotes = pl.read_parquet(tables / "quotes.parquet").join(pl.read_parquet(tables / "people.parquet"), on="person_id")
    said = dict(quotes.select("name", "text").iter_rows())
    assert said["Ada Brook"].startswith("We will sail again on Monday")
    assert said["Omar Said"] == "about 300 pupils had been sent home"
    roles = pl.read_parquet(tables / "roles.parquet")
    assert ("ada-brook", "chief executive", "tidewatch-ferries") in roles.select(
        "person_id", "title", "organisation_id"
    ).rows()
    figures = pl.read_parquet(tables / "statistics.parquet").select("value", "bound", "unit").rows()
    assert sorted(figures) == [(12.0, "exact", "crossing"), (300.0, "approximate", "pupil")]


def test_metadata_reaches_the_articles(built) -> None:
    articles = pl.read_parquet(built[0] / "package" / "data" / "parquet" / "articles.parquet")
    school = articles.row(by_predicate=pl.col("article_id") == "school", named=True)
    assert (school["file_name"], school["title"], str(school["published_on"])) == (
        "north/school.md",
        "Roof falls in",
        "2024-03-01",
    )


def test_published_package_equals_a_build_of_the_seeds(command, tmp_path) -> None:
    answer = command("build", "seeds", "--out", tmp_path / "again")
    assert answer.returncode == 0, answer.stderr
    for path in ["datapackage.json", *(str(file.relative_to(TOP)) for file in sorted((TOP / "data").rglob("*.*")))]:
        assert filecmp.cmp(TOP / path, tmp_path / "again" / path, shallow=False), path


def test_cached_articles_are_not_processed_again(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", {**ARTICLES, "third.txt": "A third article, about nothing much."})
    answers = [command("build", "articles", "--out", "package", cwd=tmp_path) for _ in range(2)]
    assert "3 articles processed, 3 from the cache" in answers[1].stdout
    first = files_of(tmp_path / "package")
    anew = command("build", "articles", "--out", "package", "--no-cache", "--workers", "2", cwd=tmp_path)
    assert "3 articles processed, 0 from the cache" in anew.stdout
    assert files_of(tmp_path / "package") == first


def test_a_build_keeps_the_ids_of_a_previous_package(built, command, tmp_path) -> None:
    folder, _ = built
    earlier = {"aft.txt": 'The harbour master, Ada Brook, said: "We will sail again on Monday."\n', **ARTICLES}
    write_articles(tmp_path / "articles", earlier)
    previous = ("--previous", folder / "package")
    answer = command("build", "articles", "--out", "package", *previous, cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert re.search(r"^ids of people: 2 kept", answer.stdout, re.MULTILINE)
    assert command("validate", tmp_path / "package").returncode == 0
    before, after = (pl.read_parquet(place / "package/data/parquet/quotes.parquet") for place in (folder, tmp_path))
    kept = before.join(after, on=["quote_id", "utterance_id", "person_id"], nulls_equal=True)
    assert kept.height == before.height
    first = files_of(tmp_path / "package")
    again = command("build", "articles", "--out", "package", "--workers", "2", *previous, cwd=tmp_path)
    assert "(unchanged)" in again.stdout
    assert files_of(tmp_path / "package") == first


def test_an_unusable_previous_package_stops_the_build_before_an_article_is_read(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    answer = command("build", "articles", "--previous", "articles", "--out", "package", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("newsrows build: --previous articles: found neither datapackage.json")
    assert not (tmp_path / "package").exists()


def test_cache_command_shows_and_clears_the_cache(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    kept = tmp_path / "kept"
    command("build", "articles", "--out", "package", cwd=tmp_path, cache=kept)
    assert " files, " in command("cache", cache=kept).stdout
    assert command("cache", "--clear", cache=kept).stdout.endswith("removed\n")
    assert not kept.exists()


def test_edited_article_is_processed_again_and_replaces_its_old_rows(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    command("build", "articles", "--out", "package", cwd=tmp_path)
    write_articles(tmp_path / "articles", {"harbour.txt": "Ada Brook said nothing. Her ferries stayed away."})
    answer = command("build", "articles", "--out", "package", cwd=tmp_path)
    assert "2 articles processed, 1 from the cache" in answer.stdout
    tables = tmp_path / "package" / "data" / "parquet"
    assert pl.read_parquet(tables / "articles.parquet").height == 2
    assert "harbour" not in pl.read_parquet(tables / "statistics.parquet")["article_id"].to_list()


def test_unreadable_file_is_named_and_the_others_are_built(built, command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    (tmp_path / "articles" / "photo.txt").write_bytes(b"\x89PNG\x00\x00")
    answer = command("build", "articles", "--out", "package", cwd=tmp_path)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "photo.txt" in answer.stderr
    files = files_of(tmp_path / "package")
    assert b"photo.txt" in files.pop("rejected.csv")
    assert files == files_of(built[0] / "package")
    (tmp_path / "articles" / "photo.txt").unlink()
    assert command("build", "articles", "--out", "package", cwd=tmp_path).returncode == 0
    assert "rejected.csv" not in files_of(tmp_path / "package")


def test_many_unreadable_files_are_counted_and_the_first_are_named(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", {f"{number:02}.txt": " " for number in range(30)} | ARTICLES)
    answer = command("build", "articles", "--out", "package", cwd=tmp_path)
    assert answer.returncode == 1
    lines = answer.stderr.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "... and 10 more rejected; see package/rejected.csv"
    assert pl.read_csv(tmp_path / "package" / "rejected.csv").height == 30


def test_records_of_json_lines_are_articles(command, tmp_path) -> None:
    school = {
        "id": "school",
        "title": "Roof falls in",
        "text": "The head teacher, Omar Said, said so.",
        "date": "2024-03-01",
    }
    (tmp_path / "news.jsonl").write_text(json.dumps(school) + "\n{broken\n", "utf-8")
    answer = command("build", "news.jsonl", "--out", "package", cwd=tmp_path)
    assert answer.returncode == 1
    assert "news.jsonl, line 2: " in answer.stderr
    articles = pl.read_parquet(tmp_path / "package" / "data" / "parquet" / "articles.parquet")
    assert articles.select("article_id", "title").rows() == [("school", "Roof falls in")]


def test_a_registry_gives_ids_names_and_wikidata_items(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    (tmp_path / "own.csv").write_text(
        "id,name,aliases,wikidata_id\nferries,Tidewatch Ferries Ltd,Tidewatch Ferries,Q4115189\n", "utf-8"
    )
    answer = command("build", "articles", "--out", "package", "--registry", "own.csv", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    bodies = pl.read_parquet(tmp_path / "package" / "data" / "parquet" / "organisations.parquet")
    assert ("ferries", "Q4115189") in bodies.select("organisation_id", "wikidata_id").rows()


def write_mark(built, path, *, verdict: str, column: str | None = None, corrected: str | None = None) -> None:
    """Write a file with a mark of the statistic '12 crossings'."""
    tables = built[0] / "package" / "data" / "parquet"
    articles = pl.read_parquet(tables / "articles.parquet").select("article_id", article_sha256="sha256")
    marked = pl.read_parquet(tables / "statistics.parquet").filter(pl.col("value") == 12)
    marked.join(articles, on="article_id").select(
        "article_sha256",
        "article_id",
        pl.lit("statistics").alias("table"),
        pl.col("statistic_id").alias("row_id"),
        "start",
        "end",
        "text",
        pl.lit(verdict).alias("verdict"),
        pl.lit(None, pl.String).alias("finding"),
        pl.lit(column, pl.String).alias("column"),
        pl.lit(corrected, pl.String).alias("corrected"),
        pl.lit("2026-01-02T03:04:05Z").alias("reviewed_at"),
    ).write_csv(path)


def test_row_that_a_reader_marked_wrong_is_left_out(built, command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    write_mark(built, tmp_path / "marks.csv", verdict="wrong")
    answer = command("build", "articles", "--out", "package", "--reviews", "marks.csv", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert "1 left out" in answer.stdout
    judged = command("evaluate", "--reviews", "marks.csv", cwd=tmp_path)
    assert judged.returncode == 0
    assert "| statistics | all | 1 | 0 | 0 | 1 |" in judged.stdout
    left = pl.read_parquet(tmp_path / "package" / "data" / "parquet" / "statistics.parquet")
    assert left["value"].to_list() == [300.0]


def test_build_with_a_refused_mark_is_published_and_exits_with_1(built, command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    write_mark(built, tmp_path / "marks.csv", verdict="corrected", column="value", corrected="a dozen")
    answer = command("build", "articles", "--out", "package", "--reviews", "marks.csv", cwd=tmp_path)
    assert answer.returncode == 1
    assert "marks.csv, line 2: refused: " in answer.stderr
    statistics = pl.read_parquet(tmp_path / "package" / "data" / "parquet" / "statistics.parquet")
    assert statistics["value"].to_list() == [12.0, 300.0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere"),
        (["empty"], "empty"),
        (["blank"], "blank.txt"),
        (["articles", "--model", "en_no_such_model"], "en_no_such_model"),
        (["articles", "--out", "file.txt"], "file.txt"),
        (["articles", "--max-characters", "10"], "--max-characters"),
    ],
)
def test_failed_build_prints_one_message_and_keeps_the_old_package(
    built, command, tmp_path, arguments, message
) -> None:
    write_articles(
        tmp_path, {"blank/blank.txt": " \n", "file.txt": "no folder", "articles/a.txt": "One word more or less."}
    )
    (tmp_path / "empty").mkdir()
    package = tmp_path / "package"
    for name, content in files_of(built[0] / "package").items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes(content)
    answer = command("build", *arguments, cwd=tmp_path)
    assert answer.returncode == 2
    assert message in answer.stderr
    assert files_of(package) == files_of(built[0] / "package")


def test_odd_articles_are_built(command, tmp_path) -> None:
    texts = [
        "Word",
        "“",
        "1,000",
        "a\tb",
        "“ ” ‘ '' `` « »",
        "\N{GRINNING FACE} she said",
        "|",
        "e\u0301\u200b",
        '"' * 99,
    ]
    write_articles(tmp_path, {f"articles/{number}.txt": text for number, text in enumerate(texts)})
    answer = command("build", "articles", "--out", "package", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert pl.read_parquet(tmp_path / "package" / "data" / "parquet" / "articles.parquet")["text"].to_list() == texts


def test_package_is_described_by_the_users_file_and_options(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES | {"package.json": '{"name": "quay", "licence": "CC0-1.0"}'})
    answer = command("build", "articles", "--title", "Quay news", "--version", "2", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text("utf-8"))
    assert [descriptor[name] for name in ("name", "title", "version")] == ["quay", "Quay news", "2"]
    assert descriptor["licenses"] == [{"name": "CC0-1.0"}]
    assert descriptor["temporal"] == {"start": "2024-03-01", "end": "2024-03-01"}
    assert descriptor["sources"][0] == {"title": "The Evening Post"}


def test_changed_description_is_published_although_no_article_changed(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    for title in ("First", "Second"):
        assert command("build", "articles", "--title", title, cwd=tmp_path).returncode == 0
        descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text("utf-8"))
        assert descriptor["title"] == title


def test_wrong_description_stops_the_build_before_an_article_is_read(command, tmp_path) -> None:
    write_articles(tmp_path / "articles", ARTICLES | {"package.yaml": "titel: Quay news"})
    answer = command("build", "articles", cwd=tmp_path)
    assert answer.returncode == 2
    assert answer.stderr.startswith("newsrows build: articles/package.yaml: found titel, expected some of")
    assert not (tmp_path / "package").exists()
