"""Tables and packages judged: every problem a value, from Frictionless, Pandera, and named rules across tables.

What is imported here costs nothing: polars, Pandera and Frictionless come with the first use of a name below.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.validate.catalogue import rules
    from newsrows.validate.frames import validate_frames
    from newsrows.validate.package import judge_package, validate_package
    from newsrows.validate.rulebook import Rule
    from newsrows.validate.verdict import Verdict
    from newsrows.validate.wording import explain

__all__ = ["Rule", "Verdict", "explain", "judge_package", "rules", "validate_frames", "validate_package"]

_HOMES = {
    "Rule": "rulebook",
    "Verdict": "verdict",
    "explain": "wording",
    "judge_package": "package",
    "rules": "catalogue",
    "validate_frames": "frames",
    "validate_package": "package",
}


def __getattr__(name: str) -> Any:
    """The public name, from the module that it lives in (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _CallableModule(ModuleType):
    """Makes `newsrows.validate(...)` work although this package has the function's name, until it is renamed."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return import_module("newsrows.api.validation").validate(*arguments, **options)


sys.modules[__name__].__class__ = _CallableModule
