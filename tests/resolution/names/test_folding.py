from __future__ import annotations

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.resolution.names.folding import FOLD, compared_name


def test_names_of_every_kind_of_entity_can_be_folded() -> None:
    assert set(FOLD) == {kind.type for kind in ENTITY_KINDS}


def test_the_country_is_left_out_only_of_names_of_organisations() -> None:
    assert compared_name("organisation", "the UK Home Office") == ("home", "office")
    assert compared_name("person", "British Airways") == ("british", "airways")
