"""The spaCy pipeline: loaded once, with the fast parts only, and told where paragraphs begin."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.attrs import IDX
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from newsrows.extract.allocator import keep_freed_memory
from newsrows.extract.layout import Block, behind_dateline, lay_out
from newsrows.extract.model import DEFAULT_MODEL, ModelError, cannot_load

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The arrays of 8 articles stay near the processor's cache and within what the process keeps (see allocator). 32 are no
# faster and take half as much memory again; spaCy's 256 spend their time on page faults (measured).
BATCH_SIZE = 8
# Findings need tags and dependencies; lemmas come from word lists, names from the encoder.
_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter", "textcat"]
# Every word that the pipeline's vectors know, spelt out: a second and 135 MB. Vectors are looked up by hash, and the
# words of a text are stored as it is read. https://spacy.io/api/vocab#serialization-fields
_SPELLINGS = "strings"


def load(name: str = DEFAULT_MODEL) -> Language:
    """Load the spaCy pipeline `name` (an installed package, or a folder) without the parts that are not used.

    Raises:
        ModelError: there is no such pipeline, or it cannot parse.
    """
    keep_freed_memory()
    # A parse makes objects by the million and hardly a cycle: looked for at every 700, as it comes, they are a loss.
    gc.set_threshold(50_000, 20, 20)
    # blis picks its generic kernel on processors newer than itself: numpy's BLAS is then over twice as fast.
    set_current_ops(NumpyOps(use_blis=False))
    with warnings.catch_warnings():
        # The default model was trained with spaCy 3.7; it was chosen by figures measured under 3.8 (docs/model.md).
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            nlp = spacy.load(name, exclude=[*_UNUSED, _SPELLINGS])
        except (OSError, ImportError, ValueError) as error:
            reason = str(error).split("\n", maxsplit=1)[0]
            raise cannot_load(name, reason) from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(
            f"model {name!r} has no parser: newsrows needs it; next: leave out --model to use {DEFAULT_MODEL}"
        )
    for _, component in nlp.pipeline:
        for label in getattr(component, "labels", ()):
            nlp.vocab.strings.add(label)
    return nlp


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, tuple[Block, ...]]]:
    """Lay texts out and parse them, in order, in batches."""
    return nlp.pipe(_laid_out(nlp, texts), as_tuples=True, batch_size=BATCH_SIZE)


def _laid_out(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, tuple[Block, ...]]]:
    """Each text cut into tokens, and its blocks.

    No sentence runs from a paragraph, caption or headline into the next, nor from a dateline into the report.

    spaCy is asked for arrays, not for tokens: an object a token would cost a tenth of the parse.
    """
    for text in texts:
        doc, blocks = nlp.make_doc(text), lay_out(text)
        offsets = doc.to_array([IDX])
        starts = sorted({start for block in blocks for start in (block.start, behind_dateline(text, block))})
        tokens = np.searchsorted(offsets, starts)
        for token, start in zip(tokens.tolist(), starts, strict=True):
            if token < len(doc) and offsets[token] == start:
                doc[token].is_sent_start = True
        yield doc, blocks
