"""What every finder reads: an article with its layout and its parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsrows.extract.layout import Block, lay_out
from newsrows.extract.name_spans import RawName
from newsrows.extract.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc


Blocks = tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class ParsedArticle:
    """An article's text, its blocks (paragraphs and page furniture), its tokens, and names from another model."""

    text: str
    blocks: tuple[Block, ...]
    tokens: Tokens
    voice: tuple[RawName, ...] | None = None

    @classmethod
    def of(
        cls, doc: Doc, voice: Sequence[RawName] | None = None, *, text: str | None = None, blocks: Blocks | None = None
    ) -> ParsedArticle:
        """Copy out `doc`; `voice` are names that another model than its pipeline found in the text.

        `text` and `blocks` are those of the doc, if they are known.

        They then stand among the tokens in place of the pipeline's, so that every finder hears the same voice.
        """
        tokens = Tokens.of(doc)
        if voice is not None:
            spans = ((tokens.within(name.start, name.end), name.label) for name in voice)
            entities = [(at.start, at.stop, _ENTITIES[label]) for at, label in spans if at and label in _ENTITIES]
            tokens, voice = replace(tokens, entities=entities), tuple(voice)
        text = doc.text if text is None else text
        return cls(text, lay_out(text) if blocks is None else blocks, tokens, voice)


# What spaCy's pipelines call a kind of name.
_ENTITIES = {"person": "PERSON", "organisation": "ORG", "place": "GPE"}
