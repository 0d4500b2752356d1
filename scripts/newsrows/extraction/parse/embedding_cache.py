"""What a pipeline makes of a word before it sees its neighbours, worked out once a word instead of once a token.

A pipeline begins with rows that depend on a token alone: on its spelling, its norm, and whether a space follows. Nine
tokens in ten are words that came before.

The row of a word does not depend on the other words, to the last bit. This must be arranged: a BLAS may add up in a
different order for each position in a matrix and for each number of rows. OpenBLAS's kernels for AVX2 do so: of twelve
rows they compute the first six in one order and the next six in another, and what remains at the end of a matrix in a
third (measured). So rows are always computed in blocks of the same size, and only in those positions of a block that
give the same bits as the first position.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.vocab import Vocab
    from thinc.types import Ints2d

Rows = Sequence["NDArray[np.float32]"]
Backprop = Callable[[Rows], Sequence[Doc]]

# Words that are kept: 25 MB of rows. Of 1.6 million tokens of news, 52 000 are distinct.
MOST = 1 << 16
# Rows that are computed at once, in some 0.6 milliseconds. They are those of 96 words with the kernels for AVX-512, and
# of 48 words with those for AVX2 (measured).
_BLOCK = 96
# Words that are computed in each position of a block, to find out which positions give the same bits.
_PROBES = ("said", "the", "Ferry")
# What follows from a token's spelling, and what is told of it beside that.
_BY_SPELLING = frozenset(("ORTH", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "LENGTH"))
_KEY = (ORTH, NORM, SPACY)
_KEY_NAMES = frozenset(("NORM", "SPACY"))


def keep_word_rows(nlp: Language, most: int = MOST) -> int:
    """Have the parts of `nlp` keep the rows of up to `most` words, and say in how many parts that could be arranged.

    Parts that begin in another way than with rows of single tokens are left as they are.
    """
    kept = 0
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            if node.has_ref("embed") and _sees_words_alone(node.get_ref("embed")):
                embed = node.get_ref("embed")
                kept += node.replace_node(embed, _keeping(embed, nlp.vocab, most))
    return kept


def _sees_words_alone(embed: Model[list[Doc], Rows]) -> bool:
    """Whether rows of `embed` are those of spaCy's MultiHashEmbed over what `_KEY` tells.

    Source: https://spacy.io/api/architectures#MultiHashEmbed
    """
    known = {"extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors"}
    known |= {"maxout", "layernorm", "dropout", "ragged2list"}
    read = {column for node in embed.walk() for column in node.attrs.get("columns", ())}
    read |= {node.attrs["key_attr"] for node in embed.walk() if "key_attr" in node.attrs}
    leaves = {node.name for node in embed.walk() if not node.layers}
    return bool(read) and read <= _BY_SPELLING | _KEY_NAMES and leaves <= known


def _keeping(embed: Model[list[Doc], Rows], vocab: Vocab, most: int) -> Model[list[Doc], Rows]:
    """A layer that answers as `embed` does."""
    kept = _KeptRows(embed, vocab, most)

    def forward(_: Model[list[Doc], Rows], docs: list[Doc], is_train: bool) -> tuple[Rows, Backprop]:
        return embed(docs, is_train) if is_train else (kept.of(docs), _no_gradient)

    return Model("word_rows", forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


class _KeptRows:
    """Rows of the words that came before, at most so many; when there is no room for more, it begins again."""

    def __init__(self, embed: Model[list[Doc], Rows], vocab: Vocab, most: int) -> None:
        self._blocks = _Blocks(embed, vocab)
        self._rows = np.zeros((most, embed.get_dim("nO")), dtype=np.float32)
        self._places: dict[bytes, int] = {}
        self._lock = Lock()  # a worker of somebody's cluster may have several threads

    def of(self, docs: list[Doc]) -> Rows:
        """Rows of each doc's tokens (tokens, width)."""
        keys = [_keys(doc) for doc in docs]
        with self._lock:
            rows, places = self._look_up(keys)
            return [rows[[places[key] for key in of_doc]] for of_doc in keys]

    def _look_up(self, keys: Sequence[Sequence[bytes]]) -> tuple[NDArray[np.float32], dict[bytes, int]]:
        """Rows (words, width), and the index of each word's row; they are not kept if there are too many words."""
        new = _distinct(keys, without=self._places)
        if len(self._places) + len(new) > len(self._rows):
            self._places.clear()
            new = _distinct(keys)
        if len(new) > len(self._rows):
            return self._blocks.rows(new), {key: index for index, key in enumerate(new)}
        if new:
            first = len(self._places)
            self._rows[first : first + len(new)] = self._blocks.rows(new)
            self._places.update(zip(new, range(first, first + len(new)), strict=True))
        return self._rows, self._places


class _Blocks:
    """Computes the rows of words so that each row depends on its word alone."""

    def __init__(self, embed: Model[list[Doc], Rows], vocab: Vocab) -> None:
        self._embed, self._vocab = embed, vocab
        self._positions: NDArray[np.intp] | None = None  # in a block, those that are used; found out at first use

    def rows(self, keys: list[bytes]) -> NDArray[np.float32]:
        """Rows of words (words, width)."""
        if self._positions is None:
            self._positions = self._equal_positions()
        words = np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(-1, len(_KEY))
        size = len(self._positions)
        rows = np.empty((len(keys), self._embed.get_dim("nO")), dtype=np.float32)
        for first in range(0, len(words), size):
            some = words[first : first + size]
            positions = self._positions[: len(some)]
            block = np.broadcast_to(some[0], (_BLOCK, len(_KEY))).copy()
            block[positions] = some
            rows[first : first + size] = self._predict(block)[positions]
        return rows

    def _equal_positions(self) -> NDArray[np.intp]:
        """The positions in a block where words get the same row, to the last bit, as they get in the first position."""
        equal = np.ones(_BLOCK, dtype=np.bool_)
        for word in _PROBES:
            key = np.frombuffer(b"".join(_keys(Doc(self._vocab, [word]))), dtype=np.uint64)
            rows = self._predict(np.broadcast_to(key, (_BLOCK, len(_KEY))))
            equal &= (rows == rows[0]).all(axis=1)
        return np.flatnonzero(equal)

    def _predict(self, block: NDArray[np.uint64]) -> NDArray[np.float32]:
        """The layer's own rows (block, width) of the words of a block (block, key)."""
        spellings, norms, spaces = block.T
        doc = Doc(self._vocab, [self._vocab.strings[word] for word in spellings.tolist()], spaces.astype(bool).tolist())
        doc.from_array([NORM], cast("Ints2d", norms.reshape(-1, 1)))
        return self._embed.predict([doc])[0]


def _keys(doc: Doc) -> list[bytes]:
    found: list[bytes] = doc.to_array(list(_KEY)).view(f"V{8 * len(_KEY)}").ravel().tolist()
    return found


def _distinct(keys: Iterable[Sequence[bytes]], without: Container[bytes] = ()) -> list[bytes]:
    return list(dict.fromkeys(key for of_doc in keys for key in of_doc if key not in without))


def _no_gradient(_: Rows) -> Sequence[Doc]:
    raise TypeError("rows kept from words that came before have no gradient; next: train the pipeline as it comes")
