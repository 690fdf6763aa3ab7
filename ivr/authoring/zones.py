"""Time zones that are hours from Greenwich and no places: they have no summer time, or no good name."""

import re
from collections.abc import Mapping

PLACES: Mapping[str, str] = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "HST": "Pacific/Honolulu", "GMT": "Europe/London",
    "+5": "America/New_York", "+6": "America/Chicago", "+7": "America/Denver", "+8": "America/Los_Angeles",
}  # fmt: skip
"""Zone, or hours behind Greenwich -> a place that was likely meant."""

_OFFSET = re.compile(r"(?:Etc/)?(?:GMT|UTC)([+-]?\d{1,2})", re.IGNORECASE)


def is_fixed(name: str) -> bool:
    """Whether the name is that of hours from Greenwich; UTC alone is, but nobody writes it by mistake."""
    return name.upper() in PLACES or _OFFSET.fullmatch(name) is not None


def place_for(name: str) -> str:
    """`did you mean 'America/New_York'?`, or how zones are named."""
    offset = _OFFSET.fullmatch(name)
    place = PLACES.get(offset[1] if offset else name.upper())
    return f"did you mean '{place}'?" if place else "name a place, such as America/New_York"
