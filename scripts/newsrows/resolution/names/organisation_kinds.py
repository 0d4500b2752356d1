"""What the words beside an organisation's name say of its kind, where the name says nothing: 'games maker Lumora'."""

from __future__ import annotations

import re
from typing import Final

from newsrows.lexicon import column
from newsrows.records import Span

# Put into an organisation's evidence.
COMPANY: Final = "company"


def _any(use: str) -> str:
    return "|".join(sorted(map(re.escape, column("company_signs", "word", use=use)), key=len, reverse=True))


# 'games maker Lumora', 'the developer, Lumora', 'shares in Lumora'
_BEFORE: Final = re.compile(rf"(?:\b(?:{_any('before')}),?|\bshares (?:in|of)(?: the)?) $", re.IGNORECASE)
# 'Lumora shares fell', "Lumora's shareholders"; but 'Lumora shares a border'
_AFTER: Final = re.compile(rf"(?:['’]s?)? (?:(?:{_any('after')})\b|shares,? (?:{_any('shares')})\b|share price\b)")
_REACH: Final = 40


def is_company(span: Span, text: str) -> bool:
    """Whether words right beside a name in `text` are said of companies alone."""
    before = text[max(0, span.start - _REACH) : span.start]
    return _BEFORE.search(before) is not None or _AFTER.match(text, span.end) is not None
