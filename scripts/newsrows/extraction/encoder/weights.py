"""The weights that come with the package, checked before they are used."""

from __future__ import annotations

import hashlib
from pathlib import Path

from newsrows.records import ModelError

FOLDER = Path(__file__).with_name("weights")
SUMS = "SHA256SUMS"


class WeightsError(ModelError):
    """Weights that are missing or are not what was published; the message is for people."""


def checked(name: str, folder: Path = FOLDER) -> Path:
    """The path of the weights file `name`, once its SHA-256 agrees with the one written in SHA256SUMS.

    Raises:
        WeightsError: the file or its sum is missing, or they disagree.
    """
    path = folder / name
    expected = _sums(folder).get(name)
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no such file"
    if found != expected:
        raise WeightsError(
            f"{path}: found {found}, expected the SHA-256 {expected or f'that {SUMS} should name'}; "
            "next: install newsrows again, or refit the weights with scripts/train_names.py"
        )
    return path


def write_sums(folder: Path = FOLDER) -> None:
    """Write the sums of all files in `folder`, in the format that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name != SUMS
    ]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _sums(folder: Path) -> dict[str, str]:
    path = folder / SUMS
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: value for value, name in (line.split("  ", maxsplit=1) for line in lines)}
