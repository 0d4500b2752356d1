"""What several tests share: the command."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from clone import TOP
from newsrows.cli import main

settings.register_profile("newsrows", deadline=None)  # timings belong in benchmarks: a loaded machine breaks no test
settings.load_profile("newsrows")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Answer]


@pytest.fixture(scope="session")
def command(tmp_path_factory) -> Command:
    """Run the newsrows command in this process, where the model is loaded once, with a cache of its own."""
    shared = tmp_path_factory.mktemp("cache")

    def run(*arguments: object, cwd: Path = TOP, cache: Path = shared) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, chdir(cwd), redirect_stdout(out), redirect_stderr(err):
            patch.setenv("NEWSROWS_CACHE", str(cache))
            try:
                code = main([str(argument) for argument in arguments])
            except SystemExit as ended:  # argparse
                code = int(ended.code or 0)
        return Answer(code, out.getvalue(), err.getvalue())

    return run
