"""The noun that a figure counts or measures."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics.figures import SentenceFigures
from newsrows.extraction.statistics.finder import find_figures
from newsrows.extraction.statistics.measured_noun import antecedent, measured_noun


def measured(line: str) -> str | None:
    """The word that the first figure of the line measures."""
    article = parsed(line)
    figures = find_figures(article)
    noun = measured_noun(article.tokens, figures[0], SentenceFigures.of(article.tokens, figures))
    return None if noun is None else article.tokens.words[noun]


@pytest.mark.parametrize(
    ("line", "noun"),
    [
        ("5|CD|nummod|1 %|NN|ROOT|1 of|IN|prep|1 income|NN|pobj|2", "income"),
        ("$|$|quantmod|1 _5|CD|ROOT|1 in|IN|prep|1 assets|NNS|pobj|2", "assets"),
        ("Dow|NNP|ROOT|0 +0.2|CD|nummod|2 _%|NN|dep|0", "Dow"),
        ("profits|NNS|nsubj|1 rose|VBD|ROOT|1 5|CD|nummod|3 %|NN|npadvmod|1", "profits"),
        ("they|PRP|nsubj|1 cut|VBD|ROOT|1 rates|NNS|dobj|1 to|IN|prep|1 5|CD|nummod|5 %|NN|pobj|3", "rates"),
        ("she|PRP|nsubj|1 paid|VBD|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 for|IN|prep|1 bins|NNS|pobj|4", "bins"),
        ("she|PRP|nsubj|1 spent|VBD|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 on|IN|prep|1 bins|NNS|pobj|4", "bins"),
        ("it|PRP|nsubj|1 gives|VBZ|ROOT|1 Greens|NNPS|dative|1 5|CD|nummod|4 %|NN|dobj|1", "Greens"),
        ("5|CD|nummod|1 %|NN|nsubj|2 agreed|VBD|ROOT|2", None),
        ("tower|NN|dep|3 ,|,|punct|3 300|CD|nummod|3 metres|NNS|nsubj|4 rises|VBZ|ROOT|4", "tower"),
        ("the|DT|ROOT|0 37|CD metre|NN (|-LRB- _121|CD foot|NN _)|-RRB- -|HYPH high|JJ tower|NN", "tower"),
        ("homes|NNS|ROOT|0 that|WDT|nsubj|2 rose|VBD|relcl|0 2|CD|nummod|4 %|NN|npadvmod|2", "homes"),
        (
            (
                "sales|NNS|nsubj|1 fell|VBD|ROOT|1 raising|VBG|advcl|1 fees|NNS|dobj|2 by|IN|prep|1 2|CD|nummod|6 "
                "%|NN|pobj|4"
            ),
            "fees",
        ),
        (
            (
                "she|PRP|nsubj|1 invested|VBD|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 again|RB|advmod|1 in|IN|prep|1 "
                "bins|NNS|pobj|5"
            ),
            "bins",
        ),
    ],
)
def test_a_figure_measures_the_noun_that_it_is_about(line, noun):
    assert measured(line) == noun


def test_a_figure_in_cash_does_not_measure_cash():
    line = "Acme|NNP|nsubj|1 has|VBZ|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 in|IN|prep|3 cash|NN|pobj|4"
    assert measured(line) == "Acme"
    assert measured(line.replace("cash|NN", "shares|NNS")) == "shares"


def test_a_noun_more_than_8_tokens_before_a_figure_is_not_measured():
    fillers = " ".join("so|RB|dep|0" for _ in range(7))
    line = f"so|RB|ROOT|0 tower|NN|dep|0 {fillers} 5|CD|dep|0 %|NN|dep|9"
    assert measured(line) == "tower"
    assert measured(line.replace("tower|NN|dep|0", "tower|NN|dep|0 so|RB|dep|0").replace("dep|9", "dep|10")) is None


def test_a_pronoun_stands_for_the_nearest_subject_that_agrees():
    line = "Acme|NNP|nsubj|1 sued|VBD|ROOT|1 banks|NNS|dobj|1 as|IN|mark|5 it|PRP|nsubj|5 lost|VBD|advcl|1"
    assert antecedent(parsed(line).tokens, 4, frozenset()) == 0
    assert antecedent(parsed(line.replace("it|PRP", "they|PRP")).tokens, 4, frozenset()) == 2


def test_a_pronoun_does_not_stand_for_a_noun_outside_its_quotation():
    line = 'Acme|NNP|nsubj|1 sued|VBD|ROOT|1 "|``|punct|1 as|IN|mark|5 it|PRP|nsubj|5 lost|VBD|advcl|1'
    assert antecedent(parsed(line).tokens, 4, frozenset()) is None
    assert antecedent(parsed(line.replace('"|``', "now|RB")).tokens, 4, frozenset()) == 0
