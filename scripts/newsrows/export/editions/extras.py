"""Libraries that only one edition needs."""

from __future__ import annotations

from importlib.util import find_spec

from newsrows.export.errors import ExportError


def require(library: str, *, extra: str, edition: str) -> None:
    """Stop where `library`, which the extra `extra` installs, is not there.

    Raises:
        ExportError: it is not.
    """
    if find_spec(library) is None:
        raise ExportError(
            f"the {edition} edition needs {library}, which is not installed; next: pip install 'newsrows[{extra}]'"
        )
