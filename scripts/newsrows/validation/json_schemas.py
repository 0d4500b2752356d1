"""JSON Schemas applied to descriptors: the standard's metadata, and profiles, which others write.

Patterns are matched by Rust's engine, whose time grows only with the length of a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from newsrows.datapackage.documents import join_pointer

Finding = tuple[str, str]
"""A JSON pointer, and a message."""
# So many errors of one schema are shown.
_MOST = 100


class ProfileError(Exception):
    """A JSON Schema cannot be applied; the message says why."""


def schema_findings(
    schema: Any, value: Any, resolve: Callable[[str], Any] | None = None, *, is_own: bool = False
) -> list[Finding]:
    """What in a value a JSON Schema does not allow, sorted by place.

    Args:
        schema: the schema.
        value: the value.
        resolve: gives another document to which the schema refers, by its URL.
        is_own: whether the schema is one of ours, which is certainly a JSON Schema.

    Raises:
        ProfileError: it is not a JSON Schema, or refers to a document that is not given.
    """
    import jsonschema  # noqa: PLC0415 - takes 0.1 s
    import referencing  # noqa: PLC0415
    import referencing.jsonschema  # noqa: PLC0415

    def retrieve(uri: str) -> referencing.Resource[Any]:
        if resolve is None:
            raise ProfileError(f"it refers to {uri}")
        return referencing.Resource.from_contents(resolve(uri), referencing.jsonschema.DRAFT7)

    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft7Validator)
    try:
        if not is_own:
            kind.check_schema(schema)
        safe = jsonschema.validators.extend(kind, {"pattern": _pattern, "patternProperties": _pattern_properties})
        registry: referencing.Registry[Any] = referencing.Registry(retrieve=retrieve)  # type: ignore[call-arg]
        validator = safe(schema, registry=registry, format_checker=_format_checker())
        found = [error for error, _ in zip(validator.iter_errors(value), range(_MOST), strict=False)]
    except ProfileError:
        raise
    except jsonschema.SchemaError as error:
        raise ProfileError(f"found {error.message[:200]}, expected a JSON Schema") from None
    except RecursionError:
        raise ProfileError("found a JSON Schema that refers to itself without end") from None
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ProfileError):
            cause = cause.__cause__ or cause.__context__
        raise ProfileError(str(cause or error)[:200]) from None
    return sorted({(join_pointer("", *error.absolute_path), _message(error)) for error in found})


def with_usual_references(schema: Any) -> Any:
    """The schema with `#/$defs/x` in place of `#$defs/x`, which published profiles have, as older libraries took it."""
    if isinstance(schema, list):
        return [with_usual_references(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: with_usual_references(one) for name, one in schema.items()}
    reference = parts.get("$ref")
    if isinstance(reference, str) and reference.startswith("#") and "/" in reference and reference[1] != "/":
        parts["$ref"] = f"#/{reference[1:]}"
    return parts


def _message(error: Any) -> str:
    """An error in our words, where the schema's keyword is a usual one."""
    shown = json.dumps(error.instance, ensure_ascii=False)
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    limit = error.validator_value
    if error.validator == "required":
        missing = next((name for name in limit if name not in error.instance), "?")
        return f"found no property {missing!r}, expected one"
    return f"found {shown}, expected {_expected(error, limit)}"[:250]


def _expected(error: Any, limit: Any) -> str:
    match error.validator:
        case "type":
            return _kinds(limit)
        case "enum":
            return f"one of {', '.join(map(str, limit))}"
        case "const":
            return json.dumps(limit, ensure_ascii=False)
        case "format":
            return _FORMAT_NAMES.get(limit, str(limit))
        case "pattern":
            return f"a text like {limit}"
        case _:
            return f"what {error.validator} asks for: {error.message}"


def _kinds(limit: Any) -> str:
    names = {
        "array": "a list",
        "object": "an object",
        "string": "a text",
        "boolean": "true or false",
        "integer": "a whole number",
        "number": "a number",
    }
    return " or ".join(names.get(one, str(one)) for one in (limit if isinstance(limit, list) else [limit]))


_FORMAT_NAMES: Mapping[str, str] = {"uri": "a URL", "email": "an email address", "date-time": "a date and time"}
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:\S+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
# Without seconds and without a time zone as well, which many descriptors leave out.
_MOMENT = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9]"
    r"(?::[0-5][0-9](?:\.[0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


def _format_checker() -> Any:
    """Formats that need no other library. An empty text says nothing, so it breaks nothing."""
    import jsonschema  # noqa: PLC0415

    checker = jsonschema.FormatChecker(formats=())
    for name, pattern in (("uri", _URL), ("email", _EMAIL), ("date-time", _MOMENT)):
        checker.checks(name)(lambda value, pattern=pattern: _has_form(value, pattern))
    return checker


def _has_form(value: object, pattern: re.Pattern[str]) -> bool:
    return not isinstance(value, str) or not value or pattern.fullmatch(value) is not None


def _fits(pattern: object, text: str) -> bool:
    """Whether a pattern is somewhere in a text; also if Rust's engine does not know the pattern."""
    import polars as pl  # noqa: PLC0415

    try:
        return bool(pl.Series([text]).str.contains(str(pattern))[0])
    except pl.exceptions.PolarsError:
        return True


def _pattern(_: Any, pattern: Any, instance: Any, __: Any) -> Iterator[Any]:
    import jsonschema  # noqa: PLC0415

    if isinstance(instance, str) and not _fits(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def _pattern_properties(validator: Any, patterns: Any, instance: Any, _: Any) -> Iterator[Any]:
    if isinstance(instance, dict):
        for pattern, schema in patterns.items():
            for name, value in instance.items():
                if _fits(pattern, name):
                    yield from validator.descend(value, schema, path=name, schema_path=pattern)
