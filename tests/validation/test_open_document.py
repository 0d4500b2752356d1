"""Repeated cells of a spreadsheet are counted before they are written out."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from newsrows.validation import row_tables, validate_package
from newsrows.validation.open_document import count_characters

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)

MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def sheet(folder: Path, rows: str) -> Path:
    file = folder / "t.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet><table:table table:name='S'>{rows}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return file


def row(text: str, columns: object = 1, rows: object = 1) -> str:
    cell = f"<table:table-cell table:number-columns-repeated='{columns}' office:value-type='string'>"
    cells = f"{cell}<text:p>{text}</text:p></table:table-cell>"
    return f"<table:table-row table:number-rows-repeated='{rows}'>{cells}</table:table-row>"


def test_characters_are_counted_with_their_repetitions(tmp_path: Path) -> None:
    assert count_characters(sheet(tmp_path, row("abc")), 9) == 3
    assert count_characters(sheet(tmp_path, row("abc", 10, 100) + row("", 16_384, 1_048_576)), 9_000) == 3_000
    assert count_characters(sheet(tmp_path, row("abc", "many", -1)), 9) == 3
    assert count_characters(sheet(tmp_path, row("abc") + "<not-closed>"), 9) == 3


def test_sheet_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("python_calamine")
    resource = {"name": "t", "path": "t.ods", "schema": {"fields": [{"name": "a"}]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    monkeypatch.setattr(row_tables, "_WHOLE_BYTES", 1_000)
    sheet(tmp_path, row("a") + row("x" * 100, 1, 11))
    (issue,) = validate_package(tmp_path)
    assert issue.rule == "table-unreadable"
    assert issue.message.startswith("found more than 1 kB of text with all repeated cells, expected less")
    sheet(tmp_path, row("a") + row("x" * 100, 1, 9))
    assert validate_package(tmp_path) == []
