#!/usr/bin/env python3
"""Create .venv and install pinned packages into it; `make data` and `make test` call this.

    python3 scripts/set_up.py runtime    the packages that newsrows needs, and newsrows itself
    python3 scripts/set_up.py dev        the packages that its developers need as well

Needs Python 3.11 or newer, and nothing else. pip can take minutes, so a line says every few seconds what it is doing.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
LOCKS = {"runtime": TOP / "requirements.lock", "dev": TOP / "requirements-dev.lock"}
# Measured with Python 3.11 on Linux (x86-64). The second part is installed on top of the first.
COSTS = {
    "runtime": "290 MB to download, 1 GB on disk; usually 1 to 2 minutes",
    "dev": "100 MB to download, 0.4 GB on disk; usually 1 minute",
}
SECONDS_BETWEEN_LINES = 5
STEPS = ("Collecting", "Downloading", "Using cached", "Building", "Preparing", "Installing", "WARNING: Retrying")
LINES_SHOWN_ON_FAILURE = 15


def main(arguments: list[str]) -> int:
    """Set up what is named ("runtime" or "dev") and return the exit code: 0 success, 1 failure, 2 invalid usage."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("usage: python3 scripts/set_up.py runtime|dev", file=sys.stderr)
        return 2
    (part,) = arguments
    start = time.monotonic()
    if not (_create_venv() and _install_locked(part) and (part == "dev" or _install_newsrows())):
        return 1
    size = sum(path.lstat().st_size for path in VENV.rglob("*"))
    packages = len(installed_versions(VENV))
    _say(f"Done in {time.monotonic() - start:.0f} s: .venv holds {packages} packages, {size / 1e9:.2f} GB.")
    return 0


def pinned_versions(lock: str) -> dict[str, set[str]]:
    """The versions that a lock file pins for each package: two where they depend on the version of Python."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock, flags=re.MULTILINE):
        versions.setdefault(_normalised(name), set()).add(version)
    return versions


def installed_versions(venv: Path) -> dict[str, str]:
    """The version of each package in a virtual environment, by the names of its metadata folders."""
    folders = [*venv.glob("lib/python*/site-packages/*.dist-info"), *venv.glob("Lib/site-packages/*.dist-info")]
    pairs = (folder.name.removesuffix(".dist-info").rsplit("-", 1) for folder in folders)
    return {_normalised(name): version for name, version in pairs}


def count_missing(pinned: dict[str, set[str]], installed: dict[str, str]) -> int:
    """How many pinned packages are not installed in a pinned version."""
    return sum(installed.get(name) not in versions for name, versions in pinned.items())


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _create_venv() -> bool:
    """Create .venv, unless this version of Python made it already."""
    version = platform.python_version()
    ask = [str(_venv_python()), "-c", "import pip, platform; print(platform.python_version())"]
    try:
        made_by = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        made_by = ""
    if made_by == version:
        return True
    _say(f"Creating .venv with Python {version}" + (f" in place of {made_by}" if made_by else "") + " ...")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        _fail("python -m venv failed, see above; next: install the package that it names, or make PYTHON=python3.13")
        return False
    return True


def _install_locked(part: str) -> bool:
    lock = LOCKS[part]
    pinned = pinned_versions(lock.read_text("utf-8"))
    if (VENV / f".{part}").exists():  # the Makefile leaves this file after a first success
        _say(f"Bringing .venv up to date with {lock.name} ...")
    else:
        missing = count_missing(pinned, installed_versions(VENV))  # "up to", as some are for other platforms
        _say(f"Installing up to {missing} packages into .venv ({COSTS[part]}) ...")
    return _run_pip(["--require-hashes", "--requirement", str(lock)], pinned)


def _install_newsrows() -> bool:
    _say("Installing newsrows into .venv, linked to scripts/ ...")
    return _run_pip(["--no-deps", "--no-build-isolation", "--editable", str(TOP)], {})


def _run_pip(options: list[str], pinned: dict[str, set[str]]) -> bool:
    """Run `pip install` and say now and then what it does; show its last lines if it fails."""
    pip = [
        str(_venv_python()),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar=off",
    ]
    process = subprocess.Popen(
        [*pip, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )
    output = _Output(process)
    output.start()
    start = time.monotonic()
    while True:
        try:
            process.wait(SECONDS_BETWEEN_LINES)
            break
        except subprocess.TimeoutExpired:
            step = describe_step(output.step, pinned, installed_versions(VENV))
            _say(f"  {time.monotonic() - start:3.0f} s: {step}")
    output.join()
    if process.returncode:
        print(*output.last_lines, sep="\n", file=sys.stderr)
        _fail("pip failed; next: read its last lines above, then run make again")
    return process.returncode == 0


class _Output(threading.Thread):
    """Reads what pip writes: the step that it is at, and the last lines for people to read if it fails."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.step = "pip starts"
        self.last_lines: deque[str] = deque(maxlen=LINES_SHOWN_ON_FAILURE)

    def run(self) -> None:
        for line in self.process.stdout or ():
            self.last_lines.append(line.rstrip())
            if line.lstrip().startswith(STEPS):
                self.step = line.strip()


def describe_step(step: str, pinned: dict[str, set[str]], installed: dict[str, str]) -> str:
    """What pip is doing, from the line that it wrote last. It writes none while it unpacks, so packages are counted."""
    if step.startswith("Installing collected packages"):
        return f"unpacking, up to {count_missing(pinned, installed)} packages left"
    return re.sub(r"-(?:cp|py|pp)\d\S*\.whl(?:\.metadata)?|\(from .*", "", step).strip()[:100]


def _say(line: str) -> None:
    print(line, flush=True)


def _fail(message: str) -> int:
    print(f"set-up: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("set-up: stopped; next: run make again, it continues where it was", file=sys.stderr)
        sys.exit(130)
