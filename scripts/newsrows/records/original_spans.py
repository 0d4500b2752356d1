"""Moves the spans of an article whose lines were joined back to the text as it was read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from newsrows.records.linked import LinkedArticle
from newsrows.records.paragraphs import UnwrappedText
from newsrows.records.span import Span


def to_original(linked: LinkedArticle, unwrapped: UnwrappedText, text: str) -> LinkedArticle:
    """The same findings with spans of `text`.

    Args:
        linked: findings with spans of `unwrapped.text`.
        unwrapped: the text whose lines were joined.
        text: the original text. A name that was broken across two lines has the line break in its span.
    """
    if unwrapped.is_original:
        return linked
    moved: LinkedArticle = _moved(linked, unwrapped, text)
    return moved


def _moved(value: Any, unwrapped: UnwrappedText, text: str) -> Any:
    """`value` with all spans in it moved: those of dataclasses and tuples, at any depth."""
    if isinstance(value, Span):
        return Span.of(text, *unwrapped.original_span(value.start, value.end))
    if isinstance(value, tuple):
        return tuple(_moved(item, unwrapped, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), unwrapped, text) for f in fields(value)})
    return value
