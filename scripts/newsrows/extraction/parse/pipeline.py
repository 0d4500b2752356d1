"""The spaCy pipeline that parses articles: loaded once, without the parts that newsrows does not use."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, IDX, ORTH, SENT_START, TAG
from thinc.api import NumpyOps, set_current_ops

from newsrows.extraction.parse.blocks import Block
from newsrows.extraction.parse.embedding_cache import cache_embeddings
from newsrows.extraction.parse.layout import prose_start, segment_blocks
from newsrows.extraction.parse.long_runs import long_runs, make_doc
from newsrows.extraction.parse.model import DEFAULT_MODEL, cannot_load
from newsrows.lexicon import column
from newsrows.records import ModelError
from newsrows.runtime import collect_garbage_rarely, reuse_freed_memory

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc


# A batch has at most so many articles, characters and tokens. A parse takes about 10 kB for each token of its batch.
_BATCH_ARTICLES, _BATCH_CHARACTERS, _BATCH_TOKENS = 32, 300_000, 75_000
# A longer text is parsed in pieces of so many tokens. No news article is as long; books and lists of marks are.
_LONGEST_PARSE = 25_000
_ENDS_OF_SENTENCES = (".", "!", "?", "…")
# Docs per call of each component. The arrays of few articles fit the processor's cache and the memory that the process
# keeps (newsrows.runtime). The parser sorts the docs of its batch by length and parses a quarter of them at a time.
# With 8 docs for all components a parse takes 1.2 times as long (measured). https://spacy.io/api/language#pipe
_COMPONENT_BATCHES = {
    "tok2vec": {"batch_size": 4},
    "tagger": {"batch_size": 8},
    "parser": {"batch_size": _BATCH_ARTICLES},
}
# The finders need tags and dependencies. Lemmas come from word lists, named entities from the encoder.
_UNUSED_COMPONENTS = ["ner", "lemmatizer", "attribute_ruler", "senter", "textcat"]
# The spelling of every word in the pipeline's vectors takes a second and 135 MB to load. It is not needed: vectors are
# looked up by hash, and the words of a text are stored when it is read.
# Source: https://spacy.io/api/vocab#serialization-fields
_SPELLINGS = "strings"


def load(name: str = DEFAULT_MODEL) -> Language:
    """Load the spaCy pipeline `name` (an installed package or a folder) without the parts that are not used.

    Raises:
        ModelError: there is no such pipeline, or it has no parser.
    """
    reuse_freed_memory()
    collect_garbage_rarely()
    # On processors newer than itself, blis uses its generic kernel. numpy's BLAS is then more than twice as fast.
    set_current_ops(NumpyOps(use_blis=False))
    with warnings.catch_warnings():
        # The default model was trained with spaCy 3.7. It was chosen by figures measured under 3.8 (docs/model.md).
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            nlp = spacy.load(name, exclude=[*_UNUSED_COMPONENTS, _SPELLINGS])
        except (
            OSError,
            ImportError,
            AttributeError,
            TypeError,
            ValueError,
        ) as error:
            reason = str(error).split("\n", maxsplit=1)[0]
            raise cannot_load(name, reason) from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(
            f"model {name!r} has no parser: found {', '.join(nlp.pipe_names) or 'no components'}, expected a parser; "
            f"next: leave out --model to use {DEFAULT_MODEL}"
        )
    for _, component in nlp.pipeline:
        for label in getattr(component, "labels", ()):
            nlp.vocab.strings.add(label)
    add_abbreviations(nlp)
    cache_embeddings(nlp)
    return nlp


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, tuple[Block, ...]]]:
    """Parse texts in batches, in order. Yields the parse and the blocks of each text."""
    for batch in _batches(_segmented_docs(nlp, texts)):
        if len(batch[0][0]) > _LONGEST_PARSE:
            ((doc, blocks),) = batch
            _parse_in_pieces(nlp, doc)
            yield doc, blocks
        else:
            yield from nlp.pipe(batch, as_tuples=True, batch_size=_BATCH_ARTICLES, component_cfg=_COMPONENT_BATCHES)


def _batches(docs: Iterable[tuple[Doc, tuple[Block, ...]]]) -> Iterator[list[tuple[Doc, tuple[Block, ...]]]]:
    """Batches within the limits. A text that is parsed in pieces is a batch of its own."""
    batch: list[tuple[Doc, tuple[Block, ...]]] = []
    characters = tokens = 0
    for doc, blocks in docs:
        length = len(doc.text)
        is_long = len(doc) > _LONGEST_PARSE
        if batch and (
            is_long
            or len(batch) == _BATCH_ARTICLES
            or characters + length > _BATCH_CHARACTERS
            or tokens + len(doc) > _BATCH_TOKENS
        ):
            yield batch
            batch, characters, tokens = [], 0, 0
        batch.append((doc, blocks))
        characters += length
        tokens += len(doc)
        if is_long:
            yield batch
            batch, characters, tokens = [], 0, 0
    if batch:
        yield batch


def _parse_in_pieces(nlp: Language, doc: Doc) -> None:
    """Parse a long text piece by piece, and put tags and dependencies into its `doc`."""
    values = np.zeros((len(doc), 3), dtype=np.uint64)
    for start, end in pairwise(_cuts(doc)):
        piece = doc[start:end].as_doc()
        for _, component in nlp.pipeline:
            piece = component(piece)
        values[start:end] = piece.to_array([TAG, DEP, HEAD])
    doc.from_array([TAG, DEP, HEAD], cast("Any", values))


def _cuts(doc: Doc) -> list[int]:
    """The tokens at which pieces of a long text begin, and its length.

    A piece ends where a block or a sentence does, if there is an end in the second half of what a piece may hold.
    """
    ends = [doc.vocab.strings[mark] for mark in _ENDS_OF_SENTENCES]
    begins = doc.to_array([SENT_START]) == 1
    after_end = np.append(False, np.isin(doc.to_array([ORTH])[:-1], ends))
    cuts = [0]
    while len(doc) - cuts[-1] > _LONGEST_PARSE:
        last = cuts[-1] + _LONGEST_PARSE
        middle = last - _LONGEST_PARSE // 2
        places = [np.flatnonzero(allowed[middle : last + 1]) for allowed in (begins, after_end)]
        cuts.append(next((middle + int(found[-1]) for found in places if len(found)), last))
    return [*cuts, len(doc)]


def _segmented_docs(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, tuple[Block, ...]]]:
    """The tokens of each text, not yet parsed, and its blocks.

    A sentence starts at each block and after each dateline, so that no sentence continues from a paragraph, caption or
    heading into the next. Offsets are read as an array: one object per token would take a tenth of the parse.
    """
    for text in texts:
        doc, blocks = make_doc(nlp, text), segment_blocks(text)
        offsets = doc.to_array([IDX]).astype(np.int64)
        starts = sorted({start for block in blocks for start in (block.start, prose_start(text, block))})
        tokens = np.searchsorted(offsets, starts)
        is_token = np.append(offsets, len(text))[tokens] == starts  # a block may begin inside a token
        # All at once: `token.is_sent_start = True` looks through the whole document each time.
        sentence_starts = doc.to_array([SENT_START])
        sentence_starts[tokens[is_token]] = 1
        sentence_starts[long_runs(doc)] = 1
        doc.from_array([SENT_START], cast("Any", sentence_starts))  # its type asks for two dimensions
        yield doc, blocks


# Abbreviations before a name: their full stop does not end a sentence ('police Sgt. Ann Carter said').

_ABBREVIATIONS: Final = (column("honorifics", "form") | column("abbreviations", "form")) - column(
    "honorifics", "form", also_name="yes"
)
_SHORT_NAMES: Final = frozenset(map(str.casefold, column("given_names", "name") | column("nicknames", "nickname")))


def add_abbreviations(nlp: Language) -> None:
    """Make the tokenizer of `nlp` keep the full stop of such abbreviations in their token.

    spaCy already does this for some of them ('Dr.', 'Gen.'). Abbreviations that are also a given name are left out,
    because they may end a sentence: 'Mal.'. Source: https://spacy.io/usage/linguistic-features#special-cases
    """
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    for word in sorted({word for form in _ABBREVIATIONS for word in form.split()}):
        if word.endswith(".") and word[:-1].casefold() not in _SHORT_NAMES:
            tokenizer.add_special_case(word, [{ORTH: word}])
