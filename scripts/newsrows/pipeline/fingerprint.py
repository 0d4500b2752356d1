"""What findings depend on beside the article: shards made under another fingerprint are not used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import newsrows
from newsrows.extraction.parse.model import model_folder
from newsrows.schema.load import schema_folder

# The code, word lists and weights that turn an article into a shard.
_PARTS = (
    "engine/keys.py",
    "engine/shard_file.py",
    "engine/shard_index.py",
    "engine/store.py",
    "extraction",
    "lexicon",
    "pipeline/map_step.py",
    "records",
    "resolution",
    # the reading that is done by workers: what newsrows.sources.formats.html imports
    "sources/encoding.py",
    "sources/errors.py",
    "sources/formats/html.py",
    "sources/metadata/dates.py",
    "sources/metadata/fields.py",
    "sources/options.py",
    "sources/record.py",
    "tables",
)
_LIBRARIES = (
    "spacy",
    "thinc",
    "numpy",
    "polars",
    "nameparser",
    "text2num",
    "babel",
    "pycountry",
    "pint",
    "onnxruntime",
    "tokenizers",
    "charset-normalizer",
)
# Of the extra [html], if it is there: they find the article in a web page, and what is known of it.
_LIBRARIES_OF_PAGES = ("trafilatura", "htmldate", "justext", "courlan", "lxml", "dateparser", "python-dateutil")


# What turns shards into a package, and judges it.
_LATER_PARTS = ("__init__.py", "datapackage", "engine", "pipeline", "publishing", "review", "schema", "validation")
_LATER_LIBRARIES = ("pyarrow", "python-slugify", "pandera", "frictionless")


def later_fingerprint() -> str:
    """A hash over all that happens to shards afterwards, as 64 hex digits: the same shards then give the same files."""
    digest = hashlib.sha256()
    _add_code(digest, _LATER_PARTS)
    _add_versions(digest, _LATER_LIBRARIES)
    return digest.hexdigest()


def fingerprint(model: str, names: str) -> str:
    """A hash over newsrows' own code and data, the versions of libraries, and the model's files, as 64 hex digits."""
    digest = hashlib.sha256(names.encode())
    _add_code(digest, _PARTS)
    for path in _files(schema_folder()):
        digest.update(path.read_bytes())
    _add_versions(digest, (*_LIBRARIES, *filter(_is_installed, _LIBRARIES_OF_PAGES)))
    folder = model_folder(model)
    for path in _files(folder):
        # Weights are too large to be read at every build; a model that is trained anew writes another meta.json.
        content = path.read_bytes() if path.suffix in {".json", ".cfg"} else str(path.stat().st_size).encode()
        digest.update(f"{path.relative_to(folder)}\0".encode() + content)
    return digest.hexdigest()


def _add_code(digest: hashlib._Hash, parts: Iterable[str]) -> None:
    package = Path(newsrows.__file__).parent
    for part in parts:
        for path in _files(package / part):
            digest.update(f"{path.relative_to(package)}\0".encode())
            digest.update(path.read_bytes())


def _add_versions(digest: hashlib._Hash, libraries: Iterable[str]) -> None:
    for library in libraries:
        digest.update(f"{library} {metadata.version(library)}\0".encode())


def _is_installed(library: str) -> bool:
    try:
        metadata.version(library)
    except metadata.PackageNotFoundError:
        return False
    return True


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
