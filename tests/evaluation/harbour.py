"""An article with two annotated quotes."""

from __future__ import annotations

from newsrows.evaluation.gold import Attribution, GoldArticle, Spans
from newsrows.evaluation.matching import match_article
from newsrows.evaluation.metrics import SUBSETS, Scores, score

TEXT = 'The warden, Ann Lee of Tidewatch, said "the tide is high". Fishers deny that any boat is lost.'


def spans(*words: str) -> Spans:
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


TIDE = Attribution(spans("the tide is high"), spans("The warden, Ann Lee of Tidewatch"), "direct")
BOAT = Attribution(spans("that any boat is lost"), spans("Fishers"), "indirect")
ARTICLE = GoldArticle("harbour", TEXT, (TIDE, BOAT))


def predicted(content: str, source: str = "", kind: str = "direct", confidence: float = 0.9) -> Attribution:
    return Attribution(spans(content), spans(source) if source else (), kind, confidence=confidence)


def judge(*quotes: Attribution, subset: str = "all") -> Scores:
    return score([match_article(ARTICLE, quotes)], SUBSETS[subset])
