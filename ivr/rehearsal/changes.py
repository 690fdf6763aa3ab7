"""The files of a helpline, with what a call script or a command changes in helpline.yaml for its own calls."""

from collections.abc import Mapping

import yaml

from ivr.authoring.located import Plain, plain
from ivr.authoring.sources import HELPLINE, Sources
from ivr.authoring.yaml_reader import read_yaml
from ivr.rehearsal.script import Changes


def helpline_in(content: bytes) -> Mapping[str, Plain]:
    """Read a helpline.yaml as it was written; what is no table has nothing in it."""
    node, _ = read_yaml(HELPLINE, content)
    written = plain(node) if node is not None else None
    return written if isinstance(written, dict) else {}


def table(written: Mapping[str, Plain], key: str) -> Mapping[str, Plain]:
    """Return a table of a helpline.yaml; what is none has nothing in it."""
    found = written.get(key)
    return found if isinstance(found, dict) else {}


def locales_of(written: Mapping[str, Plain]) -> tuple[Plain, ...]:
    """Return the locales of a helpline.yaml; calls begin in the first."""
    found = written.get("locales")
    return tuple(found) if isinstance(found, list) else ()


def changed(sources: Sources, changes: Changes) -> Sources:
    """Return the same files with these facts, numbers and first locale; the very same where nothing is different."""
    if changes == Changes():
        return sources
    before = helpline_in(sources.get(HELPLINE, b""))
    after = dict(before)
    for key, values in (("facts", changes.facts), ("outside", changes.outside)):
        if values:
            after[key] = {**table(before, key), **dict(values)}
    if changes.locale:
        after["locales"] = [changes.locale, *(each for each in locales_of(before) if each != changes.locale)]
    if after == before:
        return sources
    return {**sources, HELPLINE: yaml.safe_dump(after, allow_unicode=True, sort_keys=False).encode()}
