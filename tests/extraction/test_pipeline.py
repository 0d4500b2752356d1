"""The pipeline as it is loaded here, against the same one as spaCy loads it."""

import warnings

import spacy

from newsrows.extraction.parse.model import DEFAULT_MODEL
from newsrows.extraction.parse.pipeline import load, parse

TEXT = """HARBOUR BRIDGE SHUT

By Una Fairweather

The bridge across Quarrel Sound was shut on Monday, the council's engineer said. "We can't take risks," Ms Oyelaran-Beck
told reporters; lorries will go by ferry until May.
"""


def test_what_is_left_out_changes_no_token_tag_or_dependency() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the default model is of spaCy 3.7
        whole = spacy.load(DEFAULT_MODEL)
    here = load()
    assert here.get_pipe("parser").labels == whole.get_pipe("parser").labels
    (doc, blocks), *others = parse(here, [TEXT])
    assert not others
    expected = here.make_doc(TEXT)
    for token, ours in zip(expected, doc, strict=True):
        token.is_sent_start = True if ours.idx in {block.start for block in blocks} else None
    for name in ("tok2vec", "tagger", "parser"):
        expected = whole.get_pipe(name)(expected)
    assert [(t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in doc] == [
        (t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in expected
    ]
    assert len(here.vocab.strings) < len(whole.vocab.strings) / 100
