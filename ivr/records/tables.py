"""The tables of the record. Their shape in the database is made by the migrations; a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An instant in UTC to the microsecond, the same from every database (SQLite forgets time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write any time zone as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read the instant back with its time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

heard = Table(  # one row per heard request; events and said as JSON text
    "heard",
    metadata,
    Column("call_id", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("route", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("said", Text, nullable=False),
)

calls = Table(  # one row per call, to find and list calls; everything in it follows from the rows of `heard`
    "calls",
    metadata,
    Column("call_id", Text, primary_key=True),
    Column("began_at", Moment, nullable=False),
    Column("caller", Text),
    Column("dialled", Text),
    Column("release", Text),
    Column("last_heard_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("how", Text),
    Column("seconds", Integer),
)
Index("calls_began_at", calls.c.began_at)
Index(  # what the reaper looks through: the few calls that are not over
    "calls_unfinished",
    calls.c.last_heard_at,
    sqlite_where=calls.c.finished_at.is_(None),
    postgresql_where=calls.c.finished_at.is_(None),
)

spool_offsets = Table(  # how far each spool file is drained
    "spool_offsets",
    metadata,
    Column("file", Text, primary_key=True),
    Column("drained", BigInteger, nullable=False),
)
