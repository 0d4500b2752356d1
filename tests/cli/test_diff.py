from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from newsrows.cli.diff import add_arguments
from newsrows.datapackage.limits import show_size


def test_sizes_are_shown_for_people() -> None:
    assert [show_size(size) for size in (12, 16_000_000, 1_500_000_000)] == ["12 bytes", "16 MB", "1.5 GB"]


def test_the_gate_needs_no_library_and_its_options_cost_no_time() -> None:
    code = (
        "import sys, argparse\n"
        "from newsrows.cli.diff import add_arguments, run\n"
        "assert 'newsrows.datapackage.loading' not in sys.modules\n"
        "parser = argparse.ArgumentParser()\n"
        "add_arguments(parser)\n"
        "run(parser.parse_args(['schema', 'a', 'b']))\n"
        "print(*sorted({'polars', 'frictionless', 'pyarrow', 'spacy', 'numpy'} & set(sys.modules)))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == ""


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["schema", "--today", "tomorrow"])
    assert "expected a date such as 2026-12-31" in capsys.readouterr().err
