"""An article parsed: tokens, sentences, paragraphs and quotation marks."""
