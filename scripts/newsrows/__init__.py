"""Turn English news articles into linked, validated tables of people, organisations, quotes and statistics.

    import newsrows as nr

    tables = nr.extract("The strike is off, Ann Carter said.")
    tables.quotes

The names in `__all__` are the public API. They keep their meaning within a major version. Every other module and name
is internal and can change in any version. docs/python.md describes the API with examples.

Importing newsrows takes a few milliseconds: a name below is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrows.api.article_versions import diff_articles
    from newsrows.api.articles import Article
    from newsrows.api.build import build
    from newsrows.api.description import describe
    from newsrows.api.differences import ArticleDiff, DataDiff, SchemaDiff, diff_data, diff_schemas
    from newsrows.api.explanation import explain
    from newsrows.api.extraction import Extractor, extract
    from newsrows.api.packages import Package, load
    from newsrows.api.publishing import export, report
    from newsrows.api.reviewing import ImportedReviews, import_reviews
    from newsrows.api.tables import Tables
    from newsrows.api.validation import validate
    from newsrows.datapackage import ForeignKey
    from newsrows.pipeline import BuildReport
    from newsrows.publishing.editions import Exported
    from newsrows.records import (
        EngineError,
        InvalidTablesError,
        Issue,
        ModelError,
        NewsrowsError,
        OutputError,
        PackageError,
        Rejected,
        SourceError,
    )
    from newsrows.site import ReportSummary
    from newsrows.validation import TableRule, Violation, rule, violation

__version__ = "0.3.0"

__all__ = [
    "Article",
    "ArticleDiff",
    "BuildReport",
    "DataDiff",
    "EngineError",
    "Exported",
    "Extractor",
    "ForeignKey",
    "ImportedReviews",
    "InvalidTablesError",
    "Issue",
    "ModelError",
    "NewsrowsError",
    "OutputError",
    "Package",
    "PackageError",
    "Rejected",
    "ReportSummary",
    "SchemaDiff",
    "SourceError",
    "TableRule",
    "Tables",
    "Violation",
    "__version__",
    "build",
    "describe",
    "diff_articles",
    "diff_data",
    "diff_schemas",
    "explain",
    "export",
    "extract",
    "import_reviews",
    "load",
    "report",
    "rule",
    "validate",
    "violation",
]

_MODULES = {
    "Article": "newsrows.api.articles",
    "ArticleDiff": "newsrows.api.differences",
    "BuildReport": "newsrows.pipeline",
    "DataDiff": "newsrows.api.differences",
    "EngineError": "newsrows.records",
    "Exported": "newsrows.publishing.editions",
    "Extractor": "newsrows.api.extraction",
    "ForeignKey": "newsrows.datapackage",
    "ImportedReviews": "newsrows.api.reviewing",
    "InvalidTablesError": "newsrows.records",
    "Issue": "newsrows.records",
    "ModelError": "newsrows.records",
    "NewsrowsError": "newsrows.records",
    "OutputError": "newsrows.records",
    "Package": "newsrows.api.packages",
    "PackageError": "newsrows.records",
    "Rejected": "newsrows.records",
    "ReportSummary": "newsrows.site",
    "SchemaDiff": "newsrows.api.differences",
    "SourceError": "newsrows.records",
    "TableRule": "newsrows.validation",
    "Tables": "newsrows.api.tables",
    "Violation": "newsrows.validation",
    "build": "newsrows.api.build",
    "describe": "newsrows.api.description",
    "diff_articles": "newsrows.api.article_versions",
    "diff_data": "newsrows.api.differences",
    "diff_schemas": "newsrows.api.differences",
    "explain": "newsrows.api.explanation",
    "export": "newsrows.api.publishing",
    "extract": "newsrows.api.extraction",
    "import_reviews": "newsrows.api.reviewing",
    "load": "newsrows.api.packages",
    "report": "newsrows.api.publishing",
    "rule": "newsrows.validation",
    "validate": "newsrows.api.validation",
    "violation": "newsrows.validation",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it (PEP 562)."""
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
