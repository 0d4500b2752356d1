"""A verdict in words: for people, pull requests, GitHub, programs and code scanning. Each form is a module."""
