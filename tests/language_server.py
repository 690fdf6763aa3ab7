"""Talks to the language server that editors use for YAML, as an editor does: over its standard input and output."""

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds; the server needs about one on a quiet machine
HOMES = (ROOT / ".cache" / "node_modules" / ".bin", ROOT / "node_modules" / ".bin")
"""Where `npm install --prefix .cache yaml-language-server` puts it; both are ignored by git."""


def language_server() -> str | None:
    """The server's program, or None where there is none."""
    return shutil.which("yaml-language-server", path=os.pathsep.join([*map(str, HOMES), os.environ.get("PATH", "")]))


class Editor:
    """An editor with one file open at a time."""

    def __init__(self, program: str) -> None:
        self._server = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        self._heard: Queue[dict[str, Any]] = Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        self.ask("initialize", {"processId": os.getpid(), "rootUri": ROOT.as_uri(), "capabilities": CAPABILITIES})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.kill()
        self._server.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Show a text as the content of a file; what is underlined in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            heard = self._next()
            if heard.get("method") == "textDocument/publishDiagnostics" and heard["params"]["uri"] == path.as_uri():
                found: list[dict[str, Any]] = heard["params"]["diagnostics"]
                return found

    def offered(self, path: Path, line: int, column: int) -> list[str]:
        """What the editor offers to write at a place, from 0."""
        found = self.ask("textDocument/completion", _at(path, line, column))
        return [item["label"] for item in found["items"]]

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is shown when the mouse rests at a place, from 0."""
        found = self.ask("textDocument/hover", _at(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, params: Any) -> Any:
        """A request, and its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            heard = self._next()
            if heard.get("id") == self._number and "method" not in heard:
                return heard["result"]

    def _next(self) -> dict[str, Any]:
        heard = self._heard.get(timeout=PATIENCE)
        if "method" in heard and "id" in heard:  # the server asks for settings, or registers something
            asked = heard["method"] == "workspace/configuration"
            answer = (
                [SETTINGS if item["section"] == "yaml" else None for item in heard["params"]["items"]]
                if asked
                else None
            )
            self._send({"id": heard["id"], "result": answer})
        return heard

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _listen(self) -> None:
        assert self._server.stdout is not None
        while header := self._server.stdout.readline():
            length = int(header.partition(b":")[2])
            while self._server.stdout.readline().strip():
                pass  # other headers
            self._heard.put(json.loads(self._server.stdout.read(length)))


SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
CAPABILITIES = {
    "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}},
    "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
}


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
