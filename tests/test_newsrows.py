"""`import newsrows`: what it offers, and what it costs."""

from __future__ import annotations

import ast
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import newsrows

HEAVY = {
    "spacy",
    "thinc",
    "polars",
    "pyarrow",
    "pandas",
    "pandera",
    "frictionless",
    "numpy",
    "dask",
    "jinja2",
    "onnxruntime",
    "tokenizers",
    "pint",
    "babel",
    "yaml",
    "platformdirs",
}


def loaded_by(code: str) -> set[str]:
    """The names of the modules that are loaded after `code` has run in a new process, warnings being errors."""
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stderr == ""
    return set(answer.stdout.split())


def test_import_newsrows_loads_no_other_module_of_newsrows_and_no_library() -> None:
    loaded = loaded_by("import newsrows; dir(newsrows); newsrows.__version__")
    assert {name for name in loaded if name.startswith("newsrows")} == {"newsrows"}
    assert not HEAVY & loaded


@pytest.mark.parametrize("name", ["diff_schemas", "NewsrowsError", "InvalidTablesError", "Issue", "SchemaDiff"])
def test_names_that_need_no_library_load_none(name: str) -> None:
    assert not HEAVY & loaded_by(f"from newsrows import {name}")


def test_dir_shows_the_public_names() -> None:
    assert dir(newsrows) == sorted(newsrows.__all__)


@pytest.mark.parametrize("name", newsrows.__all__)
def test_every_public_name_exists_and_is_documented(name: str) -> None:
    value = getattr(newsrows, name)
    assert name == "__version__" or inspect.getdoc(value)


def test_type_checkers_see_every_public_name() -> None:
    tree = ast.parse(Path(newsrows.__file__).read_text("utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    imported = {alias.asname or alias.name for node in block.body for alias in node.names}
    assert imported == set(newsrows.__all__) - {"__version__"}


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'extrakt'"):
        newsrows.extrakt  # noqa: B018


def test_invalid_tables_error_survives_the_way_to_another_process() -> None:
    error = newsrows.InvalidTablesError([newsrows.Issue("quotes.csv", "enum", "found 'x'", row=3)], "my_package")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (copy.issues, str(copy)) == (error.issues, str(error))
    assert str(error) == "my_package: found 1 issue, expected none; the first one: quotes.csv, row 3: enum: found 'x'"


def test_public_errors_are_newsrows_errors() -> None:
    errors = [getattr(newsrows, name) for name in newsrows.__all__ if name.endswith("Error")]
    assert len(errors) == 7
    assert all(issubclass(error, newsrows.NewsrowsError) for error in errors)
