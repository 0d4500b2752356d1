"""A previous package is opened wherever it is, and refused if its ids cannot be relied on."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from newsrows.datapackage import fetching
from newsrows.pipeline.previous import open_previous
from newsrows.records import PackageError
from newsrows.records.entity_kinds import PERSON

TABLES = {
    "articles": "article_id\ngull\n",
    "mentions": "article_id,kind,text,person_id,organisation_id\ngull,name,Ada Quill,ada-quill,\n",
    "people": "person_id,name\nada-quill,Ada Quill\n",
    "organisations": "organisation_id,name\n",
}


def package(folder: Path, **changed: str) -> Path:
    """A package with the tables that are read, as an older version of newsrows wrote them."""
    resources: list[dict[str, Any]] = []
    for name, text in {**TABLES, **changed}.items():
        (folder / f"{name}.csv").parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.csv").write_text(text, "utf-8")
        fields = [{"name": column, "type": "string"} for column in text.partition("\n")[0].split(",")]
        digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
        resources.append({"name": name, "path": f"{name}.csv", "hash": digest, "schema": {"fields": fields}})
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": resources}), "utf-8")
    return folder


def people(name: object, scratch: Path) -> list[tuple[str, ...]]:
    with open_previous(str(name), scratch) as previous:
        return previous.rows.entities(PERSON).rows()


def test_a_folder_a_descriptor_and_a_zip_file_give_the_same(tmp_path: Path) -> None:
    folder = package(tmp_path / "p")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"top/{file.name}")
    for place in (folder, folder / "datapackage.json", tmp_path / "p.zip"):
        assert people(place, tmp_path) == [("Ada Quill", "ada-quill")]
    assert not (tmp_path / "previous").exists()


def test_a_zip_file_on_the_web_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "p"), "zip", package(tmp_path / "p")))
    fetched = fetching.Fetched("https://quay.example/p.zip", archive.rename(tmp_path / "copy"), "")
    monkeypatch.setattr(fetching.Fetcher, "fetch", lambda _self, _url: fetched)
    assert people(fetched.url, tmp_path) == [("Ada Quill", "ada-quill")]


def test_the_digest_follows_the_tables(tmp_path: Path) -> None:
    digests = []
    for number, text in enumerate([TABLES["people"], TABLES["people"], "person_id,name\nada,Ada Quill\n"]):
        with open_previous(str(package(tmp_path / str(number), people=text)), tmp_path) as previous:
            digests.append(previous.digest)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"people": "name\nAda Quill\n"}, "found no people.person_id, expected the tables that newsrows builds"),
        ({"people": "person_id,name\nAda Quill,Ada\n"}, "found the person_id 'Ada Quill', expected an id such as"),
        (
            {"quotes": "quote_id,article_id,text,utterance_id\ngull:q1,gull,Yes,first\n"},
            "found the utterance_id 'first', expected an id such as",
        ),
    ],
)
def test_tables_that_newsrows_did_not_build_are_refused(changed: dict[str, str], message: str, tmp_path: Path) -> None:
    folder = package(tmp_path / "p", **changed)
    with pytest.raises(PackageError) as error, open_previous(str(folder), tmp_path):
        pass
    assert str(error.value).startswith(f"--previous {folder}: {message}")


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    folder = package(tmp_path / "p")
    (folder / "people.csv").write_text(TABLES["people"].replace("ada-quill", "ada-quilt"), "utf-8")
    with pytest.raises(PackageError, match="the table people has another hash than the descriptor says"):
        people(folder, tmp_path)


@pytest.mark.parametrize("place", ["nowhere", "https://127.0.0.1/p.zip", "http://quay.example/p.zip", "s3://quay/p"])
def test_places_without_a_package_are_named(place: str, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=f"^--previous {place}: "):
        people(place, tmp_path)
