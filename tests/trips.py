"""A table whose columns show everything that a dictionary describes."""

from newsrows.schema import read_table

TRIPS = read_table(
    {
        "name": "trips",
        "description": "One row per trip.",
        "fields": [
            {"name": "day", "type": "date", "constraints": {"required": True}},
            {"name": "kind", "type": "string", "constraints": {"enum": ["out", "back", "lost"]}},
            {"name": "fare", "type": "number", "description": "In <pounds>|pence."},
            {"name": "boat", "type": "string", "example": "Ida|May"},
            {"name": "crew", "type": "integer"},
        ],
        "primaryKey": ["day", "kind"],
        "foreignKeys": [{"fields": "boat", "reference": {"resource": "boats", "fields": "name"}}],
    }
)
