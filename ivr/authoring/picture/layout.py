"""Where the boxes of a picture stand, and how the arrows run between them: layers from the top, by a library.

The library hangs on a circle and ends the whole program on an arrow from a box to itself (measured, 0.5.3), so
circles are opened here first: an arrow that leads back is laid out as though it led forward.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fast_sugiyama import from_edges

BESIDE, BELOW = 26.0, 58.0  # between two boxes of a layer, and between two layers
MANY = (
    150  # arrows of one flow, above which neighbours are not swapped any more: 19 s instead of 1 for 1,000 (measured)
)
Pair = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Size:
    """Of a box."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture laid out: the middle of each box's upper edge, the bends of each arrow, and the whole extent."""

    boxes: Mapping[str, Point]
    bends: Mapping[Pair, tuple[tuple[float, float, float], ...]]
    width: float
    height: float


def place(boxes: Mapping[str, Size], arrows: Iterable[Pair]) -> Placed:
    """Lay out boxes and the arrows between them; what is not joined stands side by side.

    A bend is (x, top, bottom): where an arrow passes through a layer between two boxes.
    """
    names, arrows = list(boxes), list(dict.fromkeys(arrows))
    forward = _opened(names, arrows)
    parts = [_in_order(_part(found, names, boxes), arrows) for found in _layouts(names, forward)]
    joined = {name for part in parts for name in part.boxes}
    parts += [_alone(name, boxes[name]) for name in names if name not in joined]
    return _side_by_side(parts)


def _opened(names: Sequence[str], arrows: Iterable[Pair]) -> set[Pair]:
    """The arrows without circles: those that lead back to a box on the way are turned round."""
    ways: dict[str, list[str]] = {name: [] for name in names}
    for source, target in arrows:
        if source != target:
            ways[source].append(target)
    forward: set[Pair] = set()
    done: set[str] = set()
    for start in names:
        _walk(start, ways, forward, done)
    return forward


def _walk(start: str, ways: Mapping[str, list[str]], forward: set[Pair], done: set[str]) -> None:
    """Depth first, without recursion: a flow may be thousands of steps deep."""
    if start in done:
        return
    on_the_way, stack = {start}, [(start, iter(ways[start]))]
    while stack:
        name, following = stack[-1]
        target = next(following, None)
        if target is None:
            stack.pop()
            on_the_way.discard(name)
            done.add(name)
        elif target in on_the_way:
            forward.add((target, name))
        else:
            forward.add((name, target))
            if target not in done:
                on_the_way.add(target)
                stack.append((target, iter(ways[target])))


@dataclass(frozen=True, slots=True)
class _Found:
    """What the library says of one joined part: places by number, and arrows cut into pieces at each layer."""

    places: Mapping[int, Point]
    pieces: Sequence[tuple[int, int]]


def _layouts(names: Sequence[str], forward: set[Pair]) -> Iterator[_Found]:
    number = {name: nth for nth, name in enumerate(names)}
    edges = sorted((number[source], number[target]) for source, target in forward)
    if not edges:
        return
    used = sorted({end for edge in edges for end in edge})
    packed = {end: nth for nth, end in enumerate(used)}
    made = from_edges(
        [(packed[a], packed[b]) for a, b in edges],
        vertex_spacing=1,
        dummy_vertices=True,
        dummy_size=0.3,
        transpose=len(edges) <= MANY,
    )
    for places, _, _, pieces in sorted(made, key=lambda part: min(int(end) for end, _ in part[0])):
        back = {nth: used[nth] if nth < len(used) else len(names) + nth for nth in (int(end) for end, _ in places)}
        where = {back[int(end)]: (float(x), float(y)) for end, (x, y) in sorted(places)}  # handed over in any order
        yield _Found(where, [(back[int(a)], back[int(b)]) for a, b in pieces or ()])


def _part(found: _Found, names: Sequence[str], boxes: Mapping[str, Size]) -> Placed:
    """One joined part, in the sizes of its boxes."""
    top = max(y for _, y in found.places.values())
    layer = {end: round(top - y) for end, (_, y) in found.places.items()}
    wide = max(boxes[names[end]].width for end in found.places if end < len(names)) + BESIDE
    tall = [0.0] * (max(layer.values()) + 1)
    for end, nth in layer.items():
        tall[nth] = max(tall[nth], boxes[names[end]].height if end < len(names) else 0)
    tops = [sum(tall[:nth]) + BELOW * nth for nth in range(len(tall))]
    left = min(x for x, _ in found.places.values())
    across = {end: (x - left) * wide + wide / 2 for end, (x, _) in found.places.items()}
    return Placed(
        {names[end]: (across[end], tops[layer[end]]) for end in found.places if end < len(names)},
        dict(
            _bends(found, names, {end: (across[end], tops[nth], tops[nth] + tall[nth]) for end, nth in layer.items()})
        ),
        max(across.values()) + wide / 2,
        tops[-1] + tall[-1],
    )


def _bends(
    found: _Found, names: Sequence[str], spots: Mapping[int, tuple[float, float, float]]
) -> Iterator[tuple[Pair, tuple[tuple[float, float, float], ...]]]:
    """Each arrow with the layers that it passes; its pieces are put together again."""
    following: dict[int, list[int]] = {}
    for a, b in found.pieces:
        following.setdefault(a, []).append(b)
    for source in (end for end in found.places if end < len(names)):
        for first in following.get(source, ()):
            passed, end = [], first
            while end >= len(names):
                passed.append(spots[end])
                end = following[end][0]
            yield (names[source], names[end]), tuple(passed)


def _in_order(part: Placed, arrows: Sequence[Pair]) -> Placed:
    """The part, or its mirror image where the ways out of a box then run rather from left to right."""
    rising = falling = 0
    for (source, target), (following, other) in pairwise(arrow for arrow in arrows if arrow[0] in part.boxes):
        if source == following:
            rising += part.boxes[target][0] < part.boxes[other][0]
            falling += part.boxes[target][0] > part.boxes[other][0]
    if falling <= rising:
        return part
    return Placed(
        {name: (part.width - x, y) for name, (x, y) in part.boxes.items()},
        {arrow: tuple((part.width - x, top, low) for x, top, low in via) for arrow, via in part.bends.items()},
        part.width,
        part.height,
    )


def _alone(name: str, size: Size) -> Placed:
    return Placed({name: ((size.width + BESIDE) / 2, 0)}, {}, size.width + BESIDE, size.height)


def _side_by_side(parts: Sequence[Placed]) -> Placed:
    boxes: dict[str, Point] = {}
    bends: dict[Pair, tuple[tuple[float, float, float], ...]] = {}
    offsets = [0.0]
    for part in parts:
        offsets.append(offsets[-1] + part.width)
    for part, (left, _) in zip(parts, pairwise(offsets), strict=True):
        boxes |= {name: (x + left, y) for name, (x, y) in part.boxes.items()}
        bends |= {arrow: tuple((x + left, top, low) for x, top, low in via) for arrow, via in part.bends.items()}
    return Placed(boxes, bends, offsets[-1], max((part.height for part in parts), default=0))
