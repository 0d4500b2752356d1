"""Compares built tables with human judgement: annotated quotes with their speakers, and readers' marks on rows."""

from newsrows.evaluation.evaluation import Evaluation, evaluate, explain_evaluation, read_run, write_run
from newsrows.evaluation.gold import GoldError, read_gold
from newsrows.evaluation.reviewed import explain_reviews

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
