"""Figures kept from one run to the next, so that a change shows as a gain or a loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

Run = dict[str, dict[str, float]]


def read_run(path: Path) -> Run:
    """The figures stored at `path`: subset, then name of the figure; empty where there are none."""
    try:
        stored: Run = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stored


def write_run(path: Path, run: Run) -> None:
    """Store the figures of a run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, indent=1, sort_keys=True) + "\n", "utf-8")


def compare(old: Mapping[str, Mapping[str, float]], new: Run) -> Run:
    """Gain (above 0) or loss of each figure that both runs hold."""
    return {
        subset: {name: value - old[subset][name] for name, value in values.items() if name in old.get(subset, {})}
        for subset, values in new.items()
    }
