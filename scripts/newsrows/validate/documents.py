"""JSON files of a package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.validate.opening import PackageRefusedError
from newsrows.validate.rulebook import issue


def read_object(file: Path, name: str, limits: Limits) -> tuple[dict[str, Any] | None, list[Issue]]:
    """The JSON object in a file, or an issue that says why there is none to go by; `name` is the file's in messages.

    Raises:
        PackageRefusedError: the file is larger than the limit.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(limits.json_bytes + 1)
        if len(data) > limits.json_bytes:
            raise PackageRefusedError(
                f"{name}: found more than {limits.json_bytes} bytes of JSON, expected less; "
                "next: raise the limit with --max-json if it is meant"
            )
        value = json.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        return None, [issue(name, "descriptor-missing", f"found no {name} in {file.parent}, expected one")]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return None, [issue(name, "descriptor-unreadable", f"found {error}, expected a JSON object")]
    if not isinstance(value, dict):
        found = f"found {type(value).__name__} at the top, expected a JSON object"
        return None, [issue(name, "descriptor-unreadable", found)]
    return value, []
