"""Abbreviations that stand before a name: their stop ends no sentence ('police Sgt. Ann Carter said')."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from spacy.attrs import ORTH

from newsrows.lexicon import column

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

_FORMS: Final = (column("honorifics", "form") | column("abbreviations", "form")) - column(
    "honorifics", "form", also_name="yes"
)
_NAMES: Final = frozenset(map(str.casefold, column("given_names", "name") | column("nicknames", "nickname")))


def keep_stops(nlp: Language) -> None:
    """Have the tokenizer of `nlp` keep the stops of such abbreviations with their letters.

    Those that spaCy knows it keeps by itself ('Dr.', 'Gen.'). What is a name, too, may end a sentence: 'Mal.'
    Source: https://spacy.io/usage/linguistic-features#special-cases
    """
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    for word in sorted({word for form in _FORMS for word in form.split()}):
        if word.endswith(".") and word[:-1].casefold() not in _NAMES:
            tokenizer.add_special_case(word, [{ORTH: word}])
