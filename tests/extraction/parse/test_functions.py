"""The place of mentions in the parse. The parses are written by hand, so the tests need no model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from newsrows.extraction.parse.functions import with_syntax
from newsrows.extraction.parse.tokens import Tokens
from newsrows.records import Mention, Span, Syntax
from newsrows.records.findings import MentionForm

NLP = spacy.blank("en")


def syntax(parse: str, phrase: str, form: MentionForm = "name") -> Syntax:
    """The place of `phrase` in a parse, whose tokens are word/tag/dependency/index of the head."""
    parts = [token.split("/") for token in parse.split()]
    words, tags, deps, heads = zip(*parts, strict=True)
    doc = Doc(
        NLP.vocab, words=words, tags=tags, deps=deps, heads=[int(head) for head in heads], spaces=[True] * len(words)
    )
    start = doc.text.index(phrase)
    (mention,) = with_syntax(
        Tokens.of(doc), [Mention(Span(start, start + len(phrase), phrase), "person", form, sentence=0)]
    )
    assert mention.syntax is not None
    return mention.syntax


REPORT = (
    "Ann/NNP/compound/1 Hill/NNP/nsubj/2 said/VBD/ROOT/2 she/PRP/nsubj/4 hurt/VBD/ccomp/2 him/PRP/dobj/4 ././punct/2"
)


def test_function_is_that_of_the_whole_name() -> None:
    assert syntax(REPORT, "Ann Hill").function == "subject"


def test_object_knows_the_subject_of_its_clause() -> None:
    him = syntax(REPORT, "him", "pronoun")
    assert (him.function, him.subject) == ("object", len("Ann Hill said "))


def test_clauses_go_outwards_and_know_reporting_verbs() -> None:
    clauses = syntax(REPORT, "she", "pronoun").clauses
    assert [(clause.link, clause.is_report) for clause in clauses] == [("ccomp", False), ("ROOT", True)]


def test_possessive_knows_what_it_owns() -> None:
    parse = "He/PRP/nsubj/1 sold/VBD/ROOT/1 her/PRP$/poss/3 house/NN/dobj/1 ././punct/1"
    her = syntax(parse, "her", "pronoun")
    assert (her.function, her.owned, her.governor) == ("possessive", "object", len("He sold her "))


# Her sister , Jo Hart , sang .
APPOSED = (
    "Her/PRP$/poss/1 sister/NN/nsubj/6 ,/,/punct/1 Jo/NNP/compound/4 Hart/NNP/appos/1 ,/,/punct/1 sang/VBD/ROOT/6 "
    "././punct/6"
)


def test_name_in_apposition_has_the_function_of_the_noun() -> None:
    hart = syntax(APPOSED, "Jo Hart")
    assert (hart.function, hart.head, hart.gender) == ("subject", len("Her "), "female")


def test_noun_of_somebody_else_shows_no_gender() -> None:
    parse = "Jo/NNP/compound/1 Hart/NNP/nsubj/2 met/VBD/ROOT/2 her/PRP$/poss/4 brother/NN/dobj/2 ././punct/2"
    assert syntax(parse, "Jo Hart").gender is None


def test_second_conjunct_has_the_function_of_the_first() -> None:
    parse = "Ann/NNP/nsubj/3 and/CC/cc/0 Jo/NNP/conj/0 sang/VBD/ROOT/3 ././punct/3"
    jo = syntax(parse, "Jo")
    assert (jo.function, jo.is_conjunct) == ("subject", True)


def test_understood_subject_of_a_joined_verb_is_that_of_the_first() -> None:
    parse = "Ann/NNP/nsubj/1 rose/VBD/ROOT/1 and/CC/cc/1 saw/VBD/conj/1 him/PRP/dobj/3 ././punct/1"
    assert syntax(parse, "him", "pronoun").subject == 0


def test_subject_of_a_relative_clause_is_the_noun_before_it() -> None:
    parse = "Ann/NNP/nsubj/4 ,/,/punct/0 who/WP/nsubj/3 saw/VBD/relcl/0 left/VBD/ROOT/4 him/PRP/dobj/3 ././punct/4"
    assert syntax(parse, "him", "pronoun").subject == 0


def test_whom_a_verb_asks_is_the_subject_of_its_infinitive() -> None:
    parse = "Ann/NNP/nsubj/1 asked/VBD/ROOT/1 Jo/NNP/dobj/1 to/TO/aux/4 help/VB/xcomp/1 her/PRP/dobj/4 ././punct/1"
    assert syntax(parse, "her", "pronoun").subject == len("Ann asked ")


def test_word_without_a_verb_above_it_has_no_clause() -> None:
    assert syntax("Ann/NNP/ROOT/0 ././punct/0", "Ann").clauses == ()
