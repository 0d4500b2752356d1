"""What only the maintainers run: fitting models, scoring, reference pages, releases. It is not part of the wheel."""
