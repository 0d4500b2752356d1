from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

from newsrows.publishing.editions import export_editions
from newsrows.schema import load_tables

# mlcroissant has an environment of its own: this is the path of its Python.
PYTHON = os.environ.get("CROISSANT_PYTHON") or (sys.executable if find_spec("mlcroissant") else None)
READ = """
import json, sys
import mlcroissant

data = mlcroissant.Dataset(jsonld=sys.argv[1])
for table in data.metadata.record_sets:
    for row in data.records(table.uuid):
        cells = [cell.decode() if isinstance(cell, bytes) else cell for cell in row.values()]
        print(json.dumps([table.uuid, *map(str, cells[:1])]))
"""


@pytest.mark.parametrize("formats", [["csv", "parquet"], ["parquet"]])
def test_croissant_describes_every_file_table_and_column(package: Path, tmp_path: Path, formats: list[str]) -> None:
    export_editions(package, tmp_path, formats=[*formats, "croissant"])
    described = json.loads((tmp_path / "croissant.json").read_text("utf-8"))
    files = {file["@id"]: file["sha256"] for file in described["distribution"]}
    sums = dict(reversed(line.split("  ")) for line in (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines())
    assert files == {name: sums[name] for name in sums if name.startswith("data/")}
    assert {table["@id"]: [field["name"] for field in table["field"]] for table in described["recordSet"]} == {
        name: list(table.field_names) for name, table in load_tables().items()
    }
    assert all(
        field["source"]["fileObject"]["@id"] in files for table in described["recordSet"] for field in table["field"]
    )


@pytest.mark.skipif(PYTHON is None, reason="needs mlcroissant, or CROISSANT_PYTHON: a Python that has it")
def test_mlcroissant_reads_every_row(package: Path, tmp_path: Path, frames: dict[str, pl.DataFrame]) -> None:
    export_editions(package, tmp_path, formats=["csv", "croissant"])
    line = [str(PYTHON), "-c", READ, str(tmp_path / "croissant.json")]
    read = subprocess.run(line, capture_output=True, text=True, check=True, timeout=120).stdout
    expected = [[name, str(row[0])] for name, frame in frames.items() for row in frame.iter_rows()]
    assert [json.loads(row) for row in read.splitlines()] == expected
