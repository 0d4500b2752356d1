from __future__ import annotations

import warnings
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import newsrows as nr
from newsrows.extraction.options import DEFAULT_MODEL
from newsrows.spacy_component import create

TEXT = '"The ferry," said Ann Carter, "sails on Monday." She said that about 400 drivers had returned.'


@pytest.fixture(scope="module")
def nlp():
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # the model was trained with spaCy 3.7
        pipeline = spacy.load(DEFAULT_MODEL, exclude=["ner", "lemmatizer"])
    pipeline.add_pipe("newsrows")
    return pipeline


@pytest.fixture(scope="module")
def doc(nlp) -> Doc:
    return nlp(TEXT)


def test_quotes_have_their_speakers(doc: Doc) -> None:
    direct, indirect = doc._.quotes
    assert [part.text for part in direct.parts] == ["The ferry,", "sails on Monday."]
    assert (direct.speaker.text, direct.speaker_name, direct.kind) == ("Ann Carter", "Ann Carter", "direct")
    assert (indirect.speaker.text, indirect.speaker_name, indirect.kind) == ("She", "Ann Carter", "indirect")


def test_quotes_are_those_of_extract(doc: Doc) -> None:
    rows = nr.extract(TEXT).quotes
    assert [quote.text for quote in doc._.quotes] == rows["text"].to_list()
    assert [quote.confidence for quote in doc._.quotes] == pytest.approx(rows["confidence"].to_list(), abs=0.01)


def test_statistics_have_value_and_unit(doc: Doc) -> None:
    (statistic,) = doc._.statistics
    assert (statistic.value, statistic.bound, statistic.concept) == (400.0, "approximate", "drivers")
    assert statistic.span.text == "about 400 drivers"


def test_span_groups_have_the_parts_of_quotes_and_the_statistics(doc: Doc) -> None:
    assert [span.text for span in doc.spans["quotes"]][:2] == ["The ferry,", "sails on Monday."]
    assert {span.label_ for span in doc.spans["quotes"]} == {"quote"}
    assert [span.text for span in doc.spans["statistics"]] == ["about 400 drivers"]


def test_stored_documents_keep_what_was_found(nlp, doc: Doc) -> None:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (restored,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert [quote.text for quote in restored._.quotes] == [quote.text for quote in doc._.quotes]
    assert restored._.statistics[0].span.text == "about 400 drivers"


def test_document_that_was_not_read_has_no_quotes(nlp) -> None:
    assert nlp.make_doc(TEXT)._.quotes == ()


def test_empty_document_is_read(nlp) -> None:
    assert nlp("")._.quotes == ()


def test_pipeline_without_a_parser_is_an_error() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("newsrows", config={"names": "fast"})
    with pytest.raises(nr.ModelError, match="next: add a tagger and a parser"):
        blank(TEXT)


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    (entry,) = entry_points(group="spacy_factories", name="newsrows")
    assert entry.load() is create
