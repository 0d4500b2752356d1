"""Both models of names, from the passages to the files of the package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch

from newsrows.extract.encoder import Encoder
from newsrows.extract.encoder.weights import FOLDER
from training import fit_encoder, fit_pipeline
from training.passages import read_passages
from training.write_encoder import write_encoder

if TYPE_CHECKING:
    from pathlib import Path

    from training.fit_pipeline import Spans
    from training.passages import Passage


def refit(passages: Path, minilm: Path, work: Path) -> None:
    """Fit the encoder and tune the pipeline, and write the weights into the package.

    Args:
        passages: folder with train_uner.jsonl, train_wikigold.jsonl, train_redocred.jsonl and train_gum.jsonl.
        minilm: folder with MiniLM-L6's model.safetensors and tokenizer.json.
        work: folder for what is kept between runs; a step whose file is there is not done again.
    """
    torch.set_num_threads(1)  # sums in another order would give other weights
    work.mkdir(parents=True, exist_ok=True)
    FOLDER.mkdir(exist_ok=True)
    read = read_passages(passages)
    own = _own_names(read, work / "pipeline_names.json")
    write_encoder(fit_encoder.fit(read, own, minilm, work), minilm / "tokenizer.json", FOLDER)
    nlp = fit_pipeline.load_namer()
    fit_pipeline.fit(nlp, fit_pipeline.retold(read, Encoder.load()), own)
    fit_pipeline.write_weights(nlp, FOLDER)


def _own_names(passages: list[Passage], path: Path) -> dict[str, Spans]:
    """The untuned pipeline's names: a second task for the encoder, and what the tuned pipeline must not forget."""
    if not path.is_file():
        names = fit_pipeline.pipeline_names(fit_pipeline.load_namer(), passages)
        path.write_text(json.dumps(names), encoding="utf-8")
    read: dict[str, list[tuple[int, int, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return {text: [(start, end, label) for start, end, label in spans] for text, spans in read.items()}
