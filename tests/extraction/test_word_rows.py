"""Rows that are kept of words that came before, against those that the pipeline makes of each token."""

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model

from newsrows.extraction.parse.embedding_cache import keep_word_rows
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
def embed_keeping(nlp: Language) -> Iterator[Callable[[int], Model]]:
    """Put a layer that keeps the rows of so many words into the pipeline, instead of the one that `load` put there."""
    model = nlp.get_pipe("tok2vec").model
    (layer,) = [node for node in model.walk() if node.name == "word_rows"]

    def keeping(most: int) -> Model:
        assert model.replace_node(model.get_ref("embed"), layer.layers[0])
        assert keep_word_rows(nlp, most) == 1
        return model.get_ref("embed")

    yield keeping
    assert model.replace_node(model.get_ref("embed"), layer)


@pytest.mark.parametrize("most", [1, 12, 300, 1 << 12])
def test_word_rows_are_those_of_the_pipeline_itself(nlp: Language, embed_keeping, most: int) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    embed = embed_keeping(most)
    for _ in range(2):
        for expected, rows in zip(embed.layers[0].predict(docs), embed.predict(docs), strict=True):
            np.testing.assert_allclose(rows, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("most", [1, 12, 300, 1 << 12])
def test_word_row_does_not_depend_on_the_other_words_to_the_last_bit(nlp: Language, embed_keeping, most: int) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = embed_keeping(1 << 12).predict(docs)
    embed = embed_keeping(most)
    for doc, expected_rows in zip(reversed(docs), reversed(expected), strict=True):
        np.testing.assert_array_equal(embed.predict([doc])[0], expected_rows)
    words = [(word, doc[word.i : word.i + 1].as_doc()) for doc in docs for word in doc]
    random.Random(9).shuffle(words)  # noqa: S311
    for size in (1, 5, 12, 13, 48, 50, 96, 97, 200):  # numbers of words that are computed together
        embed = embed_keeping(most)
        some = words[:size]
        for (word, _), rows in zip(some, embed.predict([doc for _, doc in some]), strict=True):
            np.testing.assert_array_equal(rows[0], expected[docs.index(word.doc)][word.i])


def test_a_pipeline_without_such_rows_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    assert keep_word_rows(nlp) == 0


def test_rows_that_depend_on_more_than_the_word_are_not_kept() -> None:
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
    assert keep_word_rows(nlp) == 0


def test_kept_rows_refuse_to_be_trained_on(nlp: Language) -> None:
    embed = nlp.get_pipe("tok2vec").model.get_ref("embed")
    _, backprop = embed(  # as predict() does, which drops the second half
        [nlp.make_doc("A ferry sailed.")], is_train=False
    )
    with pytest.raises(TypeError, match="no gradient"):
        backprop([])
