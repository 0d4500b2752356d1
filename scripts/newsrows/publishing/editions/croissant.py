"""Writes the Croissant description of a package, for machine-learning tools (https://docs.mlcommons.org/croissant/docs/croissant-spec.html)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsrows.publishing.layout import DESCRIPTOR

CROISSANT_PATH = "croissant.json"
_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "boolean": "sc:Boolean",
}


def write_croissant(package: Path, folder: Path) -> None:
    """Write croissant.json, which describes `package`, to `folder`.

    Raises:
        OSError: a file cannot be read or written.
    """
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    text = json.dumps(croissant(descriptor), ensure_ascii=False, indent=2) + "\n"
    (folder / CROISSANT_PATH).write_text(text, "utf-8", newline="\n")


def croissant(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The Croissant description (version 1.0) of the package that `descriptor` describes.

    It lists every file. The records are those of the CSV files, or of the Parquet files if there are no CSV files.
    """
    resources = descriptor["resources"]
    record_sources = [resource for resource in resources if resource["format"] == "csv"] or resources
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": descriptor["name"],
        "description": descriptor["description"],
        **({"version": descriptor["version"]} if "version" in descriptor else {}),
        "license": [licence["path"] for licence in descriptor.get("licenses", ()) if "path" in licence],
        "creator": [{"@type": "sc:Organization", "name": _contributor(maker)} for maker in descriptor["contributors"]],
        "keywords": descriptor["keywords"],
        "inLanguage": "en",
        "distribution": [_file(resource) for resource in resources],
        "recordSet": [_records(resource, _referable(record_sources)) for resource in record_sources],
    }


def _contributor(maker: Mapping[str, Any]) -> str:
    return str(maker.get("title") or " ".join(maker[name] for name in ("givenName", "familyName") if name in maker))


def _file(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": resource["name"],
        "description": resource["description"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": "text/csv" if resource["format"] == "csv" else "application/x-parquet",
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _referable(resources: Sequence[Mapping[str, Any]]) -> set[str]:
    """The tables without references, because mlcroissant 1.1 fails on a reference to a table that has references."""
    return {resource["schema"]["name"] for resource in resources if not resource["schema"].get("foreignKeys")}


def _records(resource: Mapping[str, Any], referable: Collection[str]) -> dict[str, Any]:
    schema = resource["schema"]
    return {
        "@type": "cr:RecordSet",
        "@id": schema["name"],
        "name": schema["name"],
        "description": schema["description"],
        "key": [{"@id": f"{schema['name']}/{column}"} for column in schema["primaryKey"]],
        "field": list(_fields(schema, resource["path"], referable)),
    }


def _fields(schema: Mapping[str, Any], path: str, referable: Collection[str]) -> Iterator[dict[str, Any]]:
    references = {
        key["fields"][0]: f"{key['reference']['resource']}/{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", ())
        if key["reference"]["resource"] in referable
    }
    for field in schema["fields"]:
        name = field["name"]
        described = {
            "@type": "cr:Field",
            "@id": f"{schema['name']}/{name}",
            "name": name,
            "description": field["description"],
            "dataType": _TYPES[field["type"]],
            "source": {"fileObject": {"@id": path}, "extract": {"column": name}},
        }
        yield described | ({"references": {"field": {"@id": references[name]}}} if name in references else {})
