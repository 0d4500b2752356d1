"""Built tables against human judgement: annotated quotes with their speakers, and readers' marks on rows."""

from newsrows.evaluate.evaluation import Evaluation, evaluate, explain_evaluation
from newsrows.evaluate.gold import GoldError, read_gold
from newsrows.evaluate.reviewed import explain_reviews
from newsrows.evaluate.runs import read_run, write_run

__all__ = [
    "Evaluation",
    "GoldError",
    "evaluate",
    "explain_evaluation",
    "explain_reviews",
    "read_gold",
    "read_run",
    "write_run",
]
