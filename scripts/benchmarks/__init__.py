"""The measures of `make bench`: speed, memory and size, mostly as a ratio of two runs in one round."""
