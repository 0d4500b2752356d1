"""The sentence of a row that a review has moved."""

from __future__ import annotations

from newsrows.review.rows import ArticleRows, Row


def sentence_number(rows: ArticleRows, row: Row, start: int) -> int:
    """That of a mention which now begins at `start`: its own, as far as the mentions around it allow."""
    others = [other for other in rows.tables["mentions"] if other is not row]
    least = max((other["sentence"] for other in others if other["start"] < start), default=0)
    most = min((other["sentence"] for other in others if other["start"] > start), default=row["sentence"])
    return int(min(max(row["sentence"], least), max(most, least)))


def sentence_text(text: str, row: Row, start: int, end: int) -> str:
    """That of a statistic which now stands at `start` to `end`: its own, widened where the figure leaves it."""
    sentence = row["sentence"]
    # The same sentence may stand in the article twice: the one that holds the figure as it was is meant.
    begin = text.rfind(sentence, 0, row["start"] + len(sentence))
    while begin > row["start"]:
        begin = text.rfind(sentence, 0, begin + len(sentence) - 1)
    if begin < 0:
        return text[start:end]
    return text[min(begin, start) : max(begin + len(sentence), end)]
