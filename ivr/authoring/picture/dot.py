"""The picture in the language of Graphviz, for those who have it."""

from collections.abc import Iterator

from ivr.authoring.picture.drawing import Drawing, FlowDrawing

SHAPES = {
    "say": "box",
    "menu": "octagon",
    "yes_no": "hexagon",
    "topics": "note",
    "collect": "parallelogram",
    "branch": "diamond",
    "hours": "invtrapezium",
    "transfer": "cds",
    "hand_off": "doubleoctagon",
    "flow": "component",
    "done": "ellipse",
    "set": "box",
    "goodbye": "ellipse",
}


def as_dot(drawing: Drawing, base: str = "") -> str:
    """A directed graph; each flow is a cluster, and a step leads to its line."""
    return "\n".join(["digraph helpline {", "  node [fontname=Helvetica, fontsize=10];", *_lines(drawing, base), "}\n"])


def _lines(drawing: Drawing, base: str) -> Iterator[str]:
    own = {step.address for flow in drawing.flows for step in flow.steps}
    for flow in drawing.flows:
        yield from _cluster(flow, base)
    for port in dict.fromkeys(port for flow in drawing.flows for port in flow.ports):
        if port not in own:
            yield f"  {_quoted(port)} [shape=box, style=dashed];"
    for flow in drawing.flows:
        for way in flow.ways:
            label = f" [label={_quoted(way.label)}]" if way.label else ""
            yield f"  {_quoted(way.source)} -> {_quoted(way.target)}{label};"


def _cluster(flow: FlowDrawing, base: str) -> Iterator[str]:
    yield f"  subgraph {_quoted(f'cluster_{flow.name}')} {{"
    yield f"    label={_quoted(flow.name)};"
    for step in flow.steps:
        words = _quoted("\n".join((step.name, *step.rows)))
        link = _quoted(f"{base}{step.file}#L{step.line}")
        yield f"    {_quoted(step.address)} [shape={SHAPES.get(step.kind, 'box')}, label={words}, URL={link}];"
    yield "  }"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
