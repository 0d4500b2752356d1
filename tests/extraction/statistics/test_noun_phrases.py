"""The words of a noun phrase."""

from __future__ import annotations

from statistic_docs import parsed

from newsrows.extraction.statistics.noun_phrases import ExcludedTokens, noun_phrase_text, text_of

NOTHING = ExcludedTokens(frozenset(), frozenset())


def text(line: str, head: int, excluded: ExcludedTokens = NOTHING, **options) -> str | None:
    return noun_phrase_text(parsed(line).tokens, head, excluded, **options)


def test_articles_and_adverbs_are_left_out():
    assert text("the|DT|det|3 very|RB|advmod|2 old|JJ|amod|3 boats|NNS|ROOT|3", 3) == "old boats"


def test_a_vague_quantity_is_left_out():
    assert text("several|JJ|amod|1 boats|NNS|ROOT|1", 1) == "boats"


def test_a_prepositional_phrase_is_part_of_the_phrase():
    line = "cases|NNS|ROOT|0 in|IN|prep|0 Scotland|NNP|pobj|1"
    assert text(line, 0) == "cases in Scotland"
    assert text(line.replace("in|IN", "despite|IN"), 0) == "cases"
    assert text(line, 0, is_cut_at_head=True) == "cases"


def test_an_apposition_behind_a_comma_is_left_out():
    line = "the|DT|det|1 bones|NNS|ROOT|1 of|IN|prep|1 Dippy|NNP|pobj|2 ,|,|punct|3 a|DT|det|6 giant|NN|appos|3"
    assert text(line, 1) == "bones of Dippy"


def test_a_phrase_behind_a_price_ends_before_it():
    line = "a|DT|det|1 price|NN|ROOT|1 of|IN|prep|1 5|CD|pobj|2"
    assert text(line, 1, ExcludedTokens(frozenset({3}), frozenset({3}))) == "price"


def test_an_adjective_of_size_belongs_to_the_figure():
    line = "a|DT|det|4 15|CD|nummod|2 metre|NN|npadvmod|3 high|JJ|amod|4 tower|NN|ROOT|4"
    assert text(line, 4, ExcludedTokens(frozenset({1, 2}), frozenset({1, 2}))) == "tower"
    assert text("a|DT|det|2 high|JJ|amod|2 tower|NN|ROOT|2", 2) == "high tower"


def test_an_open_bracket_ends_the_phrase():
    line = "members|NNS|ROOT|0 of|IN|prep|0 the|DT|det|3 union|NN|pobj|1 (|-LRB-|punct|3 _NUM|NNP|appos|3"
    assert text(line, 0) == "members of the union"


def test_a_phrase_has_at_most_16_tokens_before_its_head():
    line = " ".join(f"old{n}|JJ|amod|20" for n in range(20)) + " boats|NNS|ROOT|20"
    assert text(line, 20) == " ".join([*(f"old{n}" for n in range(4, 20)), "boats"])


def test_quotation_marks_and_a_comma_before_who_are_left_out():
    tokens = parsed("\"|`` _cold|JJ cases|NNS _\"|'' ,|, who|WP").tokens
    assert text_of(tokens, list(range(6))) == "cold cases who"
