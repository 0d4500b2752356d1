"""Names that words show without the NER model."""

from __future__ import annotations

import pytest
from marked import organisations_in, parsed, people_in

from newsrows.extraction.names.finder import find_names


@pytest.mark.parametrize("marked", ['The Riverton Housing Trust ("RHT', "They left the [ORG Riverton Bank of]"])
def test_name_at_the_end_of_a_cut_text_is_found(marked: str) -> None:
    assert organisations_in(marked)[0].startswith("Riverton")


def test_university_keeps_the_honorific_in_its_name() -> None:
    (name,) = find_names(parsed("She studied at Maulana Rashid University in May."))
    assert (name.span.text, name.type) == ("Maulana Rashid University", "organisation")


def test_generic_words_alone_are_not_an_organisation() -> None:
    assert organisations_in("They use Daily Services now.") == []


def test_well_known_company_after_on_is_a_medium() -> None:
    assert organisations_in("They met Twitter yesterday.") == ["Twitter"]
    assert organisations_in("They spoke on Twitter yesterday.") == []


def test_name_after_an_honorific_has_at_most_four_words() -> None:
    assert people_in("We met Mr Ann Bo Carter Dale Evans Ford yesterday.") == ["Ann Bo Carter Dale"]


def test_name_after_an_honorific_includes_its_suffix() -> None:
    assert people_in("We met Mr Carter Jr. yesterday.") == ["Carter Jr."]


def test_syllables_in_brackets_after_a_name_are_its_short_form() -> None:
    assert "Corida" in organisations_in("The [ORG Council of Riverton Dairies] ([PERSON Corida]) met.")
    assert "Marla" not in organisations_in("The [ORG Council of Riverton Dairies] ([PERSON Marla]) met.")
