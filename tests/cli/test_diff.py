from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from newsrows.cli.diff import add_arguments


def test_schemas_are_compared_without_loading_libraries() -> None:
    code = (
        "import sys, argparse\n"
        "from newsrows.cli.diff import add_arguments, run\n"
        "assert 'newsrows.datapackage.loading' not in sys.modules\n"
        "parser = argparse.ArgumentParser()\n"
        "add_arguments(parser)\n"
        "run(parser.parse_args(['schema', 'a', 'b']))\n"
        "print(*sorted({'polars', 'frictionless', 'pyarrow', 'spacy', 'numpy'} & set(sys.modules)))\n"
    )
    process = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert process.stdout.strip() == ""


def test_invalid_date_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["schema", "--today", "tomorrow"])
    assert "expected a date such as 2026-12-31" in capsys.readouterr().err
