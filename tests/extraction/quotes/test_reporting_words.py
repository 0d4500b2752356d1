"""The word lists of quotes."""

from __future__ import annotations

from newsrows.extraction.quotes.lexicon import (
    carries_words,
    is_unspoken,
    leads_to_topic,
    names_occasion,
    reporting_verbs,
    speaker_nouns,
    speech_nouns,
)
from newsrows.lexicon import rows


def test_every_form_leads_to_its_lemma() -> None:
    verbs = reporting_verbs()
    assert {verbs[form].lemma for form in ("say", "says", "said", "saying")} == {"say"}
    assert verbs["tweeted"].group == "write"
    assert verbs["denied"].is_negative
    assert not verbs["said"].is_negative
    assert speech_nouns()["claims"].lemma == "claim"


def test_lists_are_sorted_lower_case_and_without_doubles() -> None:
    for name in ("reporting_verbs", "speech_nouns"):
        lemmas = [row["lemma"] for row in rows(name)]
        assert lemmas == sorted(set(lemmas))
        assert all(row["forms"] == row["forms"].lower() for row in rows(name))
        assert all(row["lemma"] in row["forms"].split() for row in rows(name))


def test_attitudes_are_no_reporting_verbs() -> None:
    assert not {"want", "oppose", "support", "plan", "hate"} & {row["lemma"] for row in rows("reporting_verbs")}


def test_prepositions_lead_to_a_topic_with_some_verbs_only() -> None:
    assert leads_to_topic("about", "complain")
    assert leads_to_topic("to", "object")
    assert not leads_to_topic("to", "say")
    assert not leads_to_topic("during", "say")


def test_occasions_vessels_and_speakers() -> None:
    assert names_occasion("monday")
    assert not names_occasion("plan")
    assert carries_words("statement")
    assert speaker_nouns()["campaigners"] == "person"
    assert speaker_nouns()["ministries"] == "group"
    assert "plan" not in speaker_nouns()


def test_some_objects_are_won_or_lost_and_not_said() -> None:
    assert is_unspoken("claim", "trophies", is_counted=False)
    assert is_unspoken("concede", "errors", is_counted=True)
    assert not is_unspoken("concede", "errors", is_counted=False)
    assert not is_unspoken("declare", "votes", is_counted=True)
    assert not is_unspoken("say", "goals", is_counted=True)
