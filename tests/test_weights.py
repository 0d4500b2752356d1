"""The weights in the package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsrows.extraction.encoder import Encoder, WeightsError
from newsrows.extraction.encoder.encoder import WEIGHTS_FOLDER
from newsrows.weights import CHECKSUMS, verified, write_checksums


def test_altered_weights_are_an_error(tmp_path: Path) -> None:
    for name in ("tokenizer.json", "tensors.bin", CHECKSUMS):
        shutil.copy(WEIGHTS_FOLDER / name, tmp_path)
    with (tmp_path / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(WeightsError, match=r"tokenizer\.json: found [0-9a-f]{64}, expected .* next: install"):
        Encoder.load(folder=tmp_path)


def test_missing_weights_file_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"encoder\.onnx: found no such file"):
        verified("encoder.onnx", tmp_path)


def test_file_without_a_checksum_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "new.npy").write_bytes(b"1")
    with pytest.raises(WeightsError, match="that SHA256SUMS should list"):
        verified("new.npy", tmp_path)
    write_checksums(tmp_path)
    assert verified("new.npy", tmp_path) == tmp_path / "new.npy"


def test_weights_of_names_and_references_are_at_most_31_megabytes() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS_FOLDER.iterdir()) <= 31_000_000
