"""How the models of names were fitted; not part of the package that is installed."""
