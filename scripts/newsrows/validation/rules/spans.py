"""Rules for offsets: they are inside the article, and the row's text is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, shown, violation


@dataclass(frozen=True, slots=True)
class _Spanned:
    """Columns of a table that hold a span; `text` is None where no column repeats the article's words."""

    table: str
    start: str
    end: str
    text: str | None


_SPANS = (
    _Spanned("mentions", "start", "end", "text"),
    _Spanned("roles", "start", "end", "text"),
    _Spanned("quotes", "start", "end", None),  # its text is that of its parts
    _Spanned("quotes", "speaker_start", "speaker_end", "speaker"),
    _Spanned("quotes", "cue_start", "cue_end", None),  # the cue is a lemma: 'say' where the article has 'said'
    _Spanned("quote_spans", "start", "end", "text"),
    _Spanned("statistics", "start", "end", "text"),
)


@own_rule("rows", reads=["articles.text"])
def character_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """An article's characters are the length of its text in Unicode code points."""
    if "articles" in tables:
        length = pl.col("text").str.len_chars()
        yield from violation(
            "articles",
            tables["articles"].filter(pl.col("characters") != length),
            column="characters",
            found=number(pl.col("characters")),
            expected=pl.format("the text has {} characters", number(length)),
        )


@own_rule("rows")
def span_order(tables: Tables) -> Iterator[Violation]:
    """A span's end is greater than its start."""
    for span in _SPANS:
        if span.table in tables:
            start, end = pl.col(span.start), pl.col(span.end)
            yield from violation(
                span.table,
                tables[span.table].filter(end <= start),
                column=span.end,
                found=number(end),
                expected=pl.format("expected more than {} {}", pl.lit(span.start), number(start)),
            )


@own_rule("rows", "quotes")
def span_incomplete(tables: Tables) -> Iterator[Violation]:
    """A cue or a speaker has its text, start and end, or none of the three."""
    for name in ("cue", "speaker"):
        columns = [name, f"{name}_start", f"{name}_end"]
        given = pl.sum_horizontal(pl.col(column).is_not_null() for column in columns)
        parts = pl.format(
            ", ".join(column + " {}" for column in columns), *(shown(pl.col(column)) for column in columns)
        )
        wrong = tables["quotes"].filter(~given.is_in([0, 3]))
        yield from violation("quotes", wrong, column=name, found=parts, expected="expected all three or none")


@own_rule("tables", "articles")
def span_outside_article(tables: Tables) -> Iterator[Violation]:
    """A span ends no later than its article."""
    articles = _articles(tables)
    length = pl.col("text").str.len_chars() if "text" in articles.columns else pl.col("characters")
    lengths = articles.select("article_id", length=length)
    for span, frame in _spanned(tables):
        wrong = frame.join(lengths, on="article_id").filter(pl.col(span.end) > pl.col("length"))
        yield from violation(
            span.table,
            wrong,
            column=span.end,
            found=number(pl.col(span.end)),
            expected=pl.format("the article ends at {}", number(pl.col("length"))),
        )


@own_rule("tables", "articles", reads=["articles.text"])
def span_text_mismatch(tables: Tables) -> Iterator[Violation]:
    """A span's text is the article's text from start to end."""
    texts = dict(_articles(tables).select("article_id", "text").drop_nulls().iter_rows())
    for span, frame in _spanned(tables):
        if span.text is None:
            continue
        slices = _slices(frame.select("article_id", span.start, span.end), texts)
        wrong = frame.with_columns(slice=slices).filter(pl.col("slice") != pl.col(span.text))
        yield from violation(
            span.table,
            wrong,
            column=span.text,
            found=shown(pl.col(span.text)),
            expected=pl.format(
                "the article has {} at {}-{}", shown(pl.col("slice")), pl.col(span.start), pl.col(span.end)
            ),
        )


def _articles(tables: Tables) -> pl.DataFrame:
    return tables["articles"].unique("article_id", keep="first", maintain_order=True)


def _spanned(tables: Tables) -> Iterator[tuple[_Spanned, pl.DataFrame]]:
    """Each kind of span with its table's rows; quote_spans get the article_id of their quote."""
    for span in _SPANS:
        if span.table == "quote_spans" and {"quote_spans", "quotes"} <= tables.keys():
            article_of = tables["quotes"].select("quote_id", "article_id").unique("quote_id", keep="first")
            yield span, tables["quote_spans"].join(article_of, on="quote_id")
        elif span.table in tables.keys() - {"quote_spans"}:
            yield span, tables[span.table]


def _slices(spans: pl.DataFrame, texts: dict[str, str]) -> pl.Series:
    """The articles' text at each span; null if the span is not in an article.

    Python's own strings find an offset in one step; polars counts characters from the start of the text each time.
    """
    return pl.Series(
        [
            texts[article][start:end]
            if article in texts and start is not None and end is not None and 0 <= start < end <= len(texts[article])
            else None
            for article, start, end in spans.iter_rows()
        ],
        dtype=pl.String,
    )
