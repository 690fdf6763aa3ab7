"""The shipped helpline behind a real address on loopback, in this process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread

from practice_line import WHILE_OPEN, PracticeLine, copy_of_the_shipped_helpline
from werkzeug.serving import make_server

PUBLIC: Mapping[str, str] = {"PUBLIC_URL": "https://line.example"}


@contextmanager
def running(folder: Path, now: datetime = WHILE_OPEN) -> Iterator[str]:
    """The address of a line that runs in this folder, on a port of its own; whoever rings it must know PUBLIC too."""
    line = PracticeLine(folder, copy_of_the_shipped_helpline(folder), PUBLIC, now)
    server = make_server("127.0.0.1", 0, line.app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
