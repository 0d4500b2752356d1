"""Rows that are kept of words that came before, against those that the pipeline makes of each token."""

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

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


def _as_it_comes(nlp: Language, docs: list[Doc]) -> list[np.ndarray]:
    (layer,) = [node for node in nlp.get_pipe("tok2vec").model.walk() if node.name == "word_rows"]
    found: list[np.ndarray] = layer.layers[0].predict(docs)
    return found


@pytest.mark.parametrize("most", [1, 12, 300, 1 << 12])
def test_kept_rows_are_those_that_would_be_made_again_to_the_last_bit(nlp: Language, most: int) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = _as_it_comes(nlp, docs)
    model = nlp.get_pipe("tok2vec").model
    (layer,) = [node for node in model.walk() if node.name == "word_rows"]
    assert model.replace_node(layer, layer.layers[0])
    try:
        assert keep_word_rows(nlp, most) == 1
        embed = model.get_ref("embed")
        for _ in range(2):
            for expected_rows, rows in zip(expected, embed.predict(docs), strict=True):
                np.testing.assert_array_equal(expected_rows, rows)
        for doc, expected_rows in zip(docs, expected, strict=True):
            np.testing.assert_array_equal(embed.predict([doc])[0], expected_rows)
    finally:
        assert model.replace_node(model.get_ref("embed"), layer)


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
