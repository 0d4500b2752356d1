"""Two versions of an article, in files or in packages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsrows as nr

OLD = (
    "A ferry sank off Quay Point and 14 passengers were hurt.\n\n"
    '"We sail at dawn," said Ada Brook of Tidewatch Ferries.\n'
)
NEW = OLD.replace("14", "17").replace("We sail at dawn", "Every boat stays in")


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Two packages, and beside them a file with the text of each."""
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        (tmp_path / name).mkdir()
        rows = [{"article_id": "gull", "text": "Nothing."}, {"article_id": "ferry", "text": text}]
        schema = {"fields": [{"name": "article_id"}, {"name": "text"}]}
        resource = {"name": "articles", "data": rows, "schema": schema}
        (tmp_path / name / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}), "utf-8")
    return tmp_path / "old", tmp_path / "new"


@pytest.mark.parametrize("article", [None, "ferry"])
def test_files_and_packages_give_the_same(article: str | None, places: tuple[Path, Path]) -> None:
    sides = places if article else [place.with_suffix(".txt") for place in places]
    quotes, figures, people, organisations = nr.diff_articles(*sides, article=article).differences
    assert [dict(row)["text"] for row in quotes.came + quotes.went] == ["Every boat stays in,", "We sail at dawn,"]
    assert [(dict(old)["value"], dict(new)["value"]) for old, new in figures.changed] == [("14", "17")]
    assert (people.unchanged, organisations.unchanged) == (1, 1)


def test_what_cannot_be_compared_is_named(places: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(nr.PackageError, match="old: found no article 'pier', expected one"):
        nr.diff_articles(*places, article="pier")
    (tmp_path / "a").mkdir()
    for name in ("a/1.txt", "a/2.txt"):
        (tmp_path / name).write_text(OLD, "utf-8")
    with pytest.raises(nr.SourceError, match="a: found several articles, expected one"):
        nr.diff_articles(tmp_path / "a", places[0].with_suffix(".txt"))
    (tmp_path / "empty.txt").write_text(" \n", "utf-8")
    with pytest.raises(nr.SourceError, match=r"empty\.txt: "):
        nr.diff_articles(places[0].with_suffix(".txt"), tmp_path / "empty.txt")
