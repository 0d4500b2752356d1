"""Applies readers' marks to every build: a marked row is confirmed, corrected or left out."""

from newsrows.review.apply import Applied, apply_reviews
from newsrows.review.identities import Known, known_entities
from newsrows.review.marks import ReviewError, Reviews, read_reviews
from newsrows.review.outcomes import Outcome, ReviewReport, report_reviews

__all__ = [
    "Applied",
    "Known",
    "Outcome",
    "ReviewError",
    "ReviewReport",
    "Reviews",
    "apply_reviews",
    "known_entities",
    "read_reviews",
    "report_reviews",
]
