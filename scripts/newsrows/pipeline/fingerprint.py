"""Fingerprints of everything besides the articles that decides what a build makes: code, data, libraries, model.

Shards are used only under the fingerprint under which they were made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import newsrows
from newsrows.extraction.parse.model import model_folder
from newsrows.schema.load import schema_folder
from newsrows.sources.language import LANGUAGE_THRESHOLD

# The code, word lists and weights that turn an article into a shard.
_SHARD_PARTS = (
    "engine/keys.py",
    "engine/shard_file.py",
    "engine/shard_index.py",
    "engine/store.py",
    "extraction",
    "lexicon",
    "pipeline/map_step.py",
    "records",
    "regular_files.py",
    "resolution",
    "schema/words.py",
    # what workers read web pages with: newsrows.sources.formats.html and its imports, and the check of the language
    "sources/encoding.py",
    "sources/errors.py",
    "sources/formats/html.py",
    "sources/formats/page_blocks.py",
    "sources/formats/page_body.py",
    "sources/language.py",
    "sources/metadata/bylines.py",
    "sources/metadata/dates.py",
    "sources/metadata/fields.py",
    "sources/metadata/json_ld.py",
    "sources/metadata/page_metadata.py",
    "sources/options.py",
    "sources/record.py",
    "tables",
    "weights.py",
)
_SHARD_LIBRARIES = (
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
    "py3langid",
)
# The extra [html], if it is installed: these extract the article and its metadata from a web page.
_PAGE_LIBRARIES = ("trafilatura", "htmldate", "justext", "courlan", "lxml", "dateparser", "python-dateutil")

# The code that turns shards into a package and validates it.
_ASSEMBLY_PARTS = ("__init__.py", "datapackage", "engine", "pipeline", "publishing", "review", "schema", "validation")
_ASSEMBLY_LIBRARIES = ("pyarrow", "python-slugify", "pandera", "frictionless")


def shard_fingerprint(model: str, names: str, language_threshold: float = LANGUAGE_THRESHOLD) -> str:
    """Return a hash of everything that turns articles into shards, as 64 hex digits.

    It covers newsrows' code and data, the versions of libraries and the files of the model.

    Args:
        model: name or folder of the spaCy pipeline.
        names: the name model, 'accurate' or 'fast'.
        language_threshold: the probability of English below which articles are rejected.
    """
    digest = hashlib.sha256(f"{names} {float(language_threshold)}".encode())
    digest.update(_code(_SHARD_PARTS))
    for path in _files(schema_folder()):
        digest.update(path.read_bytes())
    _add_versions(digest, (*_SHARD_LIBRARIES, *filter(_is_installed, _PAGE_LIBRARIES)))
    folder = model_folder(model)
    for path in _files(folder):
        # Weights are too large to read in every build; a model that is trained again has another meta.json.
        content = path.read_bytes() if path.suffix in {".json", ".cfg"} else str(path.stat().st_size).encode()
        digest.update(f"{path.relative_to(folder)}\0".encode() + content)
    return digest.hexdigest()


def assembly_fingerprint() -> str:
    """Return a hash of everything that turns shards into a package, as 64 hex digits.

    Equal shards give equal files under the same hash.
    """
    digest = hashlib.sha256(_code(_ASSEMBLY_PARTS))
    _add_versions(digest, _ASSEMBLY_LIBRARIES)
    return digest.hexdigest()


@cache  # the code that a process has loaded stays the same
def _code(parts: tuple[str, ...]) -> bytes:
    """A hash of the names and contents of these files and folders of newsrows."""
    digest = hashlib.sha256()
    package = Path(newsrows.__file__).parent
    for part in parts:
        for path in _files(package / part):
            digest.update(f"{path.relative_to(package)}\0".encode())
            digest.update(path.read_bytes())
    return digest.digest()


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
