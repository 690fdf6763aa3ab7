"""The files that a release is made of; the only place of this floor that reads a disk."""

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

Sources = Mapping[str, bytes]
"""Relative path with forward slashes -> the file's content."""

HELPLINE = "helpline.yaml"
FLOWS, PROMPTS = "flows/", "prompts/"
ENDINGS = (".yaml", ".yml")
_ASTRAY = re.compile(r"(.+)\.ya?ml(\.(txt|bak|old|orig|docx?|rtf))?", re.IGNORECASE)


def read_sources(folder: Path) -> Sources:
    """Every file of a helpline that stands in a folder; a missing one is simply not there.

    Of a file that goes by a wrong ending only the name is handed along, so that it can be told.
    Raises OSError when a file or folder that is there cannot be read.
    """
    return {name: _content(folder / name, name) for name in sorted(_names(folder))}


def meant_name(name: str) -> str | None:
    """The path that a file was likely meant to have: `flows/gift.yaml` for `flows/gift.yaml.txt`, else None."""
    likely = None if name.endswith(ENDINGS) else _ASTRAY.fullmatch(name)
    return f"{likely[1]}.yaml" if likely else None


def _content(path: Path, name: str) -> bytes:
    return b"" if meant_name(name) else path.read_bytes()


def _names(folder: Path) -> Iterator[str]:
    if (folder / HELPLINE).is_file():
        yield HELPLINE
    for part in (FLOWS, PROMPTS):
        for inner, _, files in os.walk(folder / part, onerror=_refuse):
            paths = (Path(inner, file) for file in files)
            yield from (path.relative_to(folder).as_posix() for path in paths if _is_ours(path))


def _refuse(error: OSError) -> None:
    """A folder that is not there has no files; one that is there and cannot be read is no empty one."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _is_ours(path: Path) -> bool:
    """Whether it is a file to read, or to be told; editors leave hidden ones beside those that they are saving."""
    name = path.name
    return not name.startswith(".") and (name.endswith(ENDINGS) or meant_name(name) is not None) and path.is_file()


def release_id(sources: Sources) -> str:
    """16 hexadecimal digits that stand for exactly these files: names and content, in whatever order they were read."""
    whole = sha256()
    for name, content in sorted(sources.items()):
        whole.update(sha256(name.encode()).digest())
        whole.update(sha256(content).digest())
    return whole.hexdigest()[:16]
