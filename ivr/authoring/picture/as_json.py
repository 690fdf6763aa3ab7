"""The picture as JSON, for other programs."""

import json
from dataclasses import asdict

from ivr.authoring.picture.drawing import Drawing


def as_json(drawing: Drawing) -> str:
    """Flows with their steps (place, kind, words) and ways (source, target, exits)."""
    flows = [
        {
            "name": flow.name,
            "file": flow.file,
            "steps": [asdict(step) for step in flow.steps],
            "ways": [asdict(way) for way in flow.ways],
        }
        for flow in drawing.flows
    ]
    return json.dumps({"flows": flows}, ensure_ascii=False, indent=2) + "\n"
