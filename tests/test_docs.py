"""Modules, names, files and options that the documentation mentions exist."""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsrows
from clone import TOP
from newsrows.cli.parser import parser
from newsrows.publishing.editions.duckdb_file import DUCKDB_PATH
from newsrows.publishing.editions.excel import EXCEL_PATH
from newsrows.publishing.editions.sqlite_file import DATASETTE_PATH, SQLITE_PATH
from newsrows.publishing.editions.zip_file import ZIP_PATH

PACKAGE = TOP / "scripts" / "newsrows"
LEXICON = PACKAGE / "lexicon" / "en"
PAGES = [
    *(TOP / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted((TOP / "docs").glob("*.md")),
    *sorted(LEXICON.glob("*.md")),
]
EDITION_FILES = {SQLITE_PATH, DATASETTE_PATH, DUCKDB_PATH, EXCEL_PATH, ZIP_PATH}
# Folders in examples, which no clone has.
EXAMPLE_PATHS = {"schemas/1.2.0"}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
# Options of Dask and of other programs, and of scripts outside of the package.
OTHER_OPTIONS = {"--nthreads", "--nworkers", "--memory-limit", "--check", "--metadata", "--no-save"}

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def exists(dotted: str) -> bool:
    """Whether `newsrows.x.y.Name` is a module, or a name in a module."""
    parts = dotted.split(".")
    value: object = newsrows
    for end in range(2, len(parts) + 1):
        if hasattr(value, parts[end - 1]):
            value = getattr(value, parts[end - 1])
            continue
        try:
            value = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            return False
    return True


def code_blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def imported_names(text: str) -> Iterator[str]:
    """The names in `from newsrows... import name` of the Python examples, and `nr.name` anywhere."""
    for block in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "newsrows":
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
    yield from (f"newsrows.{name}" for name in re.findall(r"\bnr\.(\w+)", text))


def help_text(words: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        parser().parse_args([*words.split(), "--help"])
    return printed.getvalue()


def command_options(words: str = "") -> dict[str, set[str]]:
    """The options of a command and of the commands below it, by their words, such as `diff schema`."""
    text = help_text(words)
    options = {words: {*OPTION.findall(text)}}
    for name in re.findall(r"^ {4}([a-z]+)(?= )", text, re.MULTILINE):
        options |= command_options(f"{words} {name}".strip())
    return options


OPTIONS = command_options()


def shown_commands(text: str) -> Iterator[tuple[str, str]]:
    """The words of each newsrows command in code, such as `diff schema`, and the rest of its line."""
    for code in re.findall(r"`([^`\n]+)`", text) + [line for block in code_blocks(text) for line in block.splitlines()]:
        yield from _commands_in(code)
    for line in text.splitlines():
        if line.startswith("    "):
            yield from _commands_in(line)


def _commands_in(code: str) -> Iterator[tuple[str, str]]:
    yield from re.findall(r"(?<!import )(?<![\w-])newsrows ((?:diff )?[a-z]+)\b([^|#]*)", code)


@every_page
def test_modules_and_names_in_the_documentation_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    dotted = {name for name in re.findall(r"(?<![\w./-])newsrows(?:\.\w+)+", text) if name not in EDITION_FILES}
    assert not sorted(name for name in {*dotted, *imported_names(text)} if not exists(name))


@every_page
def test_files_of_the_repository_in_the_documentation_exist(page: Path) -> None:
    named = re.findall(r"(?<![\w/.-])(?:scripts|tests|schemas)/[\w./-]*\w", page.read_text("utf-8"))
    assert not sorted(name for name in {*named} - EXAMPLE_PATHS if not (TOP / name).exists())


@every_page
def test_commands_in_the_documentation_have_the_options_that_they_show(page: Path) -> None:
    for words, rest in shown_commands(page.read_text("utf-8")):
        assert words in OPTIONS, words
        assert not {*OPTION.findall(rest)} - OPTIONS[words], words


@every_page
def test_options_in_the_documentation_are_options_of_a_command(page: Path) -> None:
    named = {*OPTION.findall(page.read_text("utf-8"))}
    assert not named - {option for options in OPTIONS.values() for option in options} - OTHER_OPTIONS


def test_files_in_the_map_of_the_code_exist() -> None:
    """A path is relative to the repository, to the package, or to the folder that its row is about."""
    for line in (TOP / "CONTRIBUTING.md").read_text("utf-8").splitlines():
        paths = re.findall(r"`([\w.-]*/[\w./-]*|[\w.-]+\.(?:py|md))`", line)
        folders = [TOP, TOP / "scripts", PACKAGE, LEXICON, *(PACKAGE / path for path in paths[:1])]
        for path in paths:
            assert any((folder / path).exists() for folder in folders), path


def test_map_of_the_code_has_every_folder_and_module_of_the_package() -> None:
    text = (TOP / "CONTRIBUTING.md").read_text("utf-8")
    table = text[text.index("| folder or module |") : text.index("Outside of the package")]
    first_cells = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    described = {path.strip("/").split("/")[0] for path in re.findall(r"`([^`]+)`", first_cells)}
    present = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    present |= {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    assert described == present


def test_lexicon_pages_give_the_columns_of_each_list() -> None:
    for page in LEXICON.glob("*.md"):
        lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
        place = [cell.strip() for cell in lines[0].split("|")].index("columns")
        for line in lines:
            if list_name := re.match(r"\| (\w+\.csv) \|", line):
                cell = re.sub(r"\([^)]*\)", "", line.split("|")[place])
                header = (LEXICON / list_name[1]).read_text("utf-8").partition("\n")[0]
                assert [column.strip() for column in cell.split(",")] == header.strip().split(","), list_name[1]


def test_modules_named_for_groups_of_figure_words_exist() -> None:
    text = (LEXICON / "statistics.md").read_text("utf-8")
    table = text[text.index("| group | module |") :].partition("\n\n")[0].splitlines()[2:]
    assert table
    for line in table:
        for module in line.split("|")[2].split(","):
            assert (PACKAGE / "extraction" / "statistics" / f"{module.strip()}.py").exists(), line
