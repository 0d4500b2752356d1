"""Stops that end no sentence."""

import pytest
import spacy

from newsrows.extraction.parse.pipeline import add_abbreviations


@pytest.mark.parametrize("form", ["Sgt.", "Capt.", "Supt.", "Engr.", "Atty.", "Sgts.", "Msgr."])
def test_an_abbreviation_before_a_name_keeps_its_stop(form: str) -> None:
    nlp = spacy.blank("en")
    add_abbreviations(nlp)
    assert [token.text for token in nlp(f"police {form} Ann Carter said")] == ["police", form, "Ann", "Carter", "said"]


def test_what_may_be_a_name_may_end_a_sentence() -> None:
    nlp = spacy.blank("en")
    add_abbreviations(nlp)
    assert [token.text for token in nlp("They met Mal. It rained.")][2:4] == ["Mal", "."]
