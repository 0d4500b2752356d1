"""One writer for packages, editions and reports; most cases use a package."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from newsrows import atomic
from newsrows.atomic import Output, check_folder, replacing
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
    """The files of a folder in which only this package was written."""
    folder = tmp_path / f"only-{content}"
    _publish(folder, content)
    return _files(folder)


class KilledError(BaseException):
    """Stands for SIGKILL: no later step of the process is executed."""


@contextmanager
def _failing(plan: Mapping[int, BaseException]) -> Iterator[None]:
    """Make the moves with these numbers (from 1) fail; after a kill every later move fails too."""
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


# The moves that replace a package: stage to ready, old descriptor and data away, new data and descriptor in.
STEPS = range(1, 6)


def test_package_is_written_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    _publish(folder, "old")
    assert _files(folder) == _package(tmp_path, "old")
    _publish(folder, "new")
    assert _files(folder) == _package(tmp_path, "new")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("error", "raised"), [(OSError(5, "Input/output error"), ExportError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_failed_move_restores_the_old_package(
    tmp_path: Path, step: int, error: BaseException, raised: type[BaseException]
) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({step: error}), pytest.raises(raised):
        _publish(folder, "new")
    assert _files(folder) == _package(tmp_path, "old")


@pytest.mark.parametrize("step", range(1, 4))
def test_failed_move_leaves_no_folder_that_did_not_exist(tmp_path: Path, step: int) -> None:
    with _failing({step: OSError(5, "Input/output error")}), pytest.raises(ExportError, match="Input/output error"):
        _publish(tmp_path / "a" / "b", "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", STEPS)
def test_run_after_a_kill_completes_or_discards_the_new_package(tmp_path: Path, step: int) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({step: KilledError()}), pytest.raises(KilledError):
        _publish(folder, "new")
    files = _files(folder)
    if "datapackage.json" in files:  # a descriptor never stands beside data that it does not describe
        assert _package(tmp_path, "old").items() <= files.items()
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "old" if step == 1 else "new")


@pytest.mark.parametrize("second", range(1, 5))
@pytest.mark.parametrize("first", range(2, 6))
def test_kill_while_the_swap_is_completed_loses_no_file(tmp_path: Path, first: int, second: int) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({first: KilledError()}), pytest.raises(KilledError):
        _publish(folder, "new")
    remaining = 6 - first  # moves
    if second <= remaining:
        with _failing({second: KilledError()}), pytest.raises(KilledError):
            check_folder(folder, PACKAGE)
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


@pytest.mark.parametrize("back", range(1, 6))
@pytest.mark.parametrize("step", STEPS)
def test_kill_while_the_swap_is_undone_loses_no_file(tmp_path: Path, step: int, back: int) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    plan = {step: OSError(5, "Input/output error"), step + back: KilledError()}
    with _failing(plan), pytest.raises((KilledError, ExportError)) as raised:
        _publish(folder, "new")
    check_folder(folder, PACKAGE)
    was_undone = raised.type is ExportError  # before the kill
    assert _files(folder) == _package(tmp_path, "old" if was_undone else "new")


def test_run_after_a_failed_undo_completes_the_swap(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    broken = OSError(5, "Input/output error")
    with _failing({5: broken, 6: broken}), pytest.raises(ExportError, match=r"cut off .*; next: .* run again"):
        _publish(folder, "new")
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


def test_run_after_a_kill_during_removal_removes_the_old_package(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_remove", lambda _path: None)
        _publish(folder, "new")
    assert any(".newsrows-previous" in name for name in _files(folder))
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


def test_folder_that_reappears_during_a_swap_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    with _failing({4: KilledError()}), pytest.raises(KilledError):
        _publish(folder, "new")
    (folder / "data").mkdir()
    check_folder(folder, PACKAGE)
    assert _files(folder) == _package(tmp_path, "new")


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_error_while_writing_leaves_the_old_package(tmp_path: Path, error: BaseException) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")

    def fail() -> None:
        with replacing(folder, PACKAGE) as stage:
            _write(stage, "new")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert _files(folder) == _package(tmp_path, "old")


def test_error_while_writing_leaves_no_folder_that_did_not_exist(tmp_path: Path) -> None:
    def fail() -> None:
        with replacing(tmp_path / "a" / "b", PACKAGE):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_check_changes_nothing(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b", PACKAGE)
    assert list(tmp_path.iterdir()) == []


def test_running_build_locks_the_folder_and_a_killed_one_is_cleaned_up(tmp_path: Path) -> None:
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
        (_foreign_data, r"data/mine\.csv: found a file that is not part of a package"),
        (_foreign_file_among_ours, r"data/csv/mine\.csv: found a file that is not part of a package"),
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
def test_file_that_newsrows_did_not_make_is_never_replaced(
    tmp_path: Path, prepare: Callable[[Path], object], message: str
) -> None:
    prepare(tmp_path)
    before = _files(tmp_path)
    with pytest.raises(ExportError, match=f"{message}.*; next: move it away, or name another folder with --out"):
        _publish(tmp_path, "new")
    assert _files(tmp_path) == before


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_file_that_a_desktop_makes_does_not_stop_a_build(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "package"
    _publish(folder, "old")
    (folder / "data" / name).write_bytes(b"")
    (folder / "notes.txt").write_text("stays", "utf-8")
    _publish(folder, "new")
    assert _files(folder) == {**_package(tmp_path, "new"), "notes.txt": "stays"}


def test_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    for target in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ExportError, match=r"the package cannot be written \((File exists|Not a directory)\)"):
            _publish(target, "new")
    assert _files(tmp_path) == {"file": "mine"}


@pytest.mark.parametrize(
    "plan",
    [
        None,
        "nonsense",
        '{"parts": ["data"]}',
        '{"parts": ["data", "datapackage.json"], "obsolete": [], "replaced": {}}',
        '{"parts": ["../victim"], "obsolete": [], "replaced": {}}',
        '{"parts": [], "obsolete": ["data"], "replaced": {"data": 1}}',
    ],
)
def test_swap_that_somebody_planted_is_not_completed(tmp_path: Path, plan: str | None) -> None:
    folder = tmp_path / "package"
    for name in (".newsrows-ready/data", "data"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.csv").write_text(name, "utf-8")
    (folder / "datapackage.json").write_text('{"name": "mine"}', "utf-8")
    (tmp_path / "victim").write_text("precious", "utf-8")
    if plan is not None:
        (folder / ".newsrows-ready" / ".newsrows-plan.json").write_text(plan, "utf-8")
    before = _files(tmp_path)
    with pytest.raises(ExportError, match="did not make"):
        _publish(folder, "new")
    assert _files(tmp_path) == before


@pytest.mark.parametrize("name", [".newsrows-ready", ".newsrows-stage", ".newsrows-previous", ".newsrows-lock"])
def test_links_with_names_of_this_module_are_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("precious", "utf-8")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / name).symlink_to(tmp_path / "other")
    with pytest.raises(ExportError):
        _publish(folder, "new")
    assert (tmp_path / "other" / "a.txt").read_text("utf-8") == "precious"
    assert (folder / name).is_symlink()


def test_part_behind_a_link_is_not_written(tmp_path: Path) -> None:
    folder, other = tmp_path / "notes", tmp_path / "other"
    other.mkdir()
    folder.mkdir()
    (folder / "jsonl").symlink_to(other)
    output = replace(PACKAGE, refuse_foreign=_refuse_no_folder, parts=lambda _stage: ("jsonl/a.jsonl",))

    def write() -> None:
        with replacing(folder, output) as stage:
            (stage / "jsonl").mkdir()
            (stage / "jsonl" / "a.jsonl").write_text("{}", "utf-8")

    with pytest.raises(ExportError, match="behind a link, so the package was not replaced"):
        write()
    assert list(other.iterdir()) == []


def test_folder_that_cannot_be_written_is_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _publish(tmp_path, "old")
    before = _files(tmp_path)

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(atomic, "_open_lock", refuse)
    with pytest.raises(
        ExportError, match=r"cannot be written \(Permission denied\), .* is unchanged; next: check space and"
    ):
        _publish(tmp_path, "new")
    monkeypatch.undo()
    assert _files(tmp_path) == before


def test_package_is_written_on_a_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", refuse)
    _publish(tmp_path / "package", "new")
    assert _files(tmp_path / "package") == _package(tmp_path, "new")


def _refuse_no_folder(_folder: Path) -> None:
    """Every folder may be replaced."""


# Everything in its folder, as a report; the parts lie in subfolders, as those of editions.
OWNER = Output(
    name="notes",
    option="--notes",
    error=ExportError,
    refuse_foreign=_refuse_no_folder,
    parts=lambda _stage: ("deep/a.txt", "b.txt", "missing.txt"),
    owns_folder=True,
    durable=False,
)
OLD = {"deep/a.txt": "old", "b.txt": "old", "obsolete.txt": "old", "gone/c.txt": "old"}
NEW = {"deep/a.txt": "new", "b.txt": "new"}
# Stage to ready, two obsolete paths and two old parts away, two new parts in.
OWNER_STEPS = range(1, 8)


def _write_all(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")


def _replace_all(folder: Path) -> None:
    with replacing(folder, OWNER) as stage:
        _write_all(stage, NEW)


def _paths(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_output_that_owns_its_folder_replaces_everything_in_it(tmp_path: Path) -> None:
    _write_all(tmp_path, OLD)
    _replace_all(tmp_path)
    assert _files(tmp_path) == NEW


def test_output_that_does_not_own_its_folder_replaces_only_its_parts(tmp_path: Path) -> None:
    _write_all(tmp_path, OLD)
    with replacing(tmp_path, replace(OWNER, owns_folder=False)) as stage:
        _write_all(stage, {**NEW, "not-a-part.txt": "new"})
    assert _files(tmp_path) == {**OLD, **NEW}


@pytest.mark.parametrize("step", OWNER_STEPS)
def test_failed_move_restores_parts_in_subfolders_and_obsolete_files(tmp_path: Path, step: int) -> None:
    _write_all(tmp_path, OLD)
    before = _paths(tmp_path)
    with _failing({step: OSError(5, "Input/output error")}), pytest.raises(ExportError, match="the notes cannot"):
        _replace_all(tmp_path)
    assert (_files(tmp_path), _paths(tmp_path)) == (OLD, before)


def test_failed_move_leaves_no_subfolder_that_did_not_exist(tmp_path: Path) -> None:
    _write_all(tmp_path, {"b.txt": "old"})
    with _failing({4: OSError(5, "Input/output error")}), pytest.raises(ExportError):
        _replace_all(tmp_path)
    assert _paths(tmp_path) == {"b.txt"}


@pytest.mark.parametrize("step", OWNER_STEPS)
def test_run_after_a_kill_completes_or_discards_an_output_that_owns_its_folder(tmp_path: Path, step: int) -> None:
    _write_all(tmp_path, OLD)
    with _failing({step: KilledError()}), pytest.raises(KilledError):
        _replace_all(tmp_path)
    check_folder(tmp_path, OWNER)
    assert _files(tmp_path) == (OLD if step == 1 else NEW)


def test_swap_of_one_kind_of_output_is_completed_by_a_run_for_another(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    with _failing({2: KilledError()}), pytest.raises(KilledError):
        _replace_all(folder)
    _publish(folder, "new")
    assert NEW.items() <= _files(folder).items()
    assert _files(folder).keys() - NEW.keys() == _package(tmp_path, "new").keys()


def test_error_names_the_option_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"the notes cannot be written .*; next: .* with --notes"):
        _replace_all(tmp_path / "file")
