"""Names that words show without the NER model."""

from __future__ import annotations

import pytest
from marked import organisations_in, parsed

from newsrows.extraction.names.finder import find_names


@pytest.mark.parametrize("marked", ['The Riverton Housing Trust ("RHT', "They left the [ORG Riverton Bank of]"])
def test_name_at_the_end_of_a_cut_text_is_found(marked: str) -> None:
    assert organisations_in(marked)[0].startswith("Riverton")


def test_university_keeps_the_honorific_in_its_name() -> None:
    (name,) = find_names(parsed("She studied at Maulana Rashid University in May."))
    assert (name.span.text, name.type) == ("Maulana Rashid University", "organisation")
