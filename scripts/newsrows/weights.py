"""The weights of models that come with the package are checked against their SHA-256 before they are used."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from newsrows.records import ModelError

if TYPE_CHECKING:
    from pathlib import Path

CHECKSUMS = "SHA256SUMS"


class WeightsError(ModelError):
    """Weights that are missing or altered. The message is for users."""


def verified(name: str, folder: Path) -> Path:
    """The path of the weights file `name`, after its SHA-256 was compared with the one in SHA256SUMS.

    Raises:
        WeightsError: the file or its checksum is missing, or they do not match.
    """
    path = folder / name
    expected = _checksums(folder).get(name)
    actual = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no such file"
    if actual != expected:
        raise WeightsError(
            f"{path}: found {actual}, expected the SHA-256 {expected or f'that {CHECKSUMS} should list'}; "
            "next: install newsrows again, or fit the weights again (scripts/maintain/)"
        )
    return path


def write_checksums(folder: Path) -> None:
    """Write the checksums of all files in `folder`, in the format that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name != CHECKSUMS
    ]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def _checksums(folder: Path) -> dict[str, str]:
    path = folder / CHECKSUMS
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: value for value, name in (line.split("  ", maxsplit=1) for line in lines)}
