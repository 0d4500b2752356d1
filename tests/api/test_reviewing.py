"""`newsrows.import_reviews`: annotations that somebody corrected in Label Studio change the next build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import newsrows as nr

TEXT = """\
Ferry fares rise

The harbour council will raise fares in May, council leader Dana Frost said. "Fuel costs more," Frost added.

Lee Amber, who runs the kiosk, said that 40 customers had stayed away.

No boat will sail at night, warned Amber.
"""
QUOTES = [
    "The harbour council will raise fares in May",
    "Fuel costs more",
    "that 40 customers had stayed away",
    "No boat will sail at night",
]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> nr.Package:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSROWS_CACHE", str(tmp_path / "cache"))
    nr.build(["articles"], "package")
    nr.export("package", "tasks", format="label-studio")
    return nr.load("package")


def _annotated(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tasks as Label Studio exports them: the prediction has become an annotation, whose regions have new ids."""
    for task in tasks:
        result = task.pop("predictions")[0]["result"]
        new = {item["id"]: f"n{number}" for number, item in enumerate(result) if "id" in item}
        for item in result:
            item |= {name: new[item[name]] for name in ("id", "from_id", "to_id") if name in item}
        task["annotations"] = [{"result": result, "updated_at": "2026-03-01T09:30:00.000000Z"}]
    return tasks


def _region(result: list[dict[str, Any]], label: str, words: str) -> dict[str, Any]:
    values = ((item, item["value"]) for item in result if item["type"] == "labels")
    return next(item for item, value in values if (value["labels"], value["text"]) == ([label], words))


def _add(result: list[dict[str, Any]], label: str, words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    result.append({"id": f"added {words}", "type": "labels", "value": value})
    return result[-1]


@pytest.mark.filterwarnings(r"ignore:\[W095\]")  # the spaCy model was trained with spaCy 3.7
def test_corrected_tasks_come_back_as_rows_of_the_next_build(package: nr.Package) -> None:
    assert [text.strip(",") for text in package["quotes"].collect().sort("start")["text"]] == QUOTES
    tasks = _annotated(json.loads(Path("tasks/label-studio.json").read_text("utf-8")))
    result = tasks[0]["annotations"][0]["result"]
    council, fuel, customers, boat = (
        next(item for item in result if item.get("value", {}).get("text", "").startswith(text)) for text in QUOTES
    )
    # another speaker, a quote and a figure that nobody stated, another span, and a quote and a figure that are new
    speaker = _add(result, "speaker", "Lee Amber")
    next(item for item in result if item.get("from_id") == fuel["id"])["to_id"] = speaker["id"]
    result.remove(customers)
    result.remove(_region(result, "statistic", "40 customers"))
    boat["value"] |= {"start": boat["value"]["start"] + len("No boat will ")}
    title = _add(result, "quote", "Ferry fares rise")
    result.append({"type": "relation", "from_id": title["id"], "to_id": _region(result, "person", "Dana Frost")["id"]})
    _add(result, "statistic", "in May")["meta"] = {"text": ["value: 5", "kind: other"]}
    Path("corrected.json").write_text(json.dumps(tasks), "utf-8")

    found = nr.import_reviews("corrected.json", "package", "reviews.csv")
    assert (found.corrected, found.wrong, found.added, found.notes, found.skipped) == (2, 2, 2, (), ())
    nr.build(["articles"], "reviewed", reviews=[found.out])
    reviewed = nr.load("reviewed")
    assert reviewed["quotes"].collect().sort("start").select("text", "person_id", "review").rows() == [
        ("Ferry fares rise", "dana-frost", "added"),
        (council["value"]["text"], "dana-frost", "none"),
        (fuel["value"]["text"], "lee-amber", "corrected"),
        ("sail at night", "lee-amber", "corrected"),
    ]
    assert reviewed["statistics"].collect().select("text", "value", "kind", "review").rows() == [
        ("in May", 5.0, "other", "added")
    ]


def _tasks(tmp_path: Path, **data: str) -> Path:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"data": data, "annotations": [{"result": []}]}]), "utf-8")
    return path


def test_tasks_of_other_articles_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clone import TOP  # noqa: PLC0415

    monkeypatch.chdir(tmp_path)
    (first,) = nr.import_reviews(_tasks(tmp_path, article_id="elsewhere", text="x"), TOP).skipped
    assert 'found the article "elsewhere", which the package does not have' in first
    article_id = nr.load(TOP)["articles"].collect()["article_id"][0]
    tasks = _tasks(tmp_path, article_id=article_id, text="x")
    with pytest.raises(nr.OutputError, match=r"reviews\.csv: found an existing file"):
        nr.import_reviews([tasks], TOP)
    (second,) = nr.import_reviews([tasks], TOP, "more.csv").skipped
    assert "the text differs from that of the article in the package" in second
    assert Path("reviews.csv").read_text("utf-8").count("\n") == 1


def test_folder_without_a_package_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(nr.PackageError, match="found no such file, expected a package"):
        nr.import_reviews(_tasks(tmp_path, article_id="a", text="x"), tmp_path, tmp_path / "reviews.csv")
