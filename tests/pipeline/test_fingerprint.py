"""The fingerprint covers everything that decides the content of a shard."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import newsrows
from newsrows.extraction.parse.model import DEFAULT_MODEL
from newsrows.pipeline import fingerprint

# What a worker imports to find, link and tabulate.
_LOADED = """
import sys
import newsrows.extraction.finder, newsrows.extraction.models, newsrows.resolution, newsrows.tables
print(*(module.__file__ for name, module in sys.modules.items() if name.startswith("newsrows.")), sep="\\n")
"""
# The tables' schemas are hashed as files; what reads them only says where they are.
_WITHOUT_EFFECT = {"schema", "datapackage", "compression.py", "runtime.py"}
PACKAGE = Path(newsrows.__file__).parent


def imported(module: str) -> set[str]:
    """The modules of newsrows.sources that a module of it imports, and those that these import."""
    found, waiting = set[str](), [module]
    while waiting:
        name = waiting.pop()
        found.add(name)
        tree = ast.parse((PACKAGE / f"{name}.py").read_text("utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        paths = {
            name.removeprefix("newsrows.").replace(".", "/") for name in names if name.startswith("newsrows.sources.")
        }
        waiting += paths - found
    return found


def test_modules_that_open_pages_are_in_the_fingerprint() -> None:
    parts = {part.removesuffix(".py") for part in fingerprint._SHARD_PARTS if part.startswith("sources/")}
    assert parts == imported("sources/formats/html") | imported("sources/language")


def test_modules_that_extraction_imports_are_in_the_fingerprint() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", _LOADED],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )
    files = {Path(line).relative_to(PACKAGE).as_posix() for line in loaded.stdout.splitlines()}
    assert "extraction/finder.py" in files
    known = {*fingerprint._SHARD_PARTS, *_WITHOUT_EFFECT}
    assert {file for file in files if not {file, file.partition("/")[0]} & known} == set()


@pytest.mark.parametrize("library", ["spacy", "trafilatura", "lxml"])
def test_fingerprint_changes_with_the_version_of_a_library(library, monkeypatch) -> None:
    before = fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast")
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.0.0" if name == library else version(name))
    assert fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast") != before


def test_fingerprint_changes_if_a_library_of_an_extra_is_missing(monkeypatch) -> None:
    before = fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast")
    version = metadata.version

    def missing(name: str) -> str:
        if name in fingerprint._PAGE_LIBRARIES:
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast") != before


def test_fingerprint_changes_with_the_threshold_of_the_language() -> None:
    default = fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast")
    assert fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast", 0.25) == default
    assert fingerprint.shard_fingerprint(DEFAULT_MODEL, "fast", 0.5) != default
