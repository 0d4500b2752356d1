"""A command that is interrupted ends its workers, deletes its temporary folder and says so in one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"

# Stands for a build: two workers that never finish, and a temporary folder. The words 'newsrows rules' are only parsed.
_COMMAND = """
import os, sys, tempfile, time
from pathlib import Path
from newsrows import cli
from newsrows.cli import commands
from newsrows.engine.local import run

def work(folder):
    (Path(folder) / f"worker-{os.getpid()}").touch()
    time.sleep(60)

def command(_):
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as scratch:
        list(run(work, [sys.argv[1]] * 4, workers=2))

if __name__ == "__main__":
    commands.rules = command
    sys.exit(cli.main(["rules"]))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_command_cleans_up_and_prints_one_line(tmp_path: Path, number: int, code: int) -> None:
    (tmp_path / "command.py").write_text(_COMMAND, "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
    with subprocess.Popen(
        [sys.executable, tmp_path / "command.py", folder], stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        patience = time.monotonic() + 30
        while len(list(folder.glob("worker-*"))) < 2 and time.monotonic() < patience:
            time.sleep(0.05)
        running.send_signal(number)
        running.send_signal(number)  # `timeout` sends it to the process and to its group
        _, told = running.communicate(timeout=30)
    workers = [path.name.removeprefix("worker-") for path in folder.glob("worker-*")]
    assert len(workers) == 2
    assert running.returncode == code
    assert told.count("\n") == 1, told
    assert told.startswith("newsrows rules: ")
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert len(list(folder.iterdir())) == 2, "the temporary folder remains"
