"""Names of people and organisations in an article: `finder.find_names` combines the NER model with rules."""
