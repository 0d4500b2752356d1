"""What all finders read: an article with its layout, its parse, and the entities that the NER model marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extraction.parse.blocks import Block
from newsrows.extraction.parse.entity_span import EntitySpan
from newsrows.extraction.parse.layout import segment_blocks
from newsrows.extraction.parse.tokens import Tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from newsrows.records import Mention

    FindStates = Callable[[Sequence[Mention]], Mapping[int, NDArray[np.float32]]]


def no_states(_: Sequence[Mention]) -> dict[int, NDArray[np.float32]]:
    """No states: the model that marks names has none."""
    return {}


@dataclass(frozen=True, eq=False)
class ParsedArticle:
    """An article as the finders read it.

    Attributes:
        text: the article's text; all offsets count its code points.
        blocks: paragraphs, and lines of the web page such as captions, in order.
        tokens: tokens with tags, dependencies and sentences.
        entity_spans: named entities that the NER model marked, in reading order and without overlap.
        reference_states: from all mentions to `Findings.reference_states`.
    """

    text: str
    blocks: tuple[Block, ...]
    tokens: Tokens
    entity_spans: tuple[EntitySpan, ...] = ()
    reference_states: FindStates = no_states

    @classmethod
    def of(
        cls,
        doc: Doc,
        entity_spans: Sequence[EntitySpan] = (),
        *,
        text: str | None = None,
        blocks: tuple[Block, ...] | None = None,
        reference_states: FindStates = no_states,
    ) -> ParsedArticle:
        """Copy a spaCy parse.

        Args:
            doc: the parse.
            entity_spans: named entities that the NER model marked, in reading order and without overlap.
            text: the text of `doc`, if the caller has it.
            blocks: the blocks of the text, if the caller has them.
            reference_states: finds states by which antecedents are chosen, if the caller has a model that does.
        """
        text = doc.text if text is None else text
        blocks = segment_blocks(text) if blocks is None else blocks
        return cls(text, blocks, Tokens.of(doc, entity_spans), tuple(entity_spans), reference_states)
