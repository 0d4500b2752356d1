"""Results as text: for people, for programs, for GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from newsrows.api.differences import ArticleDiff, DataDiff, SchemaDiff
from newsrows.options import several
from newsrows.records import Issue

_ISSUE_FORMATS = ("text", "json", "github")
_SCHEMA_FORMATS = ("text", "markdown", "github", "json", "sarif")
_DATA_FORMATS = ("text", "markdown", "json")
_ARTICLE_FORMATS = ("text", "json")


def explain(
    result: Sequence[Issue] | SchemaDiff | DataDiff | ArticleDiff,
    format: str = "text",  # noqa: A002 - the command's name for it
    *,
    folder: Path | str | None = None,
) -> str:
    """Write issues or differences as text, as the command prints them.

    Args:
        result: what `validate`, `diff_schemas`, `diff_data` or `diff_articles` returned.
        format: 'text' or 'json'; issues and schemas also as 'github' (annotations of GitHub's actions), differences of
            schemas and data as 'markdown', and differences of schemas as 'sarif'.
        folder: the folder of the package whose issues are written, which annotations name.

    Raises:
        TypeError: `result` is something else.
        ValueError: there is no such format.
    """
    if isinstance(result, SchemaDiff):
        from newsrows.diff.schemas.report import format_verdict  # noqa: PLC0415 - each result needs only its own modules

        _check(format, _SCHEMA_FORMATS)
        return format_verdict(result.verdict, format).rstrip("\n")
    if isinstance(result, DataDiff):
        from newsrows.diff.rows.report import format_diffs  # noqa: PLC0415

        _check(format, _DATA_FORMATS)
        return format_diffs(result.tables, result.problems, format).rstrip("\n")
    if isinstance(result, ArticleDiff):
        from newsrows.diff.articles.report import format_versions  # noqa: PLC0415

        _check(format, _ARTICLE_FORMATS)
        return format_versions(result.differences, format).rstrip("\n")
    from newsrows.validation import explain as explain_issues  # noqa: PLC0415

    _check(format, _ISSUE_FORMATS)
    issues = _issues(result)
    return explain_issues(issues, format, folder=None if folder is None else Path(folder))  # type: ignore[arg-type]


def _issues(result: Iterable[Issue]) -> tuple[Issue, ...]:
    issues = several("result", result)
    for found in issues:
        checked: object = found  # type checkers trust the annotation, users need the message
        if not isinstance(checked, Issue):
            raise TypeError(f"result: found {type(found).__name__}, expected issues or a difference")
    return issues


def _check(name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise ValueError(f"found the format {name!r}, expected one of {', '.join(known)}")
