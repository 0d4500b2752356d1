"""The word lists about quotes."""

from __future__ import annotations

import pytest

from newsrows.extraction.quotes.lexicon import (
    carries_words,
    is_unspoken,
    leads_to_topic,
    names_occasion,
    reporting_verbs,
    speaker_nouns,
    speech_nouns,
    words,
)
from newsrows.lexicon import rows


def test_every_form_of_a_word_leads_to_its_lemma() -> None:
    verbs = reporting_verbs()
    assert {verbs[form].lemma for form in ("say", "says", "said", "saying")} == {"say"}
    assert verbs["tweeted"].speech_class == "write"
    assert verbs["denied"].is_negative
    assert not verbs["said"].is_negative
    assert speech_nouns()["claims"].lemma == "claim"


def test_lemmas_are_sorted_lower_case_and_unique() -> None:
    for name in ("reporting_verbs", "speech_nouns"):
        lemmas = [row["lemma"] for row in rows(name)]
        assert lemmas == sorted(set(lemmas))
        assert all(row["forms"] == row["forms"].lower() for row in rows(name))
        assert all(row["lemma"] in row["forms"].split() for row in rows(name))


def test_verbs_of_attitude_are_not_reporting_verbs() -> None:
    assert not {"want", "oppose", "support", "plan", "hate"} & {row["lemma"] for row in rows("reporting_verbs")}


def test_a_preposition_leads_to_a_topic_after_some_verbs_only() -> None:
    assert leads_to_topic("about", "complain")
    assert leads_to_topic("to", "object")
    assert not leads_to_topic("to", "say")
    assert not leads_to_topic("during", "say")


def test_nouns_are_occasions_carriers_of_words_or_speakers() -> None:
    assert names_occasion("monday")
    assert not names_occasion("plan")
    assert carries_words("statement")
    assert speaker_nouns()["campaigners"] == "person"
    assert speaker_nouns()["ministries"] == "group"
    assert "plan" not in speaker_nouns()


def test_some_objects_of_reporting_verbs_are_not_spoken() -> None:
    assert is_unspoken("claim", "trophies", is_counted=False)
    assert is_unspoken("concede", "errors", is_counted=True)
    assert not is_unspoken("concede", "errors", is_counted=False)
    assert not is_unspoken("declare", "votes", is_counted=True)
    assert not is_unspoken("say", "goals", is_counted=True)


def test_words_come_from_one_group_of_the_list() -> None:
    assert words("contrast") == {"while", "whereas"}
    with pytest.raises(KeyError, match="has no group"):
        words("contrasts")
