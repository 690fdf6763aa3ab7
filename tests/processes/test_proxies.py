"""The samples in docs/deploying.md, as they stand there, in front of a running line: nginx and Caddy, with HTTPS.

Skipped where the program is not installed (on Debian: apt-get install nginx-light caddy).
"""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from practice_line import CALL_ID, CALLER, DIALLED, ROOT, copy_of_the_shipped_helpline
from running_line import Server, free_port

HOST = "line.example.com"
FORM = "application/x-www-form-urlencoded"

NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{sample}
}}
"""


def sample(kind: str) -> str:
    """The only block of a kind in the documentation."""
    found = re.findall(
        rf"^```{kind}\n(.*?)^```$", (ROOT / "docs" / "deploying.md").read_text(), re.DOTALL | re.MULTILINE
    )
    assert len(found) == 1
    return str(found[0])


@dataclass(frozen=True)
class Front:
    """A proxy that runs in front of a line."""

    line: Server
    port: int
    trusted: ssl.SSLContext

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """One request over HTTPS, its path as it is; the status and the body."""
        connection = HTTPConnection(HOST, timeout=10)
        raw = socket.create_connection(("127.0.0.1", self.port), 10)
        connection.sock = self.trusted.wrap_socket(raw, server_hostname=HOST)
        return _answer(connection, method, path, body, headers)

    def ask_the_line(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        """The same request without the proxy."""
        return _answer(HTTPConnection("127.0.0.1", self.line.port, timeout=10), method, path, body, headers)

    def signed(self, path: str, fields: Mapping[str, str]) -> tuple[bytes, Mapping[str, str]]:
        """The body and headers of a webhook as the carrier sends it to the public address."""
        account = self.line.account()
        form = {"AccountSid": account.sid, "CallSid": CALL_ID, "From": CALLER, "To": DIALLED, **fields}
        signature = account.signature(f"https://{HOST}{path}", form)
        return urlencode(form).encode(), {"Content-Type": FORM, "X-Twilio-Signature": signature}

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """A signed webhook through the proxy."""
        return self.ask("POST", path, *self.signed(path, fields))


def _answer(
    connection: HTTPConnection, method: str, path: str, body: bytes, headers: Mapping[str, str] | None
) -> tuple[int, str]:
    try:
        connection.request(method, path, body, dict(headers or {}))
        reply = connection.getresponse()
        return reply.status, reply.read().decode()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for the host, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string(f"CN={HOST}")
    began = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), began, began + timedelta(9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    plain = serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("line")
    copy_of_the_shipped_helpline(folder / "helpline")
    line = Server(folder, free_port(), {"PUBLIC_URL": f"https://{HOST}"})
    line.start()
    yield line
    line.stop()


def nginx(folder: Path, certificate: Path, text: str) -> list[str]:
    """Write the sample into a folder, within the least that nginx needs around it; the command that runs it."""
    text = text.replace(f"/etc/letsencrypt/live/{HOST}", str(certificate))
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, sample=text))
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def caddy(folder: Path, certificate: Path, text: str) -> list[str]:
    """The same for Caddy, with our certificate instead of one that it gets by itself."""
    ours = f"\ttls {certificate}/fullchain.pem {certificate}/privkey.pem\n"
    text = text.replace(" {\n", " {\n" + ours, 1)
    alone = f"{{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system {folder}\n}}\n"
    (folder / "Caddyfile").write_text(alone + text)
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES = {
    "nginx": (nginx, "nginx", "listen 443 ssl", "listen 127.0.0.1:{port} ssl"),
    "caddy": (caddy, "caddyfile", f"{HOST} {{", f"{HOST}:{{port}} {{{{"),
}


@pytest.fixture(scope="module", params=PROXIES)
def front(
    request: pytest.FixtureRequest, line: Server, certificate: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    command, kind, listens, listens_here = PROXIES[request.param]
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    folder.chmod(0o755)
    text = sample(kind).replace("127.0.0.1:8080", f"127.0.0.1:{line.port}")
    assert listens in text
    text = text.replace(listens, listens_here.format(port=port))
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command(folder, certificate, text),
            cwd=folder,
            stdout=output,
            stderr=output,
            env={"HOME": str(folder), **PATH},
        )
    trusted = ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))
    _wait_for(port, log)
    yield Front(line, port, trusted)
    process.terminate()
    process.wait(20)


PATH = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


def _wait_for(port: int, log: Path) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(log.read_text())


def test_a_signed_call_passes_turn_by_turn(front: Front) -> None:
    path, heard = "/voice", []
    for keys in ({}, {"Digits": "3"}, {"Digits": "2"}):
        status, document = front.post(path, **keys)
        assert status == 200, document
        heard.append(document)
        path = re.findall(r'action="([^"#]+)', document)[0]

    assert "What can I help you with?" in heard[0]
    assert "To start a refund" in heard[-1]
    assert front.post("/voice/status", CallStatus="completed", CallDuration="9")[0] == 200
    assert front.post("/voice/fallback", ErrorCode="11200")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/voice/",
        "/voice//",
        "/voice//status",
        "/voice/a%2Fb",
        "/voice/%61bc",
        "/voice/a/../b",
        "/voice/./x",
        "/voice/-_Az09",
    ],
)
def test_an_odd_path_is_what_it_is_to_the_line_itself(front: Front, path: str) -> None:
    body, headers = front.signed(path, {})

    through, direct = front.ask("POST", path, body, headers), front.ask_the_line("POST", path, body, headers)

    assert through[0] == direct[0]
    assert through[0] in (200, 403, 404)


def test_the_longest_sealed_call_passes(front: Front) -> None:
    status, document = front.post("/voice/" + "A" * 4096)

    assert status == 200
    assert "Something went wrong" in document


def test_nothing_is_ever_redirected(front: Front) -> None:
    asked = [front.ask(method, path) for method in ("GET", "POST") for path in ("/voice", "/voice/", "/voice/status")]

    assert {status for status, _ in asked} <= {403, 404}


@pytest.mark.parametrize("path", ["/", "/metrics", "/readyz", "/voicemail", "/static/x", "/.env"])
def test_what_is_ours_alone_stays_inside(front: Front, path: str) -> None:
    assert front.ask("GET", path)[0] == 404


def test_a_monitor_outside_may_ask_whether_the_line_lives(front: Front) -> None:
    assert front.ask("GET", "/healthz") == (200, "ok\n")


def test_the_largest_body_passes_and_a_larger_one_does_not(front: Front) -> None:
    room = 64 * 1024 - len(front.signed("/voice", {"x": ""})[0])

    assert front.post("/voice", x="y" * room)[0] == 200
    assert front.post("/voice", x="y" * (room + 1))[0] in (403, 413, 502)  # older Caddys say 502
