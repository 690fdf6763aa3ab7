"""The proof as a gate before the line: for helplines that are small enough to be proved at each save."""

from ivr.authoring.proof.findings import Finding
from ivr.authoring.proof.proof import prove
from ivr.authoring.release import Release


class TooLargeError(Exception):
    """So many places that nobody would wait for the proof at each save; it is run before a release instead."""


def stuck_in(release: Release) -> tuple[Finding, ...]:
    """What the proof finds in a helpline of less than `walk.TOLD_EACH` places in each locale; seconds at the most.

    Raises TooLargeError for a larger one.
    """

    def stop(places: int) -> None:
        raise TooLargeError(f"{places} places and more")

    return prove(release, stop).findings
