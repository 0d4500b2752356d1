"""What every finder reads: an article with its layout and its parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extraction.names.ner import RawName
from newsrows.extraction.parse.layout import Block, lay_out
from newsrows.extraction.parse.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc


Blocks = tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class ParsedArticle:
    """An article's text, its blocks (paragraphs and page furniture), its tokens, and the names that a model marked."""

    text: str
    blocks: tuple[Block, ...]
    tokens: Tokens
    voice: tuple[RawName, ...] = ()

    @classmethod
    def of(
        cls, doc: Doc, voice: Sequence[RawName] = (), *, text: str | None = None, blocks: Blocks | None = None
    ) -> ParsedArticle:
        """Copy out `doc`.

        Args:
            doc: a parse.
            voice: the names that a model marked in the text, in reading order, none overlapping another.
            text: that of the doc, if it is at hand.
            blocks: the layout of the text, if it is known.
        """
        text = doc.text if text is None else text
        return cls(text, lay_out(text) if blocks is None else blocks, Tokens.of(doc, voice), tuple(voice))
