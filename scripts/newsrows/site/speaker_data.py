"""What the page that compares speakers shows of each, as script files: one set for each level of confidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newsrows.site import speech as said
from newsrows.site.addresses import entity_page
from newsrows.site.listing_pages import script_files
from newsrows.site.package import Package
from newsrows.site.timeline import Periods

_MAX_ABOUT = 5


def speaker_files(package: Package, span: Periods | None) -> Iterator[str]:
    """The scripts that pass every speaker to the page, the most direct speech first."""
    entries = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in _entries(package, span))
    yield from script_files("speakers", entries)


def _entries(package: Package, span: Periods | None) -> Iterator[dict[str, Any]]:
    for entity, amount in said.speakers(package):
        quotes = package.quotes_by[entity.key]
        papers = said.speech_by(quotes, lambda quote: [said.publisher(package, quote)])
        about: Counter[str] = Counter()
        for quote in quotes:
            about.update(package.labels[key] for key in said.spoken_about(package, quote))
        yield {
            "label": package.label(entity),
            "page": entity_page(entity.key),
            "position": package.position(entity),
            "words": amount.parts,
            "quotes": amount.quotes,
            "articles": len(amount.articles),
            "denied": sum(quote["polarity"] == "denied" for quote in quotes),
            "papers": {name: speech.words for name, speech in sorted(papers.items())},
            "about": sorted(about.items(), key=lambda item: (-item[1], item[0]))[:_MAX_ABOUT],
            "trend": said.trend(package, quotes, span),
        }
