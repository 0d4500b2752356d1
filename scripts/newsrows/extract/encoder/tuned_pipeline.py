"""The name finder of the default spaCy pipeline with the weights that newsrows has tuned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from newsrows.extract.encoder.weights import FOLDER, WeightsError, checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.language import Language

WEIGHTS = "tuned_pipeline.npz"
# A table in 8-bit integers has one scale a row, kept beside it.
SCALES = ".scales"


def tune(nlp: Language, folder: Path = FOLDER) -> None:
    """Give the name finder of `nlp` the tuned weights, in place; it runs as fast as before.

    Raises:
        WeightsError: the weights are missing or not the published ones, or `nlp` is another pipeline than they were
            made for.
    """
    with np.load(checked(WEIGHTS, folder)) as stored:
        arrays = dict(stored)
    namer = nlp.get_pipe("ner")
    wanted = {name: array.shape for name, array in parameters(namer)}
    found = {name: array.shape for name, array in arrays.items() if not name.endswith(SCALES)}
    if wanted != found:
        raise WeightsError(
            f"pipeline {nlp.meta.get('lang')}_{nlp.meta.get('name')} {nlp.meta.get('version')}: found a name finder of "
            "another build, expected that of en_core_web_md 3.7.1, which the tuned weights belong to; "
            "next: leave out --model, or use --names accurate"
        )
    set_parameters(namer, {name: _restored(arrays, name) for name in found})


def parameters(namer: Any) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The arrays of a spaCy name finder with names of their own, in a fixed order."""
    for number, node in enumerate(namer.model.walk()):
        for name in node.param_names:
            if node.has_param(name):
                yield f"{number}.{node.name}.{name}", node.get_param(name)


def set_parameters(namer: Any, values: Mapping[str, NDArray[np.float32]]) -> None:
    """Set the arrays that `parameters` names."""
    for number, node in enumerate(namer.model.walk()):
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, values[f"{number}.{node.name}.{name}"])


def _restored(arrays: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    values: NDArray[np.float32] = arrays[name].astype(np.float32)
    scales = arrays.get(name + SCALES)
    return values if scales is None else values * scales[:, None]
