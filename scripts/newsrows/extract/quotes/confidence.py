"""How likely a report is right: a logistic regression over its traits.

The weights are in lexicon/quote_confidence.csv, one row a trait; `scripts/fit_quote_confidence.py` fits them anew to
a folder of annotated articles. A report that was never seen to be right or wrong is weighed by its kind of cue and
its pattern, so verbs that the annotated articles do not use are judged like others of their class.
"""

from __future__ import annotations

from functools import cache
from math import exp

from newsrows.extract.quotes.report import Report
from newsrows.lexicon import rows

BIAS = "(bias)"
# Patterns too rare in the training articles to be weighed: the share that was right among those in all of them.
_COUNTED = {"turn": 0.75, "put-so": 0.5}


@cache
def weights() -> dict[str, float]:
    """The weight of each trait."""
    return {row["trait"]: float(row["weight"]) for row in rows("quote_confidence")}


def confidence_of(report: Report) -> float:
    """Probability that content and speaker of `report` are right, to two decimal places."""
    if report.pattern in _COUNTED:
        return _COUNTED[report.pattern]
    known = weights()
    score = known.get(BIAS, 0.0) + sum(known.get(trait, 0.0) for trait in set(report.traits))
    return round(1 / (1 + exp(-score)), 2)
