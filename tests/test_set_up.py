"""Lock files and the Makefile: what `make data` and `make test` install."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import set_up
from clone import TOP

LOCKS = {name: (TOP / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock")}
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))


def entries(lock: str) -> dict[str, frozenset[str]]:
    """The hashes of each pinned requirement (name, version and marker)."""
    blocks = [line.split() for line in lock.replace("\\\n", " ").splitlines()]
    return {
        " ".join(word for word in words if not word.startswith("--hash=")): frozenset(
            word for word in words if word.startswith("--hash=")
        )
        for words in blocks
    }


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_pins_each_requirement_with_sha256_hashes(name) -> None:
    for requirement, hashes in entries(LOCKS[name]).items():
        assert re.fullmatch(r"[a-z0-9._-]+==\S+( ; .+)?", requirement), requirement
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_contains_no_download_address(name) -> None:
    assert not re.findall(r".*(?:://|--(?:extra-)?index-url|--find-links|file:).*", LOCKS[name])


def test_runtime_lock_is_part_of_the_developers_lock() -> None:
    developers = entries(LOCKS["requirements-dev.lock"])
    assert {
        line: hashes for line, hashes in entries(LOCKS["requirements.lock"]).items() if developers.get(line) != hashes
    } == {}


@pytest.mark.parametrize(
    ("name", "direct"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["editable"]),
        ("requirements-dev.lock", [line for line in PROJECT["dependency-groups"]["dev"] if isinstance(line, str)]),
    ],
)
def test_lock_file_pins_an_allowed_version_of_each_dependency(name, direct) -> None:
    pinned = set_up.pinned_versions(LOCKS[name])
    for requirement in map(Requirement, direct):
        versions = pinned.get(canonicalize_name(requirement.name))
        assert versions, f"{requirement.name} is missing from {name}; next: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_developers_packages_are_not_in_the_runtime_lock() -> None:
    pinned = set_up.pinned_versions(LOCKS["requirements.lock"])
    assert not {"duckdb", "hypothesis", "mypy", "pandas", "pytest", "ruff", "selenium"} & pinned.keys()


def test_make_data_sets_up_runtime_packages_only() -> None:
    assert _set_up_steps("data") == ["runtime"]


def test_make_test_adds_developers_packages_to_runtime_packages() -> None:
    assert _set_up_steps("test") == ["runtime", "dev"]


def test_old_python_gets_a_message_that_names_the_next_step(tmp_path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    old = tmp_path / "python3.9"  # stands for an old Python: this one, with another version number
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9); $2"\n')
    old.chmod(0o755)
    answer = _make(f"--file={TOP / 'Makefile'}", f"PYTHON={old}", "setup", cwd=tmp_path)
    assert answer.returncode
    assert f"{old} is Python 3.9, but newsrows needs 3.11 or newer; next: make PYTHON=" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_installed_versions_are_read_from_the_names_of_metadata_folders(tmp_path) -> None:
    for folder in ("ruamel_YAML-0.18.1.dist-info", "polars-2.1.0.dist-info", "polars"):
        (tmp_path / "lib" / "python3.11" / "site-packages" / folder).mkdir(parents=True)
    assert set_up.installed_versions(tmp_path) == {"ruamel-yaml": "0.18.1", "polars": "2.1.0"}


def test_package_in_another_version_counts_as_missing() -> None:
    pinned = {"numpy": {"2.4.6", "2.5.5"}, "polars": {"2.1.0"}, "spacy": {"3.8.18"}}
    assert set_up.count_missing(pinned, {"numpy": "2.5.5", "polars": "2.0.0"}) == 2


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (
            "Downloading pyarrow-26.0.1-cp311-cp311-manylinux_2_28_x86_64.whl (55.0 MB)",
            "Downloading pyarrow-26.0.1 (55.0 MB)",
        ),
        ("Downloading zipp-4.1.2-py3-none-any.whl.metadata (3 kB)", "Downloading zipp-4.1.2 (3 kB)"),
        ("Collecting babel==2.18.0 (from -r /home/ann/requirements.lock (line 5))", "Collecting babel==2.18.0"),
        ("Installing collected packages: zipp, babel", "unpacking, up to 1 packages left"),
    ],
)
def test_step_of_pip_is_described_in_a_few_words(line, step) -> None:
    assert set_up.describe_step(line, {"zipp": {"4.1.2"}, "babel": {"2.18.0"}}, {"zipp": "4.1.2"}) == step


def test_set_up_without_a_known_part_is_invalid_usage(capsys) -> None:
    assert set_up.main(["everything"]) == 2
    assert "runtime|dev" in capsys.readouterr().err


def _set_up_steps(target: str) -> list[str]:
    """The parts that `make` sets up for a target in a fresh clone, from the commands that it would run."""
    answer = _make("--always-make", "--dry-run", target)
    assert not answer.returncode, answer.stderr
    return re.findall(r"set_up\.py (\w+)", answer.stdout)


def test_make_data_says_at_its_end_that_the_package_is_valid() -> None:
    commands = _make("--always-make", "--dry-run", "data").stdout.strip().splitlines()
    assert commands[-1].startswith('echo "data/ and datapackage.json are built and valid')


def _make(*arguments: str, cwd: Path = TOP) -> subprocess.CompletedProcess[str]:
    """Run make as if from a shell: without what a `make test` around this test leaves in the environment."""
    around = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "PYTHON"}
    environment = {name: value for name, value in os.environ.items() if name not in around}
    return subprocess.run(
        ["make", *arguments],  # noqa: S607 - the make that is on the path
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
