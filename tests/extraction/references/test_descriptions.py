from __future__ import annotations

import pytest

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.references.descriptions import find_descriptions

# (text, name, the description's words, the owner's word)
DESCRIPTIONS = [
    ("They met pop singer Lena Marsh in Leeds on Monday.", "Lena Marsh", "pop singer", None),
    ("The actor Bo Friel died in Rome on Monday.", "Bo Friel", "actor", None),
    ("Ann Poole, a retired teacher from Leith, won the lottery.", "Ann Poole", "retired teacher", None),
    ("Marek Dudek is a plumber who moved to Hull in 2009.", "Marek Dudek", "plumber", None),
    ("Kelly Marsden, a mother of two from Blyth, lost her job.", "Kelly Marsden", "mother-of-two", None),
    ("Ruth Adler flew to Rome. Her daughter Mia Adler stayed.", "Mia Adler", "daughter", "Her"),
    ("Ruth Adler flew to Rome. Her daughter, Mia Adler, stayed.", "Mia Adler", "daughter", "Her"),
    ("Dana Ferrer, the mayor's wife, repaid the money.", "Dana Ferrer", "wife", "mayor"),
    ("Gwen Tate, who won an Oscar for her first film, will play the queen.", "Gwen Tate", "an oscar winner", None),
    ("Craig Dunn was charged with murder on Friday.", "Craig Dunn", "accused", None),
    ("Craig Dunn appeared at Leith Sheriff Court on Friday.", "Craig Dunn", "accused", None),
    ("Paul Reid was stabbed outside a pub on Friday.", "Paul Reid", "victim", None),
    ("Lumora Ltd is a games maker based in Malmo.", "Lumora Ltd", "games maker", None),
    ("Dana Ferrer chairs the panel.", "Dana Ferrer", "chair", None),
    ("Marek Dudek, who owns the mill, lives in Hull.", "Marek Dudek", "owner", None),
    ("The paper is edited by Dana Ferrer.", "Dana Ferrer", "editor", None),
]
NONE = [
    ("Marek Dudek is not a plumber, he said.", "Marek Dudek"),
    ("Marek Dudek would be a good plumber.", "Marek Dudek"),
    ("Craig Dunn was not charged with murder.", "Craig Dunn"),
    ("Marek Dudek, a problem for the party, left the room.", "Marek Dudek"),
    ("Craig Dunn was seen near the pub on Friday.", "Craig Dunn"),
    ("Marek Dudek left when the plumber arrived.", "Marek Dudek"),
    ("Lumora Ltd is a problem for the city of Malmo.", "Lumora Ltd"),
    ("Marek Dudek never owned the mill in Hull.", "Marek Dudek"),
    ("Dana Ferrer has owned up to the mistake.", "Dana Ferrer"),
    ("The meeting was opened by Dana Ferrer.", "Dana Ferrer"),
]


@pytest.fixture(scope="module")
def described() -> dict[str, set[tuple[str, str, str | None]]]:
    """The descriptions of each text, read with the default model: (name, words, owner)."""
    texts = [text for text, *_ in (*DESCRIPTIONS, *NONE)]
    found: dict[str, set[tuple[str, str, str | None]]] = {}
    for text, article in zip(texts, parse_all(texts, load_models()), strict=True):
        found[text] = {
            (d.entity.text, " ".join((*d.modifiers, d.noun)), d.owner.text if d.owner else None)
            for d in find_descriptions(article, find_names(article))
        }
    return found


@pytest.mark.parametrize(("text", "name", "words", "owner"), DESCRIPTIONS)
def test_a_phrase_beside_a_name_describes_it(described, text: str, name: str, words: str, owner: str | None) -> None:
    assert (name, words, owner) in described[text]


@pytest.mark.parametrize(("text", "name"), NONE)
def test_other_words_do_not_describe_a_name(described, text: str, name: str) -> None:
    assert [description for description in described[text] if description[0] == name] == []
