"""Articles in, a validated package out: the only part, with the command, that sees every stage.

Names are imported when they are first used: a worker needs only `newsrows.pipeline.map_step`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.pipeline.options import BuildOptions
    from newsrows.pipeline.runner import BuildReport, build

__all__ = ["BuildOptions", "BuildReport", "build"]

_HOMES = {"BuildOptions": "options", "BuildReport": "runner", "build": "runner"}


def __getattr__(name: str) -> Any:
    """The public name, from the module that it lives in (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
