"""The command: what it answers, how fast it starts, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib

import pytest

from clone import TOP
from newsrows import __version__

HEAVY = {"spacy", "polars", "pyarrow", "pandera", "frictionless", "numpy", "dask", "jinja2"}


def test_module_newsrows_can_be_run() -> None:
    answer = subprocess.run([sys.executable, "-m", "newsrows", "--version"], capture_output=True, text=True, check=True)
    assert answer.stdout == f"newsrows {__version__}\n"


def test_console_script_and_module_both_limit_threads_and_collect_rarely() -> None:
    script = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["newsrows"]
    module, _, function = script.partition(":")
    starts = {
        "console script": f"from importlib import import_module; import_module({module!r}).{function}()",
        "module": "import runpy; runpy.run_module('newsrows', run_name='__main__', alter_sys=True)",
    }
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    for start in starts.values():
        code = (
            "import atexit, gc, os, sys; sys.argv = ['newsrows', '--version']; "
            f"atexit.register(lambda: print(gc.get_threshold()[0] > 700, os.environ['OPENBLAS_NUM_THREADS'])); {start}"
        )
        answer = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert answer.stdout.split() == ["newsrows", __version__, "True", "1"]


def test_help_names_the_commands(command) -> None:
    answer = command("--help")
    assert answer.returncode == 0
    for name in ("build", "validate", "rules", "export", "diff", "report", "evaluate", "cache"):
        assert f"    {name} " in answer.stdout


def test_newsrows_without_a_command_prints_the_help_and_returns_2(command) -> None:
    answer = command()
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, command("--help").stdout, "")


def test_importing_the_command_imports_nothing_heavy() -> None:
    code = "import sys, newsrows.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())


def test_command_does_not_hide_installed_modules() -> None:
    code = (
        f"import sys; sys.argv = ['newsrows', 'validate', {str(TOP)!r}]; from newsrows.__main__ import run; run(); "
        "import hypothesis; print(hypothesis.__name__)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer.splitlines()[-1] == "hypothesis"


@pytest.mark.parametrize("arguments", [["rules"], ["cache"]])
def test_command_that_checks_no_tables_does_not_import_pandera(arguments) -> None:
    code = (
        f"import sys; sys.argv = ['newsrows', *{arguments!r}]; from newsrows.__main__ import run; run(); "
        "print(*({'pandera', 'hypothesis'} & sys.modules.keys()))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer.splitlines()[-1] == ""


@pytest.mark.parametrize("arguments", [["biuld"], ["build", "--model"], ["validate", "--format", "xml"], ["export"]])
def test_a_wrong_call_ends_with_2_and_says_how_it_is_used(command, arguments) -> None:
    answer = command(*arguments)
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: newsrows")


@pytest.mark.parametrize(
    "arguments",
    [["--vers"], ["build", "--nam", "fast"], ["cache", "--cle"], ["diff", "schema", "--form", "json"]],
)
def test_abbreviated_option_is_refused(command, arguments) -> None:
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


def test_excluded_rules_are_left_out(command, tmp_path) -> None:
    assert command("validate", tmp_path, "--exclude", "table-missing").returncode == 1
    rules = {line.split(": ")[1] for line in command("validate", tmp_path).stdout.splitlines()[:-1]}
    assert "descriptor-missing" in rules
    answer = command("validate", tmp_path, *(word for rule in rules for word in ("--exclude", rule)))
    assert (answer.returncode, answer.stderr) == (0, "")


def test_unknown_excluded_rule_is_named(command) -> None:
    answer = command("validate", "--exclude", "emun")
    assert answer.returncode == 2
    assert "'emun'" in answer.stderr


def test_validate_of_a_folder_without_a_package_finds_that(command, tmp_path) -> None:
    answer = command("validate", tmp_path)
    assert answer.returncode == 1
    assert f"descriptor-missing: found no datapackage.json in {tmp_path}, so it is not a package" in answer.stdout
    assert "next: name the folder of a package, or build one" in answer.stdout
    assert "Traceback" not in answer.stderr


def test_build_without_articles_and_seeds_says_what_to_name(command, tmp_path) -> None:
    answer = command("build", "--out", "y", cwd=tmp_path)
    assert answer.returncode == 2
    assert answer.stderr == (
        "newsrows build: found no ARTICLES and no seeds/ folder here; next: name the files or folders to build from\n"
    )


def test_build_into_the_folder_of_a_report_says_that_it_is_not_a_package(command, tmp_path) -> None:
    command("report", "--out", tmp_path / "report")
    answer = command("build", "--out", tmp_path / "report")
    assert answer.returncode == 2
    assert "articles-0.js: found a file that is not part of a package" in answer.stderr


@pytest.mark.parametrize("script", ["build_tables", "validate_package", "export_package"])
def test_entry_scripts_are_the_command(script) -> None:
    answer = subprocess.run(
        [sys.executable, TOP / "scripts" / f"{script}.py", "--help"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith(f"usage: newsrows {script.partition('_')[0]}")
