"""What every finder reads: an article with its layout and its parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extract.layout import Block, lay_out
from newsrows.extract.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, eq=False)
class ParsedArticle:
    """An article's text, its blocks (paragraphs and page furniture) and its tokens."""

    text: str
    blocks: tuple[Block, ...]
    tokens: Tokens

    @classmethod
    def of(cls, doc: Doc) -> ParsedArticle:
        """Lay out and copy out `doc`."""
        return cls(text=doc.text, blocks=lay_out(doc.text), tokens=Tokens.of(doc))
