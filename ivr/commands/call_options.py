"""What `ivr call` was told on the command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, by the names they have in the program: `caller` is --from, `dialled` --to, `form` --format."""

    url: str | None
    keys: str | None
    fingers: str | None
    stay: bool
    caller: str
    dialled: str | None
    at: str | None
    locale: str | None
    helpline: Path | None
    agent: str
    fast: bool
    speed: float
    record: Path | None
    force: bool
    form: str

    @property
    def as_json(self) -> bool:
        """Whether a program reads it."""
        return self.form == "json"
