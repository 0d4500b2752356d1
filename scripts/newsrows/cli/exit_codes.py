"""How the command ends."""

from typing import Final

SUCCESS: Final = 0
PROBLEMS: Final = 1
"""Something was found: invalid rows, rejected articles, changes that require another version."""
INVALID_USAGE: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of the signal SIGINT, as shells do."""
TERMINATED: Final = 143
"""The same for SIGTERM."""
