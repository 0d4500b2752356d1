"""Find pronouns and nominals: words that refer to somebody named elsewhere in the article."""
