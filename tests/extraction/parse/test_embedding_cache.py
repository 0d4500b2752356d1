"""Cached embeddings of words, compared with those that the pipeline computes for each token."""

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model

from newsrows.extraction.parse.embedding_cache import LAYER_NAME, cache_embeddings
from newsrows.extraction.parse.pipeline import load

TEXTS = [
    "The ferry can't sail, the harbour master said. The ferry cannot sail before the wind drops.",
    "",
    "A ferry of 1,200 tonnes (the Kestrel) can't\n\nturn here. Ca n't it? He 's here: he's here's.",
    " ".join(f"Barge{number} sailed." for number in range(120)),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture
def cached_layer(nlp: Language) -> Iterator[Callable[[int], Model]]:
    """A function that replaces the cache of the loaded pipeline by one with another capacity."""
    model = nlp.get_pipe("tok2vec").model
    (layer,) = [node for node in model.walk() if node.name == LAYER_NAME]

    def with_capacity(capacity: int) -> Model:
        assert model.replace_node(model.get_ref("embed"), layer.layers[0])
        assert cache_embeddings(nlp, capacity) == 1
        return model.get_ref("embed")

    yield with_capacity
    assert model.replace_node(model.get_ref("embed"), layer)


@pytest.mark.parametrize("capacity", [1, 12, 300, 1 << 12])
def test_cached_embeddings_are_those_of_the_pipeline(nlp: Language, cached_layer, capacity: int) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    embed = cached_layer(capacity)
    for _ in range(2):
        for expected, vectors in zip(embed.layers[0].predict(docs), embed.predict(docs), strict=True):
            np.testing.assert_allclose(vectors, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("capacity", [1, 12, 300, 1 << 12])
def test_embedding_does_not_depend_on_other_words_to_the_last_bit(nlp: Language, cached_layer, capacity: int) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = cached_layer(1 << 12).predict(docs)
    embed = cached_layer(capacity)
    for doc, expected_vectors in zip(reversed(docs), reversed(expected), strict=True):
        np.testing.assert_array_equal(embed.predict([doc])[0], expected_vectors)
    words = [(word, doc[word.i : word.i + 1].as_doc()) for doc in docs for word in doc]
    random.Random(9).shuffle(words)  # noqa: S311
    for size in (1, 5, 12, 13, 48, 50, 96, 97, 200):  # numbers of words that are computed together
        embed = cached_layer(capacity)
        some = words[:size]
        for (word, _), vectors in zip(some, embed.predict([doc for _, doc in some]), strict=True):
            np.testing.assert_array_equal(vectors[0], expected[docs.index(word.doc)][word.i])


def test_pipeline_without_an_embedding_layer_gets_no_cache() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    assert cache_embeddings(nlp) == 0


def test_embedding_of_more_than_the_word_is_not_cached() -> None:
    nlp = spacy.blank("en")
    config = {
        "model": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": 8,
                "attrs": ["NORM", "TAG"],
                "rows": [50, 50],
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 8,
                "depth": 1,
                "window_size": 1,
                "maxout_pieces": 2,
            },
        }
    }
    nlp.add_pipe("tok2vec", config=config)
    nlp.initialize()
    assert cache_embeddings(nlp) == 0


def test_cached_embeddings_cannot_be_trained(nlp: Language) -> None:
    embed = nlp.get_pipe("tok2vec").model.get_ref("embed")
    _, backprop = embed(  # as predict() does, which drops the second half
        [nlp.make_doc("A ferry sailed.")], is_train=False
    )
    with pytest.raises(TypeError, match="no gradient"):
        backprop([])
