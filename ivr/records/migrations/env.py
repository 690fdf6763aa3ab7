"""Run by alembic for each upgrade, on the connection (and inside the transaction) that the schema module opened."""

from alembic import context

from ivr.records.schema import VERSION_TABLE
from ivr.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
