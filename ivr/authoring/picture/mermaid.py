"""The picture as Mermaid text, for pages that draw it themselves (GitHub, GitLab, wikis)."""

from collections.abc import Iterator, Mapping

from ivr.authoring.picture.drawing import Drawing, FlowDrawing, Shown

SHAPES: Mapping[str, tuple[str, str]] = {
    "say": ("(", ")"),
    "menu": ("{{", "}}"),
    "yes_no": ("{{", "}}"),
    "topics": ("[/", "\\]"),
    "collect": ("[/", "/]"),
    "branch": ("{", "}"),
    "hours": ("{", "}"),
    "transfer": (">", "]"),
    "hand_off": ("([", "])"),
    "flow": ("[[", "]]"),
    "done": ("([", "])"),
    "goodbye": ("([", "])"),
}
PLAIN = ("[", "]")


def as_mermaid(drawing: Drawing) -> str:
    """A flow chart; each flow is a group, and steps have numbers, since their names may be words of Mermaid."""
    ports = (port for flow in drawing.flows for port in flow.ports)
    own = (step.address for flow in drawing.flows for step in flow.steps)
    ids = {address: f"s{nth}" for nth, address in enumerate(dict.fromkeys((*own, *ports)), 1)}
    return "\n".join(["flowchart TD", *_lines(drawing, ids)]) + "\n"


def _lines(drawing: Drawing, ids: Mapping[str, str]) -> Iterator[str]:
    drawn: set[str] = set()
    for flow in drawing.flows:
        yield f'  subgraph f_{flow.name}["{flow.name}"]'
        for step in flow.steps:
            drawn.add(step.address)
            yield f"    {_node(step, ids)}"
        yield "  end"
    for port in (address for address in ids if address not in drawn):
        yield f'  {ids[port]}["{_safe(port)}"]:::port'
    for flow in drawing.flows:
        yield from _ways(flow, ids)
    yield "  classDef port stroke-dasharray: 4 3"


def _node(step: Shown, ids: Mapping[str, str]) -> str:
    begin, end = SHAPES.get(step.kind, PLAIN)
    words = "<br/>".join([f"<b>{step.name}</b>", *map(_safe, step.rows)])
    return f'{ids[step.address]}{begin}"{words}"{end}'


def _ways(flow: FlowDrawing, ids: Mapping[str, str]) -> Iterator[str]:
    for way in flow.ways:
        label = f'|"{_safe(way.label)}"|' if way.label else ""
        yield f"  {ids[way.source]} -->{label} {ids[way.target]}"


def _safe(words: str) -> str:
    """Words in which nothing is a mark of Mermaid's."""
    return words.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
