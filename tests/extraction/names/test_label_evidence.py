"""What an article says about unfamiliar names; the model's probabilities are given, so that no model is needed."""

from __future__ import annotations

import pytest

from extraction.marked import names_in, parsed
from newsrows.extraction.names.label_evidence import Probabilities, weigh_labels
from newsrows.extraction.names.spans import NameSpan

PERSON, ORGANISATION, PLACE = (0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)
UNSURE = (0.35, 0.3, 0.3)


def label_of(text: str, name: str, probabilities: Probabilities, label: str = "person") -> str:
    """The label of `name`, which the model marks as `label` wherever it stands in `text`."""
    tokens = parsed(text).tokens
    words = name.split()
    names = [
        NameSpan(i, i + len(words), label)  # type: ignore[arg-type]
        for i in range(len(tokens))
        if tokens.words[i : i + len(words)] == words
    ]
    known = {i: probabilities for span in names for i in range(span.first, span.last)}
    labels = {weighed.label for weighed in weigh_labels(tokens, names, [], known)}
    assert len(labels) == 1
    return labels.pop()


@pytest.mark.parametrize(
    "text",
    [
        "Later the newspaper Zorana closed.",
        "Zorana said it would close.",
        "It was a Zorana-owned mine.",
        "A Zorana spokesman left.",
        "Later Zorana shareholders met.",
        "Zorana, a firm in Riverton, left.",
    ],
)
def test_unfamiliar_name_with_signs_of_an_organisation_is_one(text: str) -> None:
    assert label_of(text, "Zorana", (0.5, 0.35, 0.1)) == "organisation"


@pytest.mark.parametrize(
    "text",
    [
        "Later Zorana left.",
        "Zorana said he would leave.",
        "Zorana, who left, said no.",
        "Later minister Zorana left.",
        "Zorana said it was late.",
    ],
)
def test_unfamiliar_name_without_such_signs_stays_a_person(text: str) -> None:
    assert label_of(text, "Zorana", (0.55, 0.3, 0.1)) == "person"


def test_one_sign_counts_for_all_places_of_a_name() -> None:
    assert (
        label_of("Zorana left. Later the newspaper Zorana closed. We met Zorana.", "Zorana", UNSURE) == "organisation"
    )


def test_name_after_the_or_before_which_is_not_a_person() -> None:
    assert label_of("We saw the Kalimba.", "Kalimba", UNSURE) == "other"
    assert label_of("We met Kalimba.", "Kalimba", (0.6, 0.2, 0.2)) == "person"


def test_improbable_person_needs_a_sign() -> None:
    assert label_of("It is near Zolk Boro.", "Zolk Boro", UNSURE) == "other"
    assert label_of("Later minister Zolk Boro left.", "Zolk Boro", UNSURE) == "person"
    assert label_of("It is near Dmitri Boro.", "Dmitri Boro", UNSURE) == "person"


def test_names_with_a_small_last_syllable_are_people() -> None:
    assert label_of("We met Zolk Boro-min.", "Zolk Boro - min", UNSURE) == "person"


def test_organisation_with_signs_of_a_person_is_one() -> None:
    assert label_of("Later minister Zorana left.", "Zorana", (0.4, 0.5, 0.1), "organisation") == "person"
    assert label_of("Later minister Zorana left.", "Zorana", ORGANISATION, "organisation") == "organisation"


def test_probable_names_keep_their_label_against_a_weak_sign() -> None:
    assert label_of("We stayed at Zorana.", "Zorana", PERSON) == "person"


def test_surname_follows_the_full_name() -> None:
    assert names_in("[PERSON Ann Zorana] left. The [PERSON Zorana] newspaper closed.")[0] == ("Ann Zorana", "person")


def test_names_in_capitals_are_not_weighed() -> None:
    assert label_of("We saw the KALIMBA.", "KALIMBA", UNSURE) == "person"
