"""Where the words beside arrows stand: on their arrow, and not on one another."""

from collections.abc import Iterator, Sequence

from ivr.authoring.picture.layout import Point

CHARACTER, TALL = 5.7, 12.0  # of a label
TRIED = (0.42, 0.6, 0.28, 0.75, 0.15, 0.88)
"""How far down the first curve of its arrow a label may stand; the first that is free is taken."""

_Area = tuple[float, float, float, float]


def set_apart(labels: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Point]]:
    """Each label, from (words, path of its arrow), with the middle of its line."""
    taken: list[_Area] = []
    for words, path in labels:
        spots = [_on(path, part) for part in TRIED]
        at = next((spot for spot in spots if not _meets(_area(words, spot), taken)), spots[0])
        taken.append(_area(words, at))
        yield words, at


def _area(words: str, at: Point) -> _Area:
    half = len(words) * CHARACTER / 2 + 2
    return at[0] - half, at[1] - TALL, at[0] + half, at[1] + 2


def _meets(area: _Area, taken: Sequence[_Area]) -> bool:
    left, top, right, bottom = area
    return any(left < other[2] and right > other[0] and top < other[3] and bottom > other[1] for other in taken)


def _on(path: str, part: float) -> Point:
    """A point on the first curve of a path."""
    begin, _, rest = path.removeprefix("M").partition(" C")
    ends = [tuple(map(float, point.split(","))) for point in (begin, *rest.split(" ")[:3])]
    rest_of = 1 - part
    weights = (rest_of**3, 3 * part * rest_of**2, 3 * part * part * rest_of, part**3)
    across, down = (sum(weight * end[axis] for weight, end in zip(weights, ends, strict=True)) for axis in (0, 1))
    return across, down + 3
