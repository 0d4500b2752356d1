"""A spaCy component: `nlp.add_pipe("newsrows")` finds quotes and statistics in the documents of any English pipeline.

The pipeline must have a tagger and a parser before it. newsrows' own encoder finds the names, so the pipeline needs no
`ner`. Figures of quality are measured with newsrows' own pipeline and may differ with another one.

    import spacy

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("newsrows")
    doc = nlp("The strike is off, Ann Carter said.")
    doc._.quotes[0].speaker_name  # 'Ann Carter'
    doc.spans["quotes"]
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsrows.extraction.encoder import Encoder, ReferenceEncoder
from newsrows.extraction.finder import find, parsed_article
from newsrows.extraction.models import Models
from newsrows.extraction.options import NerModel
from newsrows.records import Article, LinkedArticle, LinkedQuote, ModelError, Statistic
from newsrows.records.contract import PART_SEPARATOR
from newsrows.resolution.confidence import rate
from newsrows.resolution.coreference.linking import link

_DATA = "newsrows"


@dataclass(frozen=True, slots=True)
class QuoteInDoc:
    """A quote in a document; the columns of the table `quotes` have the same names and meanings.

    Attributes:
        parts: its parts in order, each the smallest span of whole tokens around it.
        text: the words, with ' … ' between parts.
        speaker: the words for the speaker.
        speaker_name: the fullest name in the document of the person or organisation that speaks.
    """

    parts: tuple[Span, ...]
    text: str
    kind: str
    polarity: str
    cue: str | None
    speaker: Span | None
    speaker_name: str | None
    source_type: str
    speaker_confidence: float | None
    confidence: float


@dataclass(frozen=True, slots=True)
class StatisticInDoc:
    """A statistic in a document; the columns of the table `statistics` have the same names and meanings."""

    span: Span
    value: float
    value_max: float | None
    bound: str
    kind: str
    unit: str | None
    concept: str | None
    change: str | None
    confidence: float


@Language.factory(
    "newsrows",
    default_config={"names": "accurate"},
    assigns=["doc._.quotes", "doc._.statistics", "doc.spans"],
    requires=["token.tag", "token.dep"],
)
def create(nlp: Language, name: str, names: NerModel) -> NewsrowsComponent:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: the name of the component in it.
        names: the model that finds names: the 'accurate' encoder, or its 'fast' student.
    """
    return NewsrowsComponent(nlp, name, names)


class NewsrowsComponent:
    """Sets `doc._.quotes`, `doc._.statistics`, `doc.spans["quotes"]` and `doc.spans["statistics"]`.

    What it found is kept in `doc.user_data`, so `Doc.to_bytes` and `DocBin` with `store_user_data` keep it too.
    """

    def __init__(self, nlp: Language, name: str, names: NerModel) -> None:
        self.name = name
        self._models = Models(nlp, Encoder.load(names), ReferenceEncoder.load() if names == "accurate" else None)
        for attribute, getter in (("quotes", _quotes), ("statistics", _statistics)):
            if not Doc.has_extension(attribute):
                Doc.set_extension(attribute, getter=getter)

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes and statistics of a document.

        Raises:
            ModelError: the document has no tags or no dependencies.
        """
        if len(doc) and not (doc.has_annotation("TAG") and doc.has_annotation("DEP")):
            raise ModelError(
                "newsrows: found a document without tags or dependencies; next: add a tagger and a parser to the "
                "pipeline before the component 'newsrows'"
            )
        text = doc.text
        parsed = parsed_article(doc, self._models, text=text)
        article = Article(
            article_id="doc", file_name="doc", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text
        )
        linked = rate(link(article, find(article, parsed)))
        doc.user_data[_DATA] = {
            "quotes": [_quote_data(quote, linked, text) for quote in linked.quotes],
            "statistics": [_statistic_data(one.statistic) for one in linked.statistics],
        }
        quotes, statistics = _quotes(doc), _statistics(doc)
        doc.spans["quotes"] = [part for quote in quotes for part in quote.parts]
        doc.spans["statistics"] = [statistic.span for statistic in statistics]
        return doc


def _quote_data(linked: LinkedQuote, article: LinkedArticle, text: str) -> dict[str, Any]:
    quote = linked.quote
    return {
        "parts": [[part.start, part.end] for part in quote.parts],
        "text": PART_SEPARATOR.join(text[part.start : part.end] for part in quote.parts),
        "kind": quote.kind,
        "polarity": quote.polarity,
        "cue": None if quote.cue is None else quote.cue.lemma,
        "speaker": None if quote.speaker is None else [quote.speaker.start, quote.speaker.end],
        "speaker_name": None if linked.entity is None else article.entities[linked.entity].name,
        "source_type": linked.source_type,
        "speaker_confidence": linked.speaker_confidence,
        "confidence": linked.confidence,
    }


def _statistic_data(statistic: Statistic) -> dict[str, Any]:
    return {
        "span": [statistic.span.start, statistic.span.end],
        "value": statistic.value,
        "value_max": statistic.value_max,
        "bound": statistic.bound,
        "kind": statistic.kind,
        "unit": statistic.unit,
        "concept": statistic.concept,
        "change": statistic.change,
        "confidence": statistic.confidence,
    }


def _quotes(doc: Doc) -> tuple[QuoteInDoc, ...]:
    """The quotes of a document; none before the component has read it."""
    data = doc.user_data.get(_DATA, {}).get("quotes", ())
    return tuple(
        QuoteInDoc(
            **quote
            | {
                "parts": tuple(_span(doc, part, "quote") for part in quote["parts"]),
                "speaker": None if quote["speaker"] is None else _span(doc, quote["speaker"], "speaker"),
            }
        )
        for quote in data
    )


def _statistics(doc: Doc) -> tuple[StatisticInDoc, ...]:
    """The statistics of a document; none before the component has read it."""
    data = doc.user_data.get(_DATA, {}).get("statistics", ())
    return tuple(StatisticInDoc(**one | {"span": _span(doc, one["span"], "statistic")}) for one in data)


def _span(doc: Doc, offsets: list[int], label: str) -> Span:
    start, end = offsets
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"found offsets {start} to {end}, expected offsets within the document")
    return span
