"""The weights of the NER models that come with the package, and their checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

from newsrows.records import ModelError

WEIGHTS_FOLDER = Path(__file__).with_name("weights")
CHECKSUMS = "SHA256SUMS"


class WeightsError(ModelError):
    """Weights that are missing or altered. The message is for users."""


def verified(name: str, folder: Path = WEIGHTS_FOLDER) -> Path:
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
            "next: install newsrows again, or refit the weights with scripts/maintain/refit_names.py"
        )
    return path


def write_checksums(folder: Path = WEIGHTS_FOLDER) -> None:
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
