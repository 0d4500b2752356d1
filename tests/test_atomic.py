from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsrows import atomic
from newsrows.atomic import check_folder, replacing
from newsrows.publishing import ExportError
from newsrows.publishing.package import PACKAGE

SCRIPTS = Path(__file__).parents[1] / "scripts"


def _write(stage: Path, content: str) -> None:
    (stage / "data" / "csv").mkdir(parents=True)
    (stage / "data" / "csv" / f"{content}.csv").write_text(content, "utf-8")
    descriptor = {"generator": "newsrows 0.1.0", "resources": [{"path": f"data/csv/{content}.csv"}]}
    (stage / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")


def _publish(folder: Path, content: str) -> None:
    with replacing(folder, PACKAGE) as stage:
        _write(stage, content)


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def _package(tmp_path: Path, content: str) -> dict[str, str]:
    """What a folder holds in which nothing but this package was ever written."""
    folder = tmp_path / f"only-{content}"
    _publish(folder, content)
    return _files(folder)


class KilledError(BaseException):
    """Nothing that the process would still do is done."""


@contextmanager
def _failing(plan: Mapping[int, BaseException]) -> Iterator[None]:
    """The moves between folders fail that have these numbers, from 1; after a kill every later one does, too."""
    moves = 0
    killed: BaseException | None = None
    rename, clean = Path.rename, atomic._clean

    def move(path: Path, target: Path) -> Path:
        nonlocal moves, killed
        moves += 1
        error = killed or plan.get(moves)
        if isinstance(error, KilledError):
            killed = error
        if error:
            raise error
        return rename(path, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", move)
        patch.setattr(atomic, "_clean", lambda folder: None if killed else clean(folder))
        yield


# With an older package: stage to ready, descriptor away, data away, data in, descriptor in.
STEPS = range(1, 6)


def test_a_package_is_published_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    _publish(folder, "old")
    assert _files(folder) == _package(tmp_path, "old")
    _publish(folder, "new")
    assert _files(folder) == _package(tmp_path, "new")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("error", "raised"), [(OSError(5, "Input/output error"), ExportError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_a_move_that_fails_leaves_the_old_package(
    tmp_path: Path, step: int, error: BaseException, raised: type[BaseException]
) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({step: error}), pytest.raises(raised):
        _publish(folder, "new")
    assert _files(folder) == _package(tmp_path, "old")


@pytest.mark.parametrize("step", range(1, 4))
def test_a_move_that_fails_leaves_nothing_where_nothing_was(tmp_path: Path, step: int) -> None:
    with _failing({step: OSError(5, "Input/output error")}), pytest.raises(ExportError, match="Input/output error"):
        _publish(tmp_path / "a" / "b", "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_the_next_run_finds_one_whole_package(tmp_path: Path, step: int) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({step: KilledError()}), pytest.raises(KilledError):
        _publish(folder, "new")
    found = _files(folder)
    if "datapackage.json" in found:  # until then, no descriptor stands beside data that it does not describe
        assert _package(tmp_path, "old").items() <= found.items()
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "old" if step == 1 else "new")


@pytest.mark.parametrize("second", range(1, 5))
@pytest.mark.parametrize("first", range(2, 6))
def test_a_kill_while_the_swap_is_completed_loses_nothing_either(tmp_path: Path, first: int, second: int) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({first: KilledError()}), pytest.raises(KilledError):
        _publish(folder, "new")
    left = 6 - first  # moves that are still to be made
    if second <= left:
        with _failing({second: KilledError()}), pytest.raises(KilledError):
            check_folder(folder, PACKAGE)
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


@pytest.mark.parametrize("back", range(1, 6))
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_on_the_way_back_loses_nothing(tmp_path: Path, step: int, back: int) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    plan = {step: OSError(5, "Input/output error"), step + back: KilledError()}
    with _failing(plan), pytest.raises((KilledError, ExportError)) as raised:
        _publish(folder, "new")
    check_folder(folder, PACKAGE)
    came_back = raised.type is ExportError  # before the kill
    assert _files(folder) == _package(tmp_path, "old" if came_back else "new")


def test_where_the_way_back_fails_too_the_next_run_completes_the_swap(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    broken = OSError(5, "Input/output error")
    with _failing({5: broken, 6: broken}), pytest.raises(ExportError, match=r"cut off .*; next: .* run again"):
        _publish(folder, "new")
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


def test_a_kill_while_the_old_package_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_remove", lambda _path: None)
        _publish(folder, "new")
    assert any(".newsrows-previous" in name for name in _files(folder))
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


def test_old_data_that_somebody_put_back_by_hand_give_way(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({4: KilledError()}), pytest.raises(KilledError):
        _publish(folder, "new")
    (folder / "data").mkdir()
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_a_block_that_raises_leaves_the_old_package(tmp_path: Path, error: BaseException) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")

    def fail() -> None:
        with replacing(folder, PACKAGE) as stage:
            _write(stage, "new")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert _files(folder) == _package(tmp_path, "old")


def test_a_block_that_raises_leaves_no_folder_where_none_was(tmp_path: Path) -> None:
    def fail() -> None:
        with replacing(tmp_path / "a" / "b", PACKAGE):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_looking_ahead_changes_nothing(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b", PACKAGE)
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_is_killed_is_cleaned_up_after_and_one_that_runs_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom newsrows.atomic import replacing\n"
        "from newsrows.publishing.package import PACKAGE\n"
        "with replacing(Path(sys.argv[1]), PACKAGE) as stage:\n"
        "    (stage / 'data').mkdir()\n    print('here', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, env={"PYTHONPATH": str(SCRIPTS)}
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"here\n"
        with pytest.raises(ExportError, match="another build is writing there; next: wait for it"):
            check_folder(folder, PACKAGE)
        build.send_signal(signal.SIGKILL)
    assert (folder / atomic.STAGE).is_dir()
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "old")


def _descriptor(folder: Path, content: object) -> None:
    (folder / "datapackage.json").write_text(json.dumps(content), "utf-8")


def _foreign_data(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "mine.csv").write_text("a,b\n", "utf-8")


def _foreign_file_among_ours(folder: Path) -> None:
    _publish(folder, "old")
    (folder / "data" / "csv" / "mine.csv").write_text("a,b\n", "utf-8")


def _linked_data(folder: Path) -> None:
    _publish(folder, "old")
    (folder / "data").rename(folder / "elsewhere")
    (folder / "data").symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (_foreign_data, r"data/mine\.csv: found a file that newsrows did not make"),
        (_foreign_file_among_ours, r"data/csv/mine\.csv: found a file that newsrows did not make"),
        (_linked_data, r"data: found a link, expected a folder that can be replaced"),
        (lambda folder: (folder / "data").write_text("a", "utf-8"), r"data: found something else, expected a folder"),
        (
            lambda folder: (folder / "datapackage.json").mkdir(),
            r"datapackage\.json: found something else, expected a file",
        ),
        (
            lambda folder: _descriptor(folder, {"name": "newsrows"}),
            r"datapackage\.json: found a descriptor that newsrows",
        ),
        (lambda folder: _descriptor(folder, ["newsrows"]), r"datapackage\.json: found a descriptor that newsrows"),
        (lambda folder: (folder / "datapackage.json").write_text("{", "utf-8"), r"found a descriptor that newsrows"),
    ],
)
def test_what_newsrows_did_not_make_is_never_replaced(
    tmp_path: Path, prepare: Callable[[Path], object], message: str
) -> None:
    prepare(tmp_path)
    before = _files(tmp_path)
    with pytest.raises(ExportError, match=f"{message}.*; next: move it away, or name another folder with --out"):
        _publish(tmp_path, "new")
    assert _files(tmp_path) == before


def test_what_desktops_leave_does_not_count(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    (folder / "data" / ".DS_Store").write_bytes(b"")
    (folder / "notes.txt").write_text("stays", "utf-8")
    _publish(folder, "new")
    assert _files(folder) == {**_package(tmp_path, "new"), "notes.txt": "stays"}


def test_a_target_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    for target in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ExportError, match=r"the package cannot be written \((File exists|Not a directory)\)"):
            _publish(target, "new")
    assert _files(tmp_path) == {"file": "mine"}


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _publish(tmp_path, "old")
    before = _files(tmp_path)
    path_open = Path.open

    def refuse(path: Path, mode: str = "r", **options: object) -> object:
        if path.parent == tmp_path and "r" not in mode:
            raise PermissionError(13, "Permission denied")
        return path_open(path, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        ExportError, match=r"cannot be written \(Permission denied\), .* is unchanged; next: check space and"
    ):
        _publish(tmp_path, "new")
    monkeypatch.undo()
    assert _files(tmp_path) == before


def test_a_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", refuse)
    _publish(tmp_path / "package", "new")
    assert _files(tmp_path / "package") == _package(tmp_path, "new")
