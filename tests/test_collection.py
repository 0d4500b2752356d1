"""Every test file on disk is collected by pytest."""

import pytest

from clone import TOP


def test_pytest_collects_every_test_file(request: pytest.FixtureRequest) -> None:
    if request.config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        pytest.skip("only a run of the whole suite collects every file")
    collected = {item.path for item in request.session.items}
    assert collected == set((TOP / "tests").rglob("test_*.py"))
