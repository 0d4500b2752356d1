"""Whatever can change what a shard holds is in the fingerprint."""

from __future__ import annotations

import ast
from importlib import metadata
from pathlib import Path

import pytest

import newsrows
from newsrows.build import fingerprint
from newsrows.extract.model import DEFAULT_MODEL

PACKAGE = Path(newsrows.__file__).parent


def imported(module: str) -> set[str]:
    """The modules of newsrows.read that a module of it imports, and those that these import."""
    found, waiting = set[str](), [module]
    while waiting:
        name = waiting.pop()
        found.add(name)
        tree = ast.parse((PACKAGE / f"{name}.py").read_text("utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        paths = {
            name.removeprefix("newsrows.").replace(".", "/") for name in names if name.startswith("newsrows.read.")
        }
        waiting += paths - found
    return found


def test_the_reading_that_workers_do_is_in_it() -> None:
    parts = {part.removesuffix(".py") for part in fingerprint._PARTS if part.startswith("read/")}
    assert parts == imported("read/pages")


@pytest.mark.parametrize("library", ["spacy", "trafilatura", "lxml"])
def test_another_version_of_a_library_is_another_fingerprint(library, monkeypatch) -> None:
    before = fingerprint.fingerprint(DEFAULT_MODEL, "fast")
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.0.0" if name == library else version(name))
    assert fingerprint.fingerprint(DEFAULT_MODEL, "fast") != before


def test_a_library_of_an_extra_may_be_missing(monkeypatch) -> None:
    before = fingerprint.fingerprint(DEFAULT_MODEL, "fast")
    version = metadata.version

    def missing(name: str) -> str:
        if name in fingerprint._LIBRARIES_OF_PAGES:
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert fingerprint.fingerprint(DEFAULT_MODEL, "fast") != before
