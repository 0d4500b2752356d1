from __future__ import annotations

from typing import Any

import pytest

from newsrows.datapackage.licences import licences, without

BY4 = {"path": "https://creativecommons.org/licenses/by/4.0/"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "CC-BY-4.0"}, BY4),
        ({"name": "CC-BY-4.0"}, {"name": "cc-by 4.0", **BY4}),
        ({"title": "Creative Commons Attribution 4.0 International"}, BY4),
        ({"title": "Creative Commons Attribution-ShareAlike 4.0"}, {"name": "CC-BY-SA-4.0"}),
        ({"path": "http://www.creativecommons.org/licenses/by/4.0/deed.de"}, BY4),
        ({"path": "https://creativecommons.org/licenses/by/4.0/legalcode"}, BY4),
        ({"name": "CC0"}, {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}),
        ({"name": "ODC-PDDL-1.0"}, {"path": "http://opendatacommons.org/licenses/pddl/"}),
        ({"type": "PDDL"}, {"name": "ODC-PDDL-1.0"}),
        ({"id": "odc-by", "url": "http://opendatacommons.org/licenses/by/1.0/"}, {"name": "ODC-BY-1.0"}),
        ({"name": "ODbL-1.0"}, {"title": "Open Data Commons Open Database License", "name": "odc-odbl"}),
        ({"name": "MIT"}, {"path": "https://opensource.org/licenses/MIT"}),
        ({"name": "Apache-2.0"}, {"path": "https://www.apache.org/licenses/LICENSE-2.0"}),
        ({"name": "harbour terms"}, {"name": "Harbour terms", "path": "https://example.org/terms"}),
        ({"name": "other-open", "path": "terms.txt"}, {"name": "custom", "path": "terms.txt"}),
    ],
)
def test_spellings_of_one_licence_are_recognised(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = licences({"licenses": [one]}), licences({"licenses": [other]})
    assert (without(first, second), without(second, first)) == ((), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BY4, {"path": "https://creativecommons.org/licenses/by-nc/4.0/"}),
        (BY4, {"path": "https://creativecommons.org/licenses/by/3.0/"}),
        ({"name": "CC-BY-4.0"}, {"name": "CC-BY-SA-4.0"}),
        ({"name": "CC-BY-4.0", "path": "LICENSE"}, {"name": "CC-BY-NC-4.0", "path": "LICENSE"}),
        ({"name": "ODC-BY-1.0"}, {"name": "ODbL-1.0"}),
        ({"name": "other-open", "path": "terms.txt"}, {"name": "other-open", "path": "new-terms.txt"}),
        ({"name": "MIT"}, {"name": "harbour terms"}),
        ({"name": "GPL-2.0"}, {"name": "GPL-3.0"}),
    ],
)
def test_other_licences_are_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = licences({"licenses": [one]}), licences({"licenses": [other]})
    assert without(first, second) == first


@pytest.mark.parametrize(
    "members",
    [{"license": "ODC-PDDL-1.0"}, {"licenses": ["PDDL"]}, {"license": {"type": "odc-pddl"}}],
)
def test_old_forms_of_the_descriptor_are_read(members: dict[str, Any]) -> None:
    assert [one.known for one in licences(members)] == [{"pddl-1.0"}]


def test_package_without_licences_has_none() -> None:
    assert licences({}) == ()
