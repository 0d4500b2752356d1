"""Built tables against human annotation: how many quotes are found, and how many with the right speaker."""

from newsrows.evaluate.evaluation import Evaluation, evaluate, explain_evaluation
from newsrows.evaluate.gold import GoldError, read_gold
from newsrows.evaluate.runs import read_run, write_run

__all__ = ["Evaluation", "GoldError", "evaluate", "explain_evaluation", "read_gold", "read_run", "write_run"]
