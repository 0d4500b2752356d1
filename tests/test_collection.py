"""Every test file on disk is collected by pytest."""

import os
import subprocess
import sys

from clone import TOP


def test_pytest_collects_every_test_file() -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-q", "-n", "0", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    answer = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    collected = {line.partition(": ")[0] for line in answer.stdout.splitlines() if line.startswith("tests/")}
    on_disk = {path.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("test_*.py")}
    assert collected == on_disk
