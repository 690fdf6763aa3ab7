"""One change of the small line that breaks one rule."""

from dataclasses import dataclass

from small_line import FILES, sources

LINE_YAML = "helpline.yaml"
MAIN_YAML, CARE_YAML = "flows/main.yaml", "flows/care.yaml"
AGENT_YAML, ORDER_YAML = "flows/agent.yaml", "flows/order.yaml"
WORDS, TOPICS = "prompts/en-US/main.yaml", "prompts/en-US/topics/care.yaml"
OWN = "prompts/en-US/line.yaml"


@dataclass(frozen=True)
class Broken:
    """A change of one file, the rule that it breaks, and what is said about it."""

    rule: str
    file: str
    old: str
    new: str
    told: str

    def files(self) -> dict[str, bytes]:
        """The small line with the change, which must be possible."""
        assert self.old in FILES[self.file], f"{self.old!r} is not in {self.file}"
        return sources(**{self.file: FILES[self.file].replace(self.old, self.new, 1)})
