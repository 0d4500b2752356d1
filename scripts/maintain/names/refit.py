"""Fits both NER models, and writes the files of the package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from maintain.names import fit_encoder, fit_student
from maintain.names.passages import read_passages
from maintain.names.pipeline_ner import pipeline_entities
from maintain.names.wikipedia import read_wikipedia
from maintain.names.write_weights import arrays, write_teacher, write_weights
from newsrows.extraction.encoder import Encoder
from newsrows.extraction.encoder.encoder import WEIGHTS_FOLDER

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Sources:
    """The files from which the models are fitted.

    Attributes:
        passages: folder with train_uner.jsonl, train_wikigold.jsonl, train_redocred.jsonl and train_gum.jsonl.
        minilm: folder with MiniLM-L6's model.safetensors and tokenizer.json.
        wikipedia: a MediaWiki export (xml.bz2).
    """

    passages: Path
    minilm: Path
    wikipedia: Path


def refit(sources: Sources, work: Path, folder: Path = WEIGHTS_FOLDER) -> None:
    """Fit the encoder and its student, and write the weights of both to `folder`, by default that of the package.

    Intermediate results are saved in the folder `work`. A stage of the encoder whose file exists is not repeated.
    """
    torch.set_num_threads(1)  # sums in another order give other weights
    work.mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    passages = read_passages(sources.passages)
    entities = pipeline_entities(passages, work / "pipeline_names.json")
    network = fit_encoder.fit(passages, entities, sources.minilm, work)
    encoder = write_teacher(network, sources.minilm / "tokenizer.json", work / "teacher")
    rng = np.random.default_rng(fit_student.SEED)
    texts = [*fit_student.texts_of(passages, rng), *read_wikipedia(sources.wikipedia)]
    teacher = Encoder.load(folder=work / "teacher")
    student = fit_student.fit(encoder, list(fit_student.lessons_of(teacher, texts)))
    write_weights(encoder, arrays(student), work / "teacher", folder)
