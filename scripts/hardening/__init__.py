"""Hostile input, made at random from a seed, and what must hold for all of it: `make campaign`, and tests/hardening."""
