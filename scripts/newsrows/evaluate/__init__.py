"""Built tables against human annotation: how many quotes are found, and how many with the right speaker."""

from newsrows.evaluate.calibration import calibration
from newsrows.evaluate.figures import Figures, figures_with_intervals
from newsrows.evaluate.gold import GoldArticle, GoldError, read_gold
from newsrows.evaluate.match import ArticleMatch, match_article
from newsrows.evaluate.predictions import read_predictions
from newsrows.evaluate.runs import compare, read_run, write_run

__all__ = [
    "ArticleMatch",
    "Figures",
    "GoldArticle",
    "GoldError",
    "calibration",
    "compare",
    "figures_with_intervals",
    "match_article",
    "read_gold",
    "read_predictions",
    "read_run",
    "write_run",
]
