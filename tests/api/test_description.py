from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import newsrows as nr
from newsrows.__main__ import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("id,n\n1,5\n2,6\n", encoding="utf-8")
    return "t.csv"


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["newsrows", "describe", *arguments])
    with pytest.raises(SystemExit) as exit_info:
        raise SystemExit(run())
    return int(exit_info.value.code or 0)


def test_descriptor_goes_to_standard_output(
    table: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert command(monkeypatch, table, "--name", "harbour") == 0
    descriptor = json.loads(capsys.readouterr().out)
    assert descriptor == nr.describe([table], name="harbour")
    assert (descriptor["name"], descriptor["resources"][0]["path"]) == ("harbour", "t.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_existing_file_is_replaced_only_if_asked(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "datapackage.json"
    file.write_text("mine", encoding="utf-8")
    assert command(monkeypatch, table, "--out", "datapackage.json") == 2
    assert "found an existing file" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert command(monkeypatch, table, "--out", "datapackage.json", "--overwrite") == 0
    assert nr.validate(tmp_path) == []


def test_paths_start_at_the_folder_of_the_descriptor(table: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / table).rename(tmp_path / "sub" / table)
    descriptor = nr.describe([f"sub/{table}"], out="sub/datapackage.json")
    assert descriptor["resources"][0]["path"] == table
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(nr.OutputError, match="cannot be written"):
        nr.describe([f"sub/{table}"], out="datapackage.json", overwrite=True)


def test_one_path_is_refused_as_a_list(table: str) -> None:
    with pytest.raises(TypeError, match="expected a list"):
        nr.describe(table)
