"""Seats between a politician's name and a title: 'Carter (D-Va.), chairwoman', 'Carter of Ohio, the leader'."""

from __future__ import annotations

from typing import Final

from newsrows.extract.role_scene import Scene, is_title_head
from newsrows.extract.tokens import Tokens

_PARTIES: Final = frozenset({"democrat", "republican", "independent"})
_SEATS: Final = frozenset({"D", "R", "I", "Lab", "Con", "Lib", "SNP", "Ind"})


def past_seat(scene: Scene, i: int) -> int:
    """Past a politician's seat: 'Carter (D-Va.), chairwoman', 'Carter of Ohio, the leader', 'Carter, D-Va., the'."""
    tokens = scene.tokens
    size = len(tokens)
    if i + 2 >= size:
        return i
    if tokens.words[i] == "(":
        return _past_bracket(tokens, i)
    if tokens.lower[i] == "of" and (i + 1) in scene.places:
        end = _past_place(scene, i + 1)
        return end if end < size and tokens.words[end] == "," else i
    if tokens.words[i] == "," and tokens.words[i + 1].split("-")[0] in _SEATS:
        return next((k for k in range(i + 2, min(i + 7, size)) if tokens.words[k] == ","), i)
    if tokens.words[i] == "," and tokens.lower[i + 1] in _PARTIES and tokens.lower[i + 2] == "of":
        # 'Ann Carter, Democrat of Ohio and the leader of'
        end = _past_place(scene, i + 3)
        return end if end < size and tokens.lower[end] in {",", "and"} else i
    return i


def _past_bracket(tokens: Tokens, i: int) -> int:
    """Past a seat in brackets that a comma follows; titles in brackets are left: 'Ann Carter (captain), Bill Brown'."""
    size = len(tokens)
    close = next((k for k in range(i + 1, min(i + 7, size)) if tokens.words[k] == ")"), None)
    if close is None or close + 1 >= size or any(is_title_head(tokens, k) for k in range(i + 1, close)):
        return i
    return close + 1 if tokens.words[close + 1] == "," else i


def _past_place(scene: Scene, i: int) -> int:
    while i in scene.places:
        i += 1
    return i
