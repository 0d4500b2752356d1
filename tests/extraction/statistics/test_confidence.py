"""The confidence of a row: which features it follows from, and in which direction."""

from __future__ import annotations

from statistic_docs import parsed

from newsrows.extraction.statistics.confidence import BIAS, confidence
from newsrows.extraction.statistics.finder import find_with_features
from newsrows.lexicon import rows

TWELVE_BOATS = "They|PRP|nsubj|1 sold|VBD|ROOT|1 12|CD|nummod|3 boats|NNS|dobj|1 .|.|punct|1"
A_BARE_TWELVE = "They|PRP|nsubj|1 got|VBD|ROOT|1 to|IN|prep|1 1,200|CD|pobj|2 .|.|punct|1"


def row_of(line):
    return next(find_with_features(parsed(line)))


def test_counted_noun_is_named_as_the_source_of_the_concept():
    _, features = row_of(TWELVE_BOATS)
    assert {"count, digits", "concept=counted"} <= set(features)


def test_number_without_noun_and_concept_is_less_certain_than_a_counted_noun():
    counted, _ = row_of(TWELVE_BOATS)
    bare, features = row_of(A_BARE_TWELVE)
    assert {"no unit", "concept=none"} <= set(features)
    assert bare.confidence < 0.6 < counted.confidence


def test_confidence_of_a_row_follows_from_its_features():
    statistic, features = row_of(TWELVE_BOATS)
    assert statistic.confidence == confidence(features)


def test_unknown_features_change_nothing():
    assert confidence(("not a feature",)) == confidence(())


def test_table_has_one_weight_for_each_feature():
    names = [row["feature"] for row in rows("statistic_confidence")]
    assert len(names) == len(set(names))
    assert BIAS in names
