"""Two versions of one article compared: the quotes, figures, people and organisations that came, went and changed."""
