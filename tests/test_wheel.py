"""The built wheel holds all that the command needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile

from clone import TOP

MAINTAINERS_MODULES = {
    path.stem for path in (TOP / "scripts" / "maintain").iterdir() if path.suffix in {".py", ".json"}
} - {"__init__"}


def test_the_wheel_works_outside_of_the_clone(tmp_path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if not name.startswith(("newsrows/", "newsrows-"))]
        assert sum(name.startswith("newsrows/examples/") for name in archive.namelist()) >= 51
        archive.extractall(tmp_path / "site")
    modules = {path.stem for path in (tmp_path / "site" / "newsrows").rglob("*")}
    assert not modules & MAINTAINERS_MODULES
    code = (
        "import newsrows, sys; from newsrows.schema import load_tables; from newsrows.cli import main; "
        "assert newsrows.__file__.startswith(sys.path[0]), newsrows.__file__; "
        "print(*load_tables()); main(['rules'])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {code}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.startswith("articles organisations people")
    assert "span-text-mismatch" in answer.stdout
