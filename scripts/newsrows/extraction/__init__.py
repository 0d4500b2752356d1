"""From an article's text to its mentions, roles, quotes and statistics. Only this package imports spaCy.

`models` loads the models; `finder` runs them and then the finders of names, references, roles, quotes and statistics.
"""
