"""The choices that users have when articles are read. Importing this module loads no library."""

from __future__ import annotations

from typing import Literal

from newsrows.extraction.parse.model import DEFAULT_MODEL

__all__ = ["DEFAULT_MODEL", "NerModel"]

NerModel = Literal["accurate", "fast"]
"""Which model finds names: the encoder, or its student with fewer layers."""
