from __future__ import annotations

import pytest

from clone import TOP


def test_notes_on_an_edition_are_printed_beside_its_files(command, tmp_path, monkeypatch) -> None:
    pytest.importorskip("xlsxwriter")
    from newsrows.publishing.editions import excel  # noqa: PLC0415 - its library is an extra

    monkeypatch.setattr(excel, "LONGEST_TEXT", 200)
    answer = command("export", TOP, "--to", tmp_path / "dist", "--format", "xlsx")
    assert answer.returncode == 0
    assert "longer than the 200 characters" in answer.stderr
    assert ".xlsx" in answer.stdout
