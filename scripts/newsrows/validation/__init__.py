"""Packages and tables checked: every problem a value, from Frictionless, Pandera, and named rules.

Importing this package loads no library: polars, Pandera and Frictionless come with the first use of a name below.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.validation.formatters import explain
    from newsrows.validation.frames import validate_frames
    from newsrows.validation.package import validate, validate_package
    from newsrows.validation.registry import Rule, TableRule, rule
    from newsrows.validation.report import ValidationReport
    from newsrows.validation.rules import all_rules
    from newsrows.validation.violations import Violation, violation

__all__ = [
    "Rule",
    "TableRule",
    "ValidationReport",
    "Violation",
    "all_rules",
    "explain",
    "rule",
    "validate",
    "validate_frames",
    "validate_package",
    "violation",
]

_MODULES = {
    "Rule": "registry",
    "TableRule": "registry",
    "ValidationReport": "report",
    "Violation": "violations",
    "all_rules": "rules",
    "explain": "formatters",
    "rule": "registry",
    "validate": "package",
    "validate_frames": "frames",
    "validate_package": "package",
    "violation": "violations",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it (PEP 562)."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
