"""Workflows and the action: no text of others in a script, no action that can change, no permissions beyond reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from clone import TOP

FILES = [TOP / "action.yml", *sorted((TOP / ".github" / "workflows").glob("*.yml"))]
OWN = "newsrows/newsrows@"  # the action of this repository, which other repositories name by its branch

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def values(key: str, part: Any) -> Iterator[str]:
    """All values of a key, at any depth."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key and isinstance(value, str):
                yield value
            yield from values(key, value)
    elif isinstance(part, list):
        for item in part:
            yield from values(key, item)


@every_file
def test_scripts_have_no_expressions(file: Path) -> None:
    scripts = list(values("run", yaml.safe_load(file.read_text("utf-8"))))
    assert not [script for script in scripts if "${{" in script]


@every_file
def test_actions_are_pinned_by_commit(file: Path) -> None:
    actions = list(values("uses", yaml.safe_load(file.read_text("utf-8"))))
    assert actions
    assert not [one for one in actions if not re.fullmatch(r".+@[0-9a-f]{40}", one) and not one.startswith(OWN)]


@every_file
def test_workflows_may_only_read(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text("utf-8"))
    if "jobs" in workflow:
        assert workflow["permissions"] == {"contents": "read"}
        assert not [job for job in workflow["jobs"].values() if "permissions" in job]
