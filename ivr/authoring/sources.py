"""The files that a release is made of; the only place of this floor that reads a disk."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

Sources = Mapping[str, bytes]
"""Relative path with forward slashes -> the file's content."""

HELPLINE = "helpline.yaml"
FLOWS, PROMPTS = "flows/", "prompts/"


def read_sources(folder: Path) -> Sources:
    """Every file of a helpline that stands in a folder; a missing one is simply not there.

    Raises OSError when a file that is there cannot be read.
    """
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[Path]:
    helpline = folder / HELPLINE
    if helpline.is_file():
        yield helpline
    for part in (FLOWS, PROMPTS):
        yield from (path for path in (folder / part).rglob("*.y*ml") if _is_ours(path))


def _is_ours(path: Path) -> bool:
    """Whether it is a file to read: editors leave hidden ones beside those that they are saving."""
    return path.is_file() and not path.name.startswith(".") and path.suffix in (".yaml", ".yml")


def release_id(sources: Sources) -> str:
    """16 hexadecimal digits that stand for exactly these files: names and content, in whatever order they were read."""
    whole = sha256()
    for name, content in sorted(sources.items()):
        whole.update(sha256(name.encode()).digest())
        whole.update(sha256(content).digest())
    return whole.hexdigest()[:16]
