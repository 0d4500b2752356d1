"""Dataclasses of options as the options of a command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import pytest

from newsrows.api.options import ExportOptions, ReportOptions, ValidateOptions
from newsrows.cli.options import add_options, read_options
from newsrows.cli.parser import parser
from newsrows.diff.options import DataDiffOptions, SchemaDiffOptions
from newsrows.options import option
from newsrows.pipeline.options import BuildOptions


def _even(text: str) -> int:
    if int(text) % 2:
        raise ValueError(f"expected an even number, found {text!r}")
    return int(text)


@dataclass(frozen=True)
class Options:
    """One option of each kind."""

    word: str | None = option(None, "a word", metavar="WORD")
    count: int = option(3, "a number, at most 5%", metavar="N")
    place: Path | None = option(None, "a place", metavar="FILE")
    kind: Literal["a", "b"] = option("a", "a kind")
    loud: bool = option(False, "say it aloud")
    many: Sequence[str] = option((), "a name (repeatable)", metavar="NAME")
    files: Sequence[Path] = option((), "files", metavar="FILE", several="list")
    even: int = option(2, "an even number", metavar="N", parse=_even, flag="--even-number")
    internal: str = option("none", "only for Python", api_only=True)


def parsed(*words: str) -> Options:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_options(parser, Options)
    return read_options(parser.parse_args(words), Options, internal="kept")


def test_without_words_every_option_has_its_default() -> None:
    assert parsed() == Options(internal="kept", many=[])


def test_words_are_read_by_the_types_of_the_fields() -> None:
    words = "--word x --count 4 --place p --kind b --loud --many a --many b --files c d --even-number 6"
    assert parsed(*words.split()) == Options(
        "x", 4, Path("p"), "b", True, ["a", "b"], [Path("c"), Path("d")], 6, internal="kept"
    )


@pytest.mark.parametrize("words", [["--count", "x"], ["--kind", "c"], ["--internal", "x"]])
def test_word_of_another_type_is_refused(words) -> None:
    with pytest.raises((argparse.ArgumentError, SystemExit)):
        parsed(*words)


def test_message_of_a_reader_is_shown() -> None:
    with pytest.raises(argparse.ArgumentError, match="expected an even number, found '3'"):
        parsed("--even-number", "3")


def test_help_shows_defaults_and_choices(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    parser = argparse.ArgumentParser()
    add_options(parser, Options)
    text = " ".join(parser.format_help().split())
    assert "--count N a number, at most 5% (default: 3)" in text
    assert "--kind {a,b} a kind (default: a)" in text
    assert "--loud say it aloud --many" in text
    assert "internal" not in text


def test_option_of_an_unknown_type_is_an_error() -> None:
    @dataclass(frozen=True)
    class Wrong:
        table: dict[str, int] | None = option(None, "a table")

    with pytest.raises(TypeError, match="expected bool, int, float, str, Path, Literal or Sequence"):
        add_options(argparse.ArgumentParser(), Wrong)


COMMANDS = [
    (["build"], BuildOptions),
    (["validate"], ValidateOptions),
    (["export", "--to", "dist"], ExportOptions),
    (["report"], ReportOptions),
    (["diff", "schema"], SchemaDiffOptions),
    (["diff", "data", "old", "new"], DataDiffOptions),
]


@pytest.mark.parametrize(("words", "options"), COMMANDS, ids=lambda value: getattr(value, "__name__", ""))
def test_defaults_of_each_command_are_those_of_its_options(words, options) -> None:
    read = read_options(parser().parse_args(words), options)
    for field in fields(options):
        value = getattr(read, field.name)
        assert (tuple(value) if isinstance(value, list) else value) == field.default, field.name


@pytest.mark.parametrize("value", ["0", "-3", "x"])
@pytest.mark.parametrize(
    "words",
    [
        ["build", "--max-characters"],
        ["build", "--workers"],
        ["build", "--max-ratio"],
        ["report", "--max-articles"],
    ],
    ids=lambda words: words[-1],
)
def test_number_that_is_not_positive_is_refused(command, words, value) -> None:
    answer = command(*words[:-1], f"{words[-1]}={value}")
    assert answer.returncode == 2
    message = "found 'x', expected a whole number" if value == "x" else f"found {value}, expected 1 or more"
    assert f"argument {words[-1]}: {message}" in answer.stderr


@pytest.mark.parametrize("value", ["1.5", "-0.1", "nan", "x"])
def test_probability_outside_of_0_and_1_is_refused(command, value) -> None:
    answer = command("build", f"--language-threshold={value}")
    assert answer.returncode == 2
    assert f"argument --language-threshold: found '{value}', expected a number from 0 to 1" in answer.stderr
    with pytest.raises(ValueError, match="language_threshold: found 2, expected a number from 0 to 1"):
        BuildOptions(language_threshold=2)
    with pytest.raises(TypeError, match="language_threshold: found bool True, expected float"):
        BuildOptions(language_threshold=True)


def test_scheduler_without_the_engine_dask_is_refused(command, tmp_path) -> None:
    answer = command("build", tmp_path, "--out", tmp_path / "out", "--scheduler", "tcp://host:8786")
    assert answer.returncode == 2
    assert "scheduler: found 'tcp://host:8786' with the engine 'local'" in answer.stderr
    assert "next: use the engine dask too" in answer.stderr


def test_formats_of_an_export_are_separated_by_commas() -> None:
    read = read_options(parser().parse_args(["export", "--to", "dist", "--format", "csv, zip"]), ExportOptions)
    assert read.format == ("csv", "zip")


def test_number_beyond_a_machine_is_refused() -> None:
    with pytest.raises(ValueError, match="max_characters: found more than 1,000,000,000,000,000, expected less"):
        BuildOptions(max_characters=10**22)
