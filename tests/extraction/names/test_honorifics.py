"""Honorifics of one or several words, and offices that only look like one."""

from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extraction.names.finder import find_names


def honorifics_in(marked: str) -> list[tuple[str, str | None]]:
    return [(m.span.text, m.honorific) for m in find_names(parsed(marked)) if m.type == "person"]


@pytest.mark.parametrize(
    ("marked", "name", "honorific"),
    [
        ("We met [PERSON Alhaji Sule Bakoto].", "Sule Bakoto", "Alhaji"),
        ("We met Hajia [PERSON Ramatu Isyo].", "Ramatu Isyo", "Hajia"),
        ("We met [PERSON Engr. Femi Adekpe].", "Femi Adekpe", "Engr."),
        ("We met Barr. [PERSON Chinwe Okpole].", "Chinwe Okpole", "Barr."),
        ("We met [PERSON Tan Sri Lim Boon Keat].", "Lim Boon Keat", "Tan Sri"),
        ("We met [PERSON Dato' Seri Rosli Hamzan].", "Rosli Hamzan", "Dato' Seri"),
        ("We met Dato’ [PERSON Rosli Hamzan].", "Rosli Hamzan", "Dato’"),
        ("We met Adv [PERSON Thandi Mokwene].", "Thandi Mokwene", "Adv"),
        ("We met Supt. [PERSON Joan Ridley].", "Joan Ridley", "Supt."),
        ("We met Lt Gen [PERSON Paul Drayton].", "Paul Drayton", "Lt Gen"),
        ("We met Major-General [PERSON Paul Drayton].", "Paul Drayton", "Major-General"),
        ("We met Detective Chief Inspector [PERSON Rose Lamb].", "Rose Lamb", "Detective Chief Inspector"),
        ("We met Rt Rev [PERSON James Holdom].", "James Holdom", "Rt Rev"),
        ("We met Lt. Gov. [PERSON Doreen Malk].", "Doreen Malk", "Lt. Gov."),
    ],
)
def test_honorific_is_complete_and_not_part_of_the_name(marked: str, name: str, honorific: str) -> None:
    assert honorifics_in(marked) == [(name, honorific)]


@pytest.mark.parametrize(
    "marked",
    [
        "We met Works Secretary [PERSON Doreen Malk].",
        "Treasury Secretary [PERSON Doreen Malk] left.",
        "We met Deputy Solicitor General [PERSON Doreen Malk].",
        "We met Vice President [PERSON Doreen Malk].",
        "We met Vice-President [PERSON Doreen Malk].",
        "We met Deputy Mayor [PERSON Doreen Malk].",
        "We met Assistant Governor [PERSON Doreen Malk].",
        "We met Lieut. Gov. [PERSON Doreen Malk].",
        "We met Chief Justice [PERSON Doreen Malk].",
        "We met General Secretary [PERSON Doreen Malk].",
        "We met Assistant Chief Constable [PERSON Doreen Malk].",
    ],
)
def test_last_word_of_an_office_is_not_an_honorific(marked: str) -> None:
    assert honorifics_in(marked) == [("Doreen Malk", None)]


@pytest.mark.parametrize(
    ("marked", "honorific"),
    [
        ("Later President [PERSON Doreen Malk] left.", "President"),
        ("Later Swedish President [PERSON Doreen Malk] left.", "President"),
        ("Former President [PERSON Doreen Malk] left.", "President"),
        ("We met ex-President [PERSON Doreen Malk].", "President"),
        ("On Monday Governor [PERSON Doreen Malk] left.", "Governor"),
        ("The [ORG Coast Bank] Governor [PERSON Doreen Malk] left.", "Governor"),
        ("The [PLACE Riverton] Mayor [PERSON Doreen Malk] left.", "Mayor"),
        ("Later Riverton Mayor [PERSON Doreen Malk] left.", "Mayor"),
        ("We met State Sen. [PERSON Doreen Malk].", "Sen."),
        ("We met Works Secretary Sir [PERSON Doreen Malk].", "Sir"),
    ],
)
def test_office_of_one_word_is_an_honorific(marked: str, honorific: str) -> None:
    assert honorifics_in(marked) == [("Doreen Malk", honorific)]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("We met Mr [PERSON Barr].", ["Barr"]),
        ("We met [PERSON Bill Barr].", ["Bill Barr"]),
        ("We met [PERSON Ann Pandit Rao].", ["Ann Pandit Rao"]),
    ],
)
def test_honorific_that_is_also_a_name_stays_in_the_name(marked: str, names: list[str]) -> None:
    assert [name for name, _ in honorifics_in(marked)] == names
