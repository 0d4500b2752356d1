"""Numbers in codes, versions and titles. More phrases are in phrases.csv and no_statistics.csv."""

from __future__ import annotations

import pytest
from statistic_docs import values

LANDED = "landed|VBD|ROOT|0 on|IN|prep|0 runway|NN|pobj|1 27L|CD|nummod|2"
USED = "used|VBD|ROOT|0 Kite|NNP|dobj|0 2.1|CD|nummod|1"
MILE = "from|IN|ROOT|0 12|CD|nummod|2 Mile|NNP|compound|3 Road|NNP|pobj|0"
PLAN = "a|DT|det|2 529|CD|nummod|2 plan|NN|ROOT|2"
PHASE = "after|IN|ROOT|0 phase|NN|nsubj|3 two|CD|nummod|3 ends|NNS|pobj|0"
RACE = "a|DT|det|4 three|CD|npadvmod|3 _-|HYPH|punct|3 _legged|JJ|amod|4 race|NN|ROOT|4"
SAID = "One|CD|nummod|1 lawyer|NN|nsubj|2 said|VBD|ROOT|2 so|RB|advmod|2"
NOON = "lunch|NN|nsubj|1 is|VBZ|ROOT|1 at|IN|prep|1 12|CD|nummod|4 noon|NN|pobj|2"
STARTS = "it|PRP|nsubj|1 starts|VBZ|ROOT|1 at|IN|prep|1 7.30|CD|pobj|2"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (LANDED, LANDED.replace("runway", "with")),
        (USED, USED.replace("Kite|NNP", "about|RB").replace("2.1|CD|nummod|1", "2.1|CD|nummod|3 points|NNS|dobj|0")),
        (MILE, MILE.replace("Mile|NNP|compound|3 Road|NNP", "miles|NNS|pobj|0 away|RB")),
        (PLAN, PLAN.replace("plan|NN", "plans|NNS")),
        (PHASE, PHASE.replace("after|IN", "last|JJ")),
        (RACE, RACE.replace("legged|JJ", "day|NN")),
        (SAID, SAID.replace("said|VBD", "died|VBD")),
        (NOON, NOON.replace("noon|NN", "tables|NNS")),
        (STARTS, STARTS.replace("7.30", "7.30|CD|nummod|4 points|NNS").replace("points|NNS|CD", "points|NNS")),
    ],
)
def test_a_number_that_names_something_is_not_a_statistic(line, right):
    assert values(line) == []
    assert len(values(right)) == 1
