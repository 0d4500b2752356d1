"""The GitHub action and the pre-commit hook, run as their hosts run them, in a repository with a released package.

The host checks out the repository, sets up Python and runs the shell steps; nothing else is installed.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from clone import TOP
from diff.packages import write
from diff.repository import descriptor, git

ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Outcome:
    """What a host sees of a step."""

    code: int
    text: str
    outputs: dict[str, str]
    summary: str


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose package was released as 1.0.0, and a Python without any installed package."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -S "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setenv("PATH", f"{python.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    root = tmp_path / "repository"
    write(root, descriptor("1.0.0", type="string"))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    git(root, "tag", "v1.0.0")
    return root


def run_action(repository: Path, **inputs: str) -> Outcome:
    """Run the steps of action.yml as the runner does: expressions are replaced, then bash runs each script."""
    given = {name: inputs.get(name, one["default"]) for name, one in ACTION["inputs"].items()}
    assert set(inputs) <= set(given)
    values = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(TOP)}
    output, summary = repository.parent / "output", repository.parent / "summary"
    texts: list[str] = []
    code = 0
    for step in ACTION["runs"]["steps"]:
        if "uses" in step:
            assert step["uses"].startswith("actions/setup-python@")
            continue
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # the text of an input would be executed
        environment = {
            name: re.sub(r"\$\{\{ *([a-z._-]+) *\}\}", lambda match: values[match[1]], text)
            for name, text in step["env"].items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607 - as the runner does
            cwd=repository,
            env={**os.environ, **environment, "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)},
            capture_output=True,
            text=True,
            check=False,
        )
        texts += [done.stdout, done.stderr]
        code = code or done.returncode
    lines = output.read_text(encoding="utf-8").splitlines() if output.exists() else []
    return Outcome(
        code,
        "".join(texts),
        dict(line.split("=", 1) for line in lines),
        summary.read_text(encoding="utf-8") if summary.exists() else "",
    )


def run_hook(repository: Path) -> Outcome:
    """Run the hook as pre-commit does: a script of the hook's repository, in the top folder of the user's."""
    assert (HOOK["language"], HOOK["pass_filenames"]) == ("script", False)
    done = subprocess.run(
        [str(TOP / HOOK["entry"]), *HOOK["args"]], cwd=repository, capture_output=True, text=True, check=False
    )
    return Outcome(done.returncode, done.stdout + done.stderr, {}, "")


def annotations(text: str) -> list[tuple[str, str, int, str]]:
    """Severity, file, line and title of each annotation."""
    found = re.findall(r"^::(\w+) file=([^,]+),line=(\d+),title=([^:]+)::", text, re.MULTILINE)
    return [(severity, file, int(line), title) for severity, file, line, title in found]


def test_action_passes_unchanged_packages(repository: Path) -> None:
    outcome = run_action(repository)
    assert (outcome.code, outcome.outputs, annotations(outcome.text)) == (0, {"exit-code": "0"}, []), outcome
    assert "No changes." in outcome.summary


def test_action_fails_at_the_line_of_a_breaking_change(repository: Path) -> None:
    write(repository, descriptor("1.0.1", type="integer"))
    outcome = run_action(repository)
    assert (outcome.code, outcome.outputs) == (1, {"exit-code": "1"}), outcome
    assert "set version to 2.0.0" in outcome.summary
    marks = {title: (severity, file, line) for severity, file, line, title in annotations(outcome.text)}
    lines = (repository / "datapackage.json").read_text(encoding="utf-8").splitlines()
    severity, file, line = marks["type-narrowed"]
    assert (severity, file, lines[line - 1].strip()) == ("error", "datapackage.json", '"type": "integer"')
    assert '"version"' in lines[marks["version-too-low"][2] - 1]


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"against": "HEAD"}, 1),
        ({"against": "no-such-ref"}, 2),
        ({"arguments": "--new-version 2.0.0"}, 0),
        ({"policy": "producer", "gate": "major"}, 1),
        ({"package": "datapackage.json"}, 1),
        ({"package": "$(touch hacked)"}, 2),
        ({"accepted": "accepted.toml"}, 0),
        ({"old": "old.json"}, 0),
    ],
)
def test_inputs_of_the_action_reach_the_gate(inputs: dict[str, str], code: int, repository: Path) -> None:
    write(repository, descriptor("1.0.1", type="integer"))
    write(repository, descriptor("0.9.0", type="integer"), name="old.json")
    (repository / "accepted.toml").write_text(
        '[[accepted]]\nrule = "type-narrowed"\nplace = "quotes.kind"\nreason = "agreed"\nuntil = 2999-12-31\n', "utf-8"
    )
    outcome = run_action(repository, **inputs)
    assert (outcome.code, outcome.outputs["exit-code"]) == (code, str(code)), outcome
    assert not (repository / "hacked").exists()


def test_hook_judges_the_work_tree(repository: Path) -> None:
    assert run_hook(repository).code == 0
    write(repository, descriptor("1.0.1", type="integer"))
    outcome = run_hook(repository)
    assert (outcome.code, "type narrowed" in outcome.text) == (1, True), outcome
    write(repository, descriptor("2.0.0", type="integer"))
    assert run_hook(repository).code == 0


@pytest.mark.parametrize(
    ("file", "runs"),
    [
        ("datapackage.json", True),
        ("sub/datapackage.json", True),
        ("schemas/boats.json", True),
        ("boats.schema.json", True),
        ("boats.csv", False),
        ("datapackage.json.bak", False),
    ],
)
def test_hook_runs_for_descriptors_and_schemas(file: str, runs: bool) -> None:
    assert (re.search(HOOK["files"], file) is not None) == runs


def test_places_in_sarif_are_lines_of_the_files(repository: Path) -> None:
    write(repository, descriptor("1.0.1", type="integer", description="New."))
    script = [str(TOP / HOOK["entry"]), "--against", "--format", "sarif"]
    done = subprocess.run(script, cwd=repository, capture_output=True, text=True, check=False)
    lines = (repository / "datapackage.json").read_text(encoding="utf-8").splitlines()
    places = {}
    for result in json.loads(done.stdout)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "datapackage.json"
        places[result["ruleId"]] = lines[place["region"]["startLine"] - 1].strip(" ,")
    assert places["type-narrowed"] == '"type": "integer"'
    assert places["description-changed"] == '"description": "New."'
    assert places["version-too-low"] == '"version": "1.0.1"'
