"""Logs: one event a line with its fields, readable in a terminal and JSON in production, all past the one redactor."""

import logging
import sys
from collections.abc import Sequence

import structlog
from structlog.types import EventDict, Processor

from ivr.records.redaction import redact
from ivr.settings import LogFormat

KEPT = ("call_id", "timestamp", "level", "logger", "release")
"""Fields that hold no private data, though digits in them may look like it."""


def set_up_logging(log_format: LogFormat, secrets: Sequence[str]) -> None:
    """Send every log line of this process to standard error; `secrets` are hidden wherever they turn up."""

    def hidden(value: object) -> object:
        match value:
            case str():
                return redact(value, secrets)
            case list() | tuple():
                return [hidden(each) for each in value]
            case _:
                return value

    def without_private_data(_logger: object, _method: str, line: EventDict) -> EventDict:
        return {name: value if name in KEPT else hidden(value) for name, value in line.items()}

    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_private_data,
    ]
    handler = logging.StreamHandler(sys.stderr)
    last: Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove, last]))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
