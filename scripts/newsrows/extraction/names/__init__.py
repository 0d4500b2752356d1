"""Names of people and organisations in an article."""
