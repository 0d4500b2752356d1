"""The command: what it answers, how fast it starts, and how it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

from clone import TOP
from newsrows import __version__

HEAVY = {"spacy", "polars", "pyarrow", "pandera", "frictionless", "numpy", "dask", "jinja2"}


def test_the_installed_command_answers() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "newsrows.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout == f"newsrows {__version__}\n"


def test_help_names_the_commands(command) -> None:
    answer = command("--help")
    assert answer.returncode == 0
    for name in ("build", "validate", "rules", "export", "diff", "report", "evaluate", "cache"):
        assert f"    {name} " in answer.stdout


def test_importing_the_command_imports_nothing_heavy() -> None:
    code = "import sys, newsrows.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())


def test_a_command_imports_nothing_that_only_tests_need() -> None:
    code = (
        "import sys; from newsrows.cli.__main__ import run; "
        f"sys.argv = ['newsrows', 'validate', {str(TOP)!r}]; found = run(); "
        "print(found, 'pandera' in sys.modules, *({'pytest', 'trio'} & sys.modules.keys()))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer.splitlines()[-1] == "0 True"


@pytest.mark.parametrize(
    "arguments", [[], ["biuld"], ["build", "--model"], ["validate", "--format", "xml"], ["export"]]
)
def test_a_wrong_call_ends_with_2_and_says_how_it_is_used(command, arguments) -> None:
    answer = command(*arguments)
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: newsrows")


@pytest.mark.parametrize("arguments", [[], ["gold", "--reviews", "marks.csv"]])
def test_evaluate_wants_annotated_articles_or_marks(command, arguments) -> None:
    answer = command("evaluate", *arguments)
    assert answer.returncode == 2
    assert "either a folder of annotated articles or --reviews" in answer.stderr


def test_rules_lists_every_rule_with_its_sentence(command) -> None:
    lines = command("rules").stdout.splitlines()
    assert len(lines) > 40
    for line in lines:
        name, sentence = line.split(maxsplit=1)
        assert name.islower()
        assert sentence.endswith(".")


def test_validate_finds_nothing_in_the_published_package(command) -> None:
    answer = command("validate")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_validate_of_a_folder_without_a_package_finds_that(command, tmp_path) -> None:
    answer = command("validate", tmp_path)
    assert answer.returncode == 1
    assert "descriptor-missing" in answer.stdout
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("script", ["build_tables", "validate_package", "export_package"])
def test_entry_scripts_are_the_command(script) -> None:
    answer = subprocess.run(
        [sys.executable, TOP / "scripts" / f"{script}.py", "--help"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith(f"usage: newsrows {script.partition('_')[0]}")
