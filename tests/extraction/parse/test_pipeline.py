"""The pipeline as newsrows loads it, compared with the pipeline as spaCy loads it, and its abbreviations."""

import warnings

import pytest
import spacy

from newsrows.extraction.parse.model import DEFAULT_MODEL
from newsrows.extraction.parse.pipeline import add_abbreviations, load, parse

TEXT = """HARBOUR BRIDGE SHUT

By Una Fairweather

The bridge across Quarrel Sound was shut on Monday, the council's engineer said. "We can't take risks," Ms Oyelaran-Beck
told reporters; lorries will go by ferry until May.
"""


def test_parts_that_are_left_out_change_no_token_tag_or_dependency() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the default model was trained with spaCy 3.7
        complete = spacy.load(DEFAULT_MODEL)
    loaded = load()
    assert loaded.get_pipe("parser").labels == complete.get_pipe("parser").labels
    (doc, blocks), *others = parse(loaded, [TEXT])
    assert not others
    expected = loaded.make_doc(TEXT)
    for token, ours in zip(expected, doc, strict=True):
        token.is_sent_start = True if ours.idx in {block.start for block in blocks} else None
    for name in ("tok2vec", "tagger", "parser"):
        expected = complete.get_pipe(name)(expected)
    assert [(t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in doc] == [
        (t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in expected
    ]
    assert len(loaded.vocab.strings) < len(complete.vocab.strings) / 100


@pytest.mark.parametrize("form", ["Sgt.", "Capt.", "Supt.", "Engr.", "Atty.", "Sgts.", "Msgr."])
def test_abbreviation_before_a_name_keeps_its_full_stop(form: str) -> None:
    nlp = spacy.blank("en")
    add_abbreviations(nlp)
    assert [token.text for token in nlp(f"police {form} Ann Carter said")] == ["police", form, "Ann", "Carter", "said"]


def test_abbreviation_that_is_also_a_name_may_end_a_sentence() -> None:
    nlp = spacy.blank("en")
    add_abbreviations(nlp)
    assert [token.text for token in nlp("They met Mal. It rained.")][2:4] == ["Mal", "."]


def test_sentence_begins_after_a_dateline() -> None:
    ((doc, _),) = parse(load(), ["QUARRELTOWN (Wire) - Shares fell on Monday."])
    assert [token.text for token in doc if token.is_sent_start] == ["QUARRELTOWN", "Shares"]


def test_long_text_is_parsed_in_pieces_that_end_with_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp, text = load(), TEXT * 3
    ((whole, _),) = parse(nlp, [text])
    monkeypatch.setattr("newsrows.extraction.parse.pipeline._LONGEST_PARSE", 60)
    (before, (pieces, blocks), after) = parse(nlp, ["Rain fell.", text, "Snow fell."])
    assert [doc.text for doc in (before[0], pieces, after[0])] == ["Rain fell.", text, "Snow fell."]
    assert blocks[-1].end == len(text.rstrip())
    assert len(pieces) > 120
    assert [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in pieces] == [
        (t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in whole
    ]


def test_text_of_single_characters_is_cut_where_no_sentence_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsrows.extraction.parse.pipeline._LONGEST_PARSE", 60)
    ((doc, _),) = parse(load(), [", " * 200])
    assert len(doc) >= 200
    assert all(token.dep_ for token in doc)
    assert all(token.sent.start <= token.head.i < token.sent.end for token in doc)
