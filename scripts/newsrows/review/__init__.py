"""Applies readers' marks to every build: a marked row is confirmed, corrected, added or left out."""

from newsrows.review.apply import Applied, apply_reviews
from newsrows.review.article_rows import ArticleRows
from newsrows.review.identities import Known, known_entities
from newsrows.review.label_studio import ImportedMarks, Task, marks_of_task, read_tasks
from newsrows.review.marks import ReviewError, Reviews, read_reviews, write_reviews
from newsrows.review.outcomes import Outcome, ReviewReport, report_reviews

__all__ = [
    "Applied",
    "ArticleRows",
    "ImportedMarks",
    "Known",
    "Outcome",
    "ReviewError",
    "ReviewReport",
    "Reviews",
    "Task",
    "apply_reviews",
    "known_entities",
    "marks_of_task",
    "read_reviews",
    "read_tasks",
    "report_reviews",
    "write_reviews",
]
