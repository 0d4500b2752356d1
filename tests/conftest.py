"""What several tests share: the command, and a build of articles of our own, made once a run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def command(tmp_path_factory) -> Command:
    """Run the newsrows command as a user would, with a cache of its own."""
    environment = {**os.environ, "NEWSROWS_CACHE": str(tmp_path_factory.mktemp("cache"))}

    def run(*arguments: object, cwd: Path = TOP) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "newsrows.cli", *map(str, arguments)]
        return subprocess.run(line, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120)

    return run
