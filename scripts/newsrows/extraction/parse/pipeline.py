"""The spaCy pipeline: loaded once, with the fast parts only, and told where paragraphs begin."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import spacy
from spacy.attrs import IDX, ORTH
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from newsrows.extraction.parse.embedding_cache import keep_word_rows
from newsrows.extraction.parse.layout import Block, behind_dateline, lay_out
from newsrows.extraction.parse.model import DEFAULT_MODEL, cannot_load
from newsrows.lexicon import column
from newsrows.records import ModelError
from newsrows.runtime import collect_rarely, keep_freed_memory

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc


# Articles that are parsed together, and the characters that they have at most, unless it is one article alone.
ARTICLES, CHARACTERS = 32, 300_000
# The arrays of few articles stay near the processor's cache and within what the process keeps (see allocator). The
# parser goes through articles side by side, sorted by length, a quarter of its batch at a time: at 8, with all parts on
# 8 articles, a parse takes 1.2 times as long (measured). https://spacy.io/api/language#pipe
_AT_ONCE = {"tok2vec": {"batch_size": 4}, "tagger": {"batch_size": 8}, "parser": {"batch_size": ARTICLES}}
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
    collect_rarely()
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
    keep_stops(nlp)
    keep_word_rows(nlp)
    return nlp


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, tuple[Block, ...]]]:
    """Lay texts out and parse them, in order, in batches."""
    for batch in _batches(texts):
        yield from nlp.pipe(_laid_out(nlp, batch), as_tuples=True, batch_size=ARTICLES, component_cfg=_AT_ONCE)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == ARTICLES or characters + len(text) > CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch


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


# Abbreviations that stand before a name: their stop ends no sentence ('police Sgt. Ann Carter said').

_FORMS: Final = (column("honorifics", "form") | column("abbreviations", "form")) - column(
    "honorifics", "form", also_name="yes"
)
_NAMES: Final = frozenset(map(str.casefold, column("given_names", "name") | column("nicknames", "nickname")))


def keep_stops(nlp: Language) -> None:
    """Have the tokenizer of `nlp` keep the stops of such abbreviations with their letters.

    Those that spaCy knows it keeps by itself ('Dr.', 'Gen.'). What is a name, too, may end a sentence: 'Mal.'
    Source: https://spacy.io/usage/linguistic-features#special-cases
    """
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    for word in sorted({word for form in _FORMS for word in form.split()}):
        if word.endswith(".") and word[:-1].casefold() not in _NAMES:
            tokenizer.add_special_case(word, [{ORTH: word}])
