"""Values that pass between stages: small, frozen, and without spaCy objects, frames or files."""

from newsrows.records.article import Article, PageDiagnostic, Rejected, WebPage
from newsrows.records.errors import (
    EngineError,
    InvalidTablesError,
    ModelError,
    NewsrowsError,
    OutputError,
    PackageError,
    SourceError,
)
from newsrows.records.findings import (
    Clause,
    Cue,
    Description,
    EntityType,
    Findings,
    Gender,
    Mention,
    Quote,
    Role,
    Statistic,
    Syntax,
)
from newsrows.records.issue import Issue
from newsrows.records.linked import Entity, LinkedArticle, LinkedMention, LinkedQuote, LinkedRole, LinkedStatistic
from newsrows.records.review import ADDABLE, CORRECTABLE, REVIEW_COLUMNS, ReviewMark, Verdict
from newsrows.records.span import Span

__all__ = [
    "ADDABLE",
    "CORRECTABLE",
    "REVIEW_COLUMNS",
    "Article",
    "Clause",
    "Cue",
    "Description",
    "EngineError",
    "Entity",
    "EntityType",
    "Findings",
    "Gender",
    "InvalidTablesError",
    "Issue",
    "LinkedArticle",
    "LinkedMention",
    "LinkedQuote",
    "LinkedRole",
    "LinkedStatistic",
    "Mention",
    "ModelError",
    "NewsrowsError",
    "OutputError",
    "PackageError",
    "PageDiagnostic",
    "Quote",
    "Rejected",
    "ReviewMark",
    "Role",
    "SourceError",
    "Span",
    "Statistic",
    "Syntax",
    "Verdict",
    "WebPage",
]
