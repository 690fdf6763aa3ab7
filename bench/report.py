"""What comes out: tables in Markdown, the machine they were measured on, and their places in docs/performance.md."""

import os
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("flask", "werkzeug", "gunicorn", "twilio", "cryptography", "pydantic")


class NoPlaceError(Exception):
    """A block that the document has no place for; the message names the two lines that make one."""


@dataclass(frozen=True)
class Table:
    """Figures under a title; the notes say how they were got."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """The table as it stands in the document."""
        head = f"**{self.title}**"
        lines = [self.columns, ["---"] + ["---:"] * (len(self.columns) - 1), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return "\n\n".join([head, table, *self.notes])


def machine() -> str:
    """The machine and what runs on it, in a few lines."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    lines = (
        f"measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load before {load}",
        f"{_processor()}, {len(os.sched_getaffinity(0))} cores, {_memory_gb():.0f} GB of memory",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {libraries}",
    )
    return "\n".join(f"* {line}" for line in lines)


def written(document: str, blocks: Mapping[str, str]) -> str:
    """The document with its marked blocks replaced. Raises NoPlaceError."""
    for name, text in blocks.items():
        begin, end = f"<!-- bench: {name} -->", f"<!-- end of {name} -->"
        place = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        if not place.search(document):
            raise NoPlaceError(f"no place for '{name}': it stands between the lines '{begin}' and '{end}'")
        block = f"{begin}\n{text}\n{end}"
        document = place.sub(lambda _, block=block: block, document)  # type: ignore[misc]  # a default it is
    return document


def progress(text: str) -> None:
    """Say on standard error what is being done."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
