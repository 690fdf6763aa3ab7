"""A pipe from the parent that closes when it dies, however it dies; a child without a parent stops."""

import os
import threading
from collections.abc import Callable


def when_parent_dies(lifeline: int, stop: Callable[[], None]) -> None:
    """Call `stop` (in a thread) once the parent's end of the pipe `lifeline` is closed."""

    def watch() -> None:
        while os.read(lifeline, 1):
            pass
        stop()

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
