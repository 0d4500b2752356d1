"""Compares two versions of a data package: `schemas` for its Table Schemas, `rows` for its data."""
