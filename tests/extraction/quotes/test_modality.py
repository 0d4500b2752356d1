"""Whether the words of a cue were said, and not denied, wanted, announced or only asked about."""

from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes import find_quotes
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.cues import find_cues
from newsrows.extraction.quotes.modality import Modality

MODALITIES: list[tuple[str, str, Modality]] = [
    ("The mayor did not say that the bridge would close.", "say", "negated"),
    ("Ann Poole never claimed that she had won the race.", "claimed", "negated"),
    ("At no point did the mayor say that he was leaving.", "say", "negated"),
    ("Nobody said that the lake was frozen.", "said", "negated"),
    ("No minister has said that the lake was frozen.", "said", "negated"),
    ("The palace neither confirmed nor denied that the prince was ill.", "confirmed", "negated"),
    ("The palace neither confirmed nor denied that the prince was ill.", "denied", "negated"),
    ("The mayor did not confirm or deny that talks had begun.", "deny", "negated"),
    ("Police have yet to confirm that the man has been found.", "confirm", "negated"),
    ("The mayor refused to say whether he would stand.", "say", "negated"),
    ("The firm failed to tell investors that sales had collapsed.", "tell", "negated"),
    ("The governor stopped short of saying that the mine should close.", "saying", "negated"),
    ("He left without saying that he was ill.", "saying", "negated"),
    ("If the mayor says that the money was his, the case will end.", "says", "unreal"),
    ("Unless he admits that he lied, the families will sue.", "admits", "unreal"),
    ("If the mayor comes and says that he is sorry, the case will end.", "says", "unreal"),
    ("The board should say that the accounts were wrong.", "say", "unreal"),
    ("Neighbours would say that the fence is too high.", "say", "unreal"),
    ("The mayor wanted to say that he was sorry.", "say", "unreal"),
    ("It is fair to say that the plan failed.", "say", "unreal"),
    ("Ann Poole was asked to confirm that the safe had been empty.", "confirm", "unreal"),
    ("The chancellor will say that taxes must rise.", "say", "future"),
    ("The president is expected to announce that the base will close.", "announce", "future"),
    ("The minister is likely to argue that the debt is too high.", "argue", "future"),
    ("Did the mayor say that the fund was empty?", "say", "asked"),
    ("The mayor did not attend but said that he sent his best wishes.", "said", "said"),
    ("Ann Poole, who did not run, said that her knee was sore.", "said", "said"),
    ("The mayor not only said that the plan was dead but laughed.", "said", "said"),
    ("The mayor went on to say that the roof had leaked.", "say", "said"),
    ("The mayor did not hesitate to say that the roof had leaked.", "say", "said"),
    ("The mayor would later admit that the roof had leaked.", "admit", "said"),
    ("She was right to say that the plan failed.", "say", "said"),
    ("Older voters were more likely to say that the plan failed.", "say", "said"),
    ("The mayor told reporters a joke before insisting that he was serious.", "insisting", "said"),
    ("No 10 confirmed that the minister had resigned.", "confirmed", "said"),
    ("If the rain stops, the race will go ahead, the mayor said.", "said", "said"),
]


@pytest.mark.parametrize(("text", "cue", "modality"), MODALITIES)
def test_the_modality_follows_the_clause(text: str, cue: str, modality: Modality) -> None:
    context = QuoteContext(parses()[text], ())
    assert [c.modality for c in find_cues(context) if context.tokens.words[c.token] == cue] == [modality]


@pytest.mark.parametrize("text", [text for text, _, modality in MODALITIES if modality != "said"])
def test_what_was_not_said_is_not_a_quote_of_its_subject(text: str) -> None:
    assert find_quotes(parses()[text], ()) == ()


@pytest.mark.parametrize(
    "text", ["The report makes no claim that the dam was safe.", "He did not make the claim that it was."]
)
def test_a_noun_of_saying_is_negated_by_its_determiner_or_its_verb(text: str) -> None:
    context = QuoteContext(parses()[text], ())
    assert [cue.modality for cue in find_cues(context) if context.tokens.words[cue.token] == "claim"] == ["negated"]


def test_quotation_marks_prove_that_words_were_spoken() -> None:
    (quote,) = find_quotes(parses()['"We will win," the chancellor will say.'], ())
    assert (quote.parts[0].text, quote.kind) == ("We will win,", "direct")


def test_a_phrase_in_marks_is_not_reported_by_a_negated_verb() -> None:
    assert find_quotes(parses()['The mayor did not say that the plan was "a mess from the start".'], ()) == ()
