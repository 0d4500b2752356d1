"""Programs for maintainers: fitting models, scoring, generated documentation, releases. They are not in the wheel."""
