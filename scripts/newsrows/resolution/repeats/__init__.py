"""What articles repeat: whole texts (copies), words that somebody said (utterances), and figures (claims).

Everything is found across articles, through keys that similar items share, and never by comparing all pairs.
"""
