"""What all finders read: an article with its layout, its parse, and the entities that the NER model marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extraction.parse.blocks import Block
from newsrows.extraction.parse.entity_span import EntitySpan
from newsrows.extraction.parse.layout import segment_blocks
from newsrows.extraction.parse.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, eq=False)
class ParsedArticle:
    """An article as the finders read it.

    Attributes:
        text: the article's text; all offsets count its code points.
        blocks: paragraphs, and lines of the web page such as captions, in order.
        tokens: tokens with tags, dependencies and sentences.
        entity_spans: named entities that the NER model marked, in reading order and without overlap.
    """

    text: str
    blocks: tuple[Block, ...]
    tokens: Tokens
    entity_spans: tuple[EntitySpan, ...] = ()

    @classmethod
    def of(
        cls,
        doc: Doc,
        entity_spans: Sequence[EntitySpan] = (),
        *,
        text: str | None = None,
        blocks: tuple[Block, ...] | None = None,
    ) -> ParsedArticle:
        """Copy a spaCy parse.

        Args:
            doc: the parse.
            entity_spans: named entities that the NER model marked, in reading order and without overlap.
            text: the text of `doc`, if the caller has it.
            blocks: the blocks of the text, if the caller has them.
        """
        text = doc.text if text is None else text
        blocks = segment_blocks(text) if blocks is None else blocks
        return cls(text, blocks, Tokens.of(doc, entity_spans), tuple(entity_spans))
