"""Vectors of pronouns and their possible antecedents."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newsrows.extraction.encoder import Encoder, ReferenceEncoder
from newsrows.extraction.encoder.encoder import WEIGHTS_FOLDER
from newsrows.extraction.encoder.reference_states import MARKS, REFERENCES, Places, places, windows_of
from newsrows.records import Mention, Span, Syntax
from newsrows.records.findings import MentionForm
from newsrows.weights import CHECKSUMS, WeightsError

TEXT = "Olga Lindqvist thanked Petra Marsh. The mayor said she would retire in May."


def mentions_of(text: str, *phrases: str) -> tuple[Mention, ...]:
    """Mentions in order; pronouns begin with a small letter, nominals with 'The'."""
    made, end = [], 0
    for phrase in phrases:
        start = text.index(phrase, end)
        end = start + len(phrase)
        form: MentionForm = "nominal" if phrase.startswith("The ") else "pronoun" if phrase.islower() else "name"
        sentence = text.count(".", 0, start)
        governor = text.find(" ", end) + 1
        syntax = Syntax(start, governor, "subject", None, is_conjunct=False, clauses=(), subject=None)
        made.append(Mention(Span(start, end, phrase), "person", form, sentence, syntax=syntax))
    return tuple(made)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load("accurate")


@pytest.fixture(scope="module")
def references() -> ReferenceEncoder:
    return ReferenceEncoder.load()


def test_states_of_a_window_are_computed_once_and_when_asked_for(encoder: Encoder) -> None:
    read: list[int] = []

    class Counting(ReferenceEncoder):
        def read(self, rows: NDArray[np.float32], where: Places) -> dict[int, NDArray[np.float32]]:
            read.append(len(rows))
            return super().read(rows, where)

    mentions = mentions_of(TEXT, "Olga Lindqvist", "Petra Marsh", "she")
    states = Counting.load().states(encoder.read(TEXT), mentions)
    assert (len(states), read) == (3, [])
    assert states[0] is not None
    assert states[2] is not None
    assert len(read) == 1


def test_mentions_and_the_words_that_govern_them_are_kept(encoder: Encoder) -> None:
    mentions = mentions_of(TEXT, "Olga Lindqvist", "Petra Marsh", "she")
    reading = encoder.read(TEXT)
    ((window, states, inside),) = windows_of(reading, mentions)
    where = places(reading.pieces, window, inside)
    assert len(where.marks) == len(states) == len(reading.pieces.ids) + 2
    marked = {k: {where.marks[where.kept[i]] for i in ends} for k, ends in where.mentions.items()}
    assert marked == {0: {MARKS["name"]}, 1: {MARKS["name"]}, 2: {MARKS["third person"]}}
    thanked = reading.pieces.first[reading.pieces.starts.index(TEXT.index("thanked"))] + 1
    assert thanked in where.kept
    assert where.marks[thanked] == 0


def test_a_vector_depends_on_the_words_around(encoder: Encoder, references: ReferenceEncoder) -> None:
    phrases = ("Olga Lindqvist", "Petra Marsh", "she")
    other = TEXT.replace("thanked", "buried")
    one, two = (references.states(encoder.read(text), mentions_of(text, *phrases)) for text in (TEXT, other))
    assert sorted(one) == sorted(two) == [0, 1, 2]
    assert {vector.shape for vector in one.values()} == {one[0].shape}
    assert one[0].shape[0] == 2
    assert not np.allclose(one[2], two[2])


def test_the_student_has_no_states(references: ReferenceEncoder) -> None:
    mentions = mentions_of(TEXT, "Olga Lindqvist", "Petra Marsh", "she")
    assert references.states(Encoder.load("fast").read(TEXT), mentions) == {}


def test_altered_weights_are_an_error(tmp_path: Path) -> None:
    shutil.copy(WEIGHTS_FOLDER / CHECKSUMS, tmp_path)
    (tmp_path / REFERENCES).write_bytes(b"altered")
    with pytest.raises(WeightsError, match=r"references\.onnx: found [0-9a-f]{64}, expected"):
        ReferenceEncoder.load(tmp_path)
