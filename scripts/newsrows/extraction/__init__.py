"""Article to findings: the only folder that imports spaCy, with one module a kind of finding."""
