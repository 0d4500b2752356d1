"""Cache of word embeddings: the first layer of a spaCy pipeline runs once per word instead of once per token.

The first layer depends only on the token: on its spelling, its norm, and whether a space follows. Nine of ten tokens
are words that the pipeline has already seen.

The vector of a word must not depend on the other words of its batch, to the last bit. That takes some care, because a
BLAS may add up in a different order for each position in a matrix and for each number of rows. OpenBLAS's kernels for
AVX2 do so: of twelve rows they compute the first six in one order, the next six in another, and the remainder at the
end of a matrix in a third (measured). Vectors are therefore computed in blocks of one size, and only in those positions
of a block that give the same bits as the first position.
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

Embeddings = Sequence["NDArray[np.float32]"]
"""One array (tokens, width) per doc."""

Backprop = Callable[[Embeddings], Sequence[Doc]]

LAYER_NAME = "embedding_cache"
# Words in the cache: 25 MB of vectors. 1.6 million tokens of news contain 52 000 distinct words.
CAPACITY = 1 << 16
# Rows that are computed at once, in about 0.6 milliseconds. They hold 96 words with the kernels for AVX-512, and 48
# words with those for AVX2 (measured).
_BLOCK_SIZE = 96
# Words that are computed in each position of a block, to find the positions that give the same bits.
_PROBES = ("said", "the", "Ferry")
# Attributes that follow from the spelling of a token, and the other attributes that the key of the cache contains.
_SPELLING_ATTRIBUTES = frozenset(("ORTH", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "LENGTH"))
_KEY = (ORTH, NORM, SPACY)
_KEY_ATTRIBUTES = frozenset(("NORM", "SPACY"))
# Layers of spaCy's MultiHashEmbed. Source: https://spacy.io/api/architectures#MultiHashEmbed
_KNOWN_LAYERS = frozenset(
    {
        *("extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors"),
        *("maxout", "layernorm", "dropout", "ragged2list"),
    }
)


def cache_embeddings(nlp: Language, capacity: int = CAPACITY) -> int:
    """Put a cache of up to `capacity` words around the embedding layer of each component of `nlp`.

    A component whose embedding layer reads more than single tokens does not change.

    Returns:
        The number of layers with a cache.
    """
    cached = 0
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            if node.has_ref("embed") and _depends_on_token_only(node.get_ref("embed")):
                embed = node.get_ref("embed")
                cached += node.replace_node(embed, _cached_layer(embed, nlp.vocab, capacity))
    return cached


def _depends_on_token_only(embed: Model[list[Doc], Embeddings]) -> bool:
    """Whether the layer is a MultiHashEmbed that reads only attributes that follow from the key of the cache."""
    attributes = {column for node in embed.walk() for column in node.attrs.get("columns", ())}
    attributes |= {node.attrs["key_attr"] for node in embed.walk() if "key_attr" in node.attrs}
    layers = {node.name for node in embed.walk() if not node.layers}
    return bool(attributes) and attributes <= _SPELLING_ATTRIBUTES | _KEY_ATTRIBUTES and layers <= _KNOWN_LAYERS


def _cached_layer(embed: Model[list[Doc], Embeddings], vocab: Vocab, capacity: int) -> Model[list[Doc], Embeddings]:
    """A layer with the same results as `embed`. It cannot be trained, except through `embed` itself."""
    cache = _EmbeddingCache(embed, vocab, capacity)

    def forward(_: Model[list[Doc], Embeddings], docs: list[Doc], is_train: bool) -> tuple[Embeddings, Backprop]:
        return embed(docs, is_train) if is_train else (cache.embeddings(docs), _no_gradient)

    return Model(LAYER_NAME, forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


class _EmbeddingCache:
    """The vectors of up to `capacity` words. If there is no room for more, all of them are dropped."""

    def __init__(self, embed: Model[list[Doc], Embeddings], vocab: Vocab, capacity: int) -> None:
        self._blocks = _BlockEmbedder(embed, vocab)
        self._vectors = np.zeros((capacity, embed.get_dim("nO")), dtype=np.float32)
        self._index_of: dict[bytes, int] = {}
        self._lock = Lock()  # a worker of a user's cluster may have several threads

    def embeddings(self, docs: list[Doc]) -> Embeddings:
        """The vectors of each doc's tokens (tokens, width)."""
        doc_keys = [_keys(doc) for doc in docs]
        with self._lock:
            vectors, index_of = self._look_up(doc_keys)
            return [vectors[[index_of[key] for key in keys]] for keys in doc_keys]

    def _look_up(self, doc_keys: Sequence[Sequence[bytes]]) -> tuple[NDArray[np.float32], dict[bytes, int]]:
        """Vectors (words, width), and the index of each word's vector. Too many words at once are not cached."""
        new = _distinct(doc_keys, known=self._index_of)
        if len(self._index_of) + len(new) > len(self._vectors):
            self._index_of.clear()
            new = _distinct(doc_keys)
        if len(new) > len(self._vectors):
            return self._blocks.vectors(new), {key: index for index, key in enumerate(new)}
        if new:
            first = len(self._index_of)
            self._vectors[first : first + len(new)] = self._blocks.vectors(new)
            self._index_of.update(zip(new, range(first, first + len(new)), strict=True))
        return self._vectors, self._index_of


