"""What all tests share: the option that rewrites golden files, and examples that are the same on every machine."""

import os

import pytest
from hypothesis import settings

# A busy machine is no bug, a red run must be red again, and no examples are left behind in the folder.
settings.register_profile("line", deadline=None, derandomize=True, database=None)
settings.load_profile("line")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes golden files anew; read the difference before committing it."""
    parser.addoption("--update", action="store_true", help="rewrite golden files")


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody has set for their terminal or their own line must not change what a test sees."""
    for name in os.environ:
        if name in ("COLUMNS", "NO_COLOR") or name.startswith(("IVR_", "TWILIO_", "DATABASE_", "PUBLIC_")):
            monkeypatch.delenv(name)
