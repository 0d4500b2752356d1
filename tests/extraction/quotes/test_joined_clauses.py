"""Clauses that the parser joined to a cue: what the speaker says, or what the reporter adds."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.cues import find_cues
from newsrows.extraction.quotes.joined_clauses import clauses_joined_to, is_reported_too

_NLP = spacy.blank("en")
# 'The guard said the gate was shut', then the joined clause; word/tag/label, and the head of the label after '<'.
_REPORT = "The/DT/det<1 guard/NN/nsubj<2 said/VBD/ROOT<2 the/DT/det<4 gate/NN/nsubj<5 was/VBD/ccomp<2 shut/JJ/acomp<5"
_FIRST = 7


def is_joined(clause: str, label: str = "conj", report: str = _REPORT) -> bool:
    """Whether the guard said the clause too. Its last word but the stop is its verb, and governs all its words."""
    joined = clause.split()
    verb = _FIRST + len(joined) - 1
    marked = report.split() + [f"{word}<{verb}" for word in joined[:-1]] + [f"{joined[-1]}/{label}<2", "././punct<2"]
    rows = [word.rsplit("<", 1) for word in marked]
    words, tags, deps = zip(*(row[0].rsplit("/", 2) for row in rows), strict=True)
    doc = Doc(
        _NLP.vocab,
        words=list(words),
        tags=list(tags),
        deps=list(deps),
        heads=[int(row[1]) for row in rows],
        sent_starts=[number == 0 for number in range(len(rows))],
    )
    context = QuoteContext(ParsedArticle.of(doc), ())
    cue = next(cue for cue in find_cues(context) if cue.token == 2)
    assert verb in clauses_joined_to(context, cue)
    return is_reported_too(context, cue, 5, verb, _FIRST)


@pytest.mark.parametrize(
    ("clause", "is_reported"),
    [
        ("and/CC/cc its/PRP$/poss lock/NN/nsubj broke/VBD", True),
        (",/,/punct but/CC/cc its/PRP$/poss lock/NN/nsubj broke/VBD", True),
        ("but/CC/cc she/PRP/nsubj came/VBD", True),
        (",/,/punct but/CC/cc she/PRP/nsubj came/VBD", False),
        (",/,/punct and/CC/cc its/PRP$/poss lock/NN/nsubj broke/VBD", False),
        ("and/CC/cc Poole/NNP/nsubj came/VBD", False),
        ("and/CC/cc its/PRP$/poss lock/NN/nsubj breaks/VBZ", False),
        ("and/CC/cc left/VBD", False),
    ],
)
def test_a_second_clause_has_a_subject_and_the_tense_of_the_first(clause: str, is_reported: bool) -> None:
    assert is_joined(clause) is is_reported


@pytest.mark.parametrize(
    ("clause", "is_reported"),
    [
        (",/,/punct and/CC/cc Poole/NNP/nsubj would/MD/aux come/VB", True),
        (",/,/punct had/VBD/aux been/VBN", True),
        (",/,/punct and/CC/cc that/IN/mark Poole/NNP/nsubj came/VBD", True),
        (",/,/punct was/VBD/aux been/VBN", False),
    ],
)
def test_backshifted_verbs_and_a_second_that_show_that_the_speaker_goes_on(clause: str, is_reported: bool) -> None:
    assert is_joined(clause) is is_reported


def test_an_adjective_after_a_conjunction_belongs_to_the_clause() -> None:
    assert is_joined("but/CC/cc safe/JJ")


def test_a_clause_with_a_report_of_its_own_is_not_joined() -> None:
    assert not is_joined("and/CC/cc she/PRP/nsubj it/PRP/ccomp claimed/VBD")


@pytest.mark.parametrize(
    ("clause", "is_reported"),
    [
        ("could/MD/aux break/VB", True),
        ("was/VBD", True),
        (",/,/punct left/VBD", False),
        (",/,/punct she/PRP/nsubj left/VBD", False),
    ],
)
def test_a_predicate_completes_the_clause_before_it(clause: str, is_reported: bool) -> None:
    assert is_joined(clause, "ccomp") is is_reported


def test_a_clause_with_a_subject_completes_one_without_a_finite_verb() -> None:
    report = _REPORT.replace("was/VBD/ccomp", "contrary/JJ/ccomp")
    assert is_joined(",/,/punct she/PRP/nsubj left/VBD", "ccomp", report)


def test_a_sentence_that_the_parser_cut_before_a_conjunction_goes_on() -> None:
    words = ["She", "said", "it", "was", "shut", "and", "he", "was", "safe", "."]
    tags = ["PRP", "VBD", "PRP", "VBD", "JJ", "CC", "PRP", "VBD", "JJ", "."]
    deps = ["nsubj", "ROOT", "nsubj", "ccomp", "acomp", "cc", "nsubj", "ROOT", "acomp", "punct"]
    heads = [1, 1, 3, 1, 3, 7, 7, 7, 7, 7]
    starts = [number in {0, 5} for number in range(len(words))]
    doc = Doc(_NLP.vocab, words=words, tags=tags, deps=deps, heads=heads, sent_starts=starts)
    context = QuoteContext(ParsedArticle.of(doc), ())
    (cue,) = find_cues(context)
    assert clauses_joined_to(context, cue) == [3, 7]
    assert is_reported_too(context, cue, 3, 7, 5)
