"""Removes pieces that English news does not need from a tokenizer. Each piece needs 388 bytes of weights."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# [PAD], [UNK], [CLS], [SEP], [MASK] and the pieces between them keep their numbers.
FIXED = 104


def trim_tokenizer(source: Path, target: Path) -> list[int]:
    """Write the tokenizer at `source` to `target`, without unused pieces and pieces of other scripts.

    Returns:
        The old numbers of the remaining pieces, in order.
    """
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    old: dict[str, int] = tokenizer["model"]["vocab"]
    kept = [piece for piece, number in old.items() if number < FIXED or _is_needed(piece)]
    tokenizer["model"]["vocab"] = {piece: number for number, piece in enumerate(kept)}
    tokenizer["truncation"] = tokenizer["padding"] = None
    target.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return [old[piece] for piece in kept]


def _is_needed(piece: str) -> bool:
    """Whether a piece has only Latin letters, digits, marks and symbols; '[unused100]' is not needed."""
    letters = piece.removeprefix("##")
    if letters.startswith("[unused"):
        return False
    return all(
        unicodedata.category(c)[0] not in "LM"
        or "LATIN" in unicodedata.name(c, "")
        or "MODIFIER" in unicodedata.name(c, "")
        for c in letters
    )
