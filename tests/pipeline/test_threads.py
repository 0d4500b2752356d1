"""The number of threads of the processes of a build."""

import os

import pytest

from newsrows.engine import run
from newsrows.pipeline import BuildOptions, build

VARIABLE = "OPENBLAS_NUM_THREADS"


@pytest.mark.parametrize(("set_by_the_user", "expected"), [(None, "1"), ("3", "3")])
def test_workers_use_one_thread_each_unless_the_user_sets_another_number(
    set_by_the_user, expected, monkeypatch, tmp_path
) -> None:
    monkeypatch.setenv(VARIABLE, set_by_the_user or "")
    if set_by_the_user is None:
        monkeypatch.delenv(VARIABLE)
    (tmp_path / "ferry.txt").write_text("Ferry late\n\nThe ferry was late, said Mr Harbottle.\n", "utf-8")
    build([tmp_path / "ferry.txt"], tmp_path / "out", BuildOptions(cache=None))
    assert list(run(os.getenv, [VARIABLE], workers=2)) == [expected]
