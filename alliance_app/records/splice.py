"""The one part in which two texts differ: what they share at both ends left out."""


def splice(now: str, wanted: str) -> tuple[int, int, str]:
    """Where `now` begins to differ from `wanted`, how many of its characters go, and what comes in their place."""
    start = _shared(now, wanted)
    shorter = min(len(now), len(wanted)) - start
    end = _shared(now[::-1][:shorter], wanted[::-1][:shorter])
    return start, len(now) - end - start, wanted[start : len(wanted) - end]


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their starts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
