"""The word lists about quotes."""

from __future__ import annotations

import pytest

from newsrows.extraction.quotes.lexicon import (
    carries_words,
    claim_nouns,
    is_unspoken,
    issuing_verbs,
    leads_to_topic,
    names_occasion,
    particle_verbs,
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


def test_a_verb_reports_only_in_its_frames() -> None:
    verbs = reporting_verbs()
    assert all(verbs["called"].reports_in(frame) for frame in ("clause", "fronted", "object-oprd", "about-for"))
    assert not verbs["called"].reports_in("object")
    assert verbs["praised"].reports_in("object")
    assert verbs["pointed"].reports_in("about-to")
    assert not verbs["pointed"].reports_in("about-on")
    assert not verbs["gave"].reports_in("clause")


def test_every_frame_is_known() -> None:
    known = {"-", "clause", "infinitive", "object", "object+", "about", "passive", "put-so", "claim", "source"}
    for name in ("reporting_verbs", "particle_verbs"):
        frames = {frame for row in rows(name) for frame in row["frames"].split()}
        assert {frame for frame in frames if not frame.startswith("about-")} <= known


def test_a_particle_changes_the_entry_of_a_verb() -> None:
    assert particle_verbs()["ruled"]["out"].is_negative
    assert not reporting_verbs()["ruled"].is_negative
    assert particle_verbs()["pointed"]["out"].lemma == "point out"


def test_claims_can_be_denied_but_offers_cannot() -> None:
    assert {"claims", "rumour", "idea"} <= claim_nouns().keys()
    assert not {"offer", "order", "invitation"} & claim_nouns().keys()


def test_the_subject_of_an_issuing_verb_speaks() -> None:
    assert {"made", "voiced", "issued"} <= issuing_verbs()
    assert not {"faced", "rejected"} & issuing_verbs()


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