class _BlockEmbedder:
    """Computes the vectors of words in blocks, so that each vector depends on its word only."""

    def __init__(self, embed: Model[list[Doc], Embeddings], vocab: Vocab) -> None:
        self._embed, self._vocab = embed, vocab
        self._positions: NDArray[np.intp] | None = None  # positions of a block that are used; set at first use

    def vectors(self, keys: list[bytes]) -> NDArray[np.float32]:
        """The vectors of words (words, width)."""
        if self._positions is None:
            self._positions = self._equal_positions()
        words = np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(-1, len(_KEY))
        size = len(self._positions)
        vectors = np.empty((len(keys), self._embed.get_dim("nO")), dtype=np.float32)
        for first in range(0, len(words), size):
            block_words = words[first : first + size]
            positions = self._positions[: len(block_words)]
            block = np.broadcast_to(block_words[0], (_BLOCK_SIZE, len(_KEY))).copy()
            block[positions] = block_words
            vectors[first : first + size] = self._predict(block)[positions]
        return vectors

    def _equal_positions(self) -> NDArray[np.intp]:
        """The positions of a block where a word gets the same vector, to the last bit, as in the first position."""
        is_equal = np.ones(_BLOCK_SIZE, dtype=np.bool_)
        for word in _PROBES:
            key = np.frombuffer(b"".join(_keys(Doc(self._vocab, [word]))), dtype=np.uint64)
            vectors = self._predict(np.broadcast_to(key, (_BLOCK_SIZE, len(_KEY))))
            is_equal &= (vectors == vectors[0]).all(axis=1)
        return np.flatnonzero(is_equal)

    def _predict(self, block: NDArray[np.uint64]) -> NDArray[np.float32]:
        """The vectors (block, width) that the embedding layer gives the words of a block (block, key)."""
        spellings, norms, spaces = block.T
        doc = Doc(self._vocab, [self._vocab.strings[word] for word in spellings.tolist()], spaces.astype(bool).tolist())
        doc.from_array([NORM], cast("Ints2d", norms.reshape(-1, 1)))
        return self._embed.predict([doc])[0]


def _keys(doc: Doc) -> list[bytes]:
    """The key of each token in the cache: the attributes of `_KEY` as bytes."""
    keys: list[bytes] = doc.to_array(list(_KEY)).view(f"V{8 * len(_KEY)}").ravel().tolist()
    return keys


def _distinct(doc_keys: Iterable[Sequence[bytes]], known: Container[bytes] = ()) -> list[bytes]:
    """The keys that are not in `known`, each once, in order of first appearance."""
    return list(dict.fromkeys(key for keys in doc_keys for key in keys if key not in known))


def _no_gradient(_: Embeddings) -> Sequence[Doc]:
    raise TypeError("cached embeddings have no gradient; next: train the pipeline as spacy.load returns it")
