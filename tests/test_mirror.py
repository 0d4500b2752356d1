"""Every module with a function has a test file at its path, or a file below covers it."""

from __future__ import annotations

import ast
from pathlib import Path

import newsrows
from clone import TOP

MODULES = Path(newsrows.__file__).parent
TESTS = TOP / "tests"

# Folders in which tests are still named by what they show.
FOLDERS_WITHOUT_MIRROR: frozenset[str] = frozenset(
    {
        "cli/diff.py",
        "diff",
        "evaluation",
        "publishing",
        "review",
        "site",
    }
)

# Modules whose functions are tested through those of another module, by the test file that covers them.
COVERED_BY: dict[str, frozenset[str]] = {
    "api/test_extraction.py": frozenset({"api/articles.py"}),
    "api/test_validation.py": frozenset({"api/explanation.py"}),
    "cli/test_cli.py": frozenset({"__main__.py", "cli/commands.py", "cli/parser.py", "cli/printing.py"}),
    "cli/test_options.py": frozenset({"options.py"}),
    "datapackage/test_descriptor.py": frozenset({"datapackage/model.py", "datapackage/normalise.py"}),
    "datapackage/test_pointers.py": frozenset({"datapackage/documents.py"}),
    "datapackage/test_sources.py": frozenset({"datapackage/unpacked.py"}),
    "diff/test_git.py": frozenset({"datapackage/git_source.py"}),
    "engine/test_store.py": frozenset({"engine/shard_file.py", "engine/shard_index.py", "engine/storage.py"}),
}


def test_every_module_has_a_test_file_at_its_path_or_is_listed() -> None:
    listed = set().union(*COVERED_BY.values())
    missing = {name for name in _modules() if not _test_file(name).exists() and not _is_in_unmirrored_folder(name)}
    assert missing - listed == set()


def test_every_listed_module_exists_and_has_no_test_file_at_its_path() -> None:
    modules = _modules()
    listed = [name for names in COVERED_BY.values() for name in names]
    assert len(listed) == len(set(listed)), "listed twice"
    assert [name for name in listed if name not in modules or _test_file(name).exists()] == []
    assert [name for name in listed if _is_in_unmirrored_folder(name)] == []


def test_every_file_that_covers_other_modules_exists() -> None:
    assert [name for name in COVERED_BY if not (TESTS / name).exists()] == []


def _modules() -> set[str]:
    """The modules with a function, as paths in the package: others have nothing to test."""
    return {str(path.relative_to(MODULES)) for path in MODULES.rglob("*.py") if _has_function(path)}


def _has_function(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return any(name != "__getattr__" for name in functions)  # that of a package imports its public names


def _test_file(module: str) -> Path:
    """`test_MODULE.py` in the same folder of tests/; `test_PACKAGE.py` in it for a package's __init__.py."""
    path = MODULES / module
    name = path.parent.name if path.stem == "__init__" else path.stem
    return TESTS / path.parent.relative_to(MODULES) / f"test_{name}.py"


def _is_in_unmirrored_folder(module: str) -> bool:
    return any(module == folder or module.startswith(f"{folder}/") for folder in FOLDERS_WITHOUT_MIRROR)
