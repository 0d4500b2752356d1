"""Long runs are cut, and usual texts are tokenized as before."""

from __future__ import annotations

import spacy

from newsrows.extraction.parse.long_runs import long_runs, make_doc

NLP = spacy.blank("en")


def test_word_that_is_too_long_is_tokenized_in_pieces() -> None:
    text = "Ann Lee wrote " + "," * 2_500 + " and left. "
    doc = make_doc(NLP, text)
    assert doc.text == text
    assert sum(token.text == "," for token in doc) == 2_500
    assert [token.text for token in doc[:3]] == ["Ann", "Lee", "wrote"]


def test_usual_text_is_tokenized_whole() -> None:
    text = "The harbour (reopened) on Friday, said Ann Lee.\n\n“We are glad.” "
    assert [token.text for token in make_doc(NLP, text)] == [token.text for token in NLP.make_doc(text)]


def test_sentence_without_an_end_is_cut() -> None:
    assert long_runs(NLP.make_doc("and " * 1_000)) == [400, 800]


def test_sentences_with_ends_are_not() -> None:
    assert long_runs(NLP.make_doc("The harbour reopened on Friday. " * 300)) == []
    assert long_runs(NLP.make_doc("")) == []
