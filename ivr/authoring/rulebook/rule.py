"""What a rule is: what it asks for, why, and what breaks it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks for in one line, and what the documentation tells of it; an error forbids a release.

    `wrong` breaks the rule and `right` mends it, in the author's own YAML; `source` tells where the rule comes from.
    """

    asks: str
    tells: str
    wrong: str
    right: str
    severity: Severity = "error"
    source: str = ""
    waivable: bool = False

    @property
    def can_be_waived(self) -> bool:
        """Whether an author may keep what breaks it, with a reason: no call fails because of it."""
        return self.waivable or self.severity != "error"
