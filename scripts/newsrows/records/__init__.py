"""The values that pass between stages: frozen, small, and free of spaCy, frames and files."""

from newsrows.records.article import Article, PageDiagnostic, Rejected, WebPage
from newsrows.records.errors import NewsrowsError
from newsrows.records.findings import Cue, EntityType, Findings, Gender, Mention, Quote, Role, Statistic
from newsrows.records.issue import Issue
from newsrows.records.linked import Entity, LinkedArticle, LinkedMention, LinkedQuote, LinkedRole, LinkedStatistic
from newsrows.records.review import CORRECTABLE, REVIEW_COLUMNS, ReviewMark, Verdict
from newsrows.records.span import Span

__all__ = [
    "CORRECTABLE",
    "REVIEW_COLUMNS",
    "Article",
    "Cue",
    "Entity",
    "EntityType",
    "Findings",
    "Gender",
    "Issue",
    "LinkedArticle",
    "LinkedMention",
    "LinkedQuote",
    "LinkedRole",
    "LinkedStatistic",
    "Mention",
    "NewsrowsError",
    "PageDiagnostic",
    "Quote",
    "Rejected",
    "ReviewMark",
    "Role",
    "Span",
    "Statistic",
    "Verdict",
    "WebPage",
]
