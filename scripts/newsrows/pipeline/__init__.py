"""The build: articles in, a validated package out. Only this package and the command use all stages.

Names are imported on first use, because a worker needs only `newsrows.pipeline.map_step`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.pipeline.options import BuildOptions
    from newsrows.pipeline.runner import BuildReport, build

__all__ = ["BuildOptions", "BuildReport", "build"]

_MODULES = {"BuildOptions": "options", "BuildReport": "runner", "build": "runner"}


def __getattr__(name: str) -> Any:
    """Return a public name from its module (PEP 562)."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
