"""What the carrier refuses, with its error code."""

import pytest

from ivr.simulator.transport import Reply, Unreachable
from ivr.simulator.twiml import Element, RefusedError, read_reply

XML = "text/xml"
GOOD = b"<Response><Say>hello</Say></Response>"


@pytest.mark.parametrize(
    ("reply", "code", "text"),
    [
        pytest.param(Unreachable("TimeoutError: timed out"), 11205, "timed out", id="no answer"),
        pytest.param(Reply(403, XML, b""), 11200, "status 403", id="refused"),
        pytest.param(Reply(500, XML, GOOD), 11200, "status 500", id="broken"),
        pytest.param(Reply(308, XML, GOOD), 11200, "status 308", id="a redirect, which would lose the form"),
        pytest.param(Reply(204, "", b""), 11770, "empty", id="nothing"),
        pytest.param(Reply(200, XML, b" \n"), 11770, "empty", id="only blanks"),
        pytest.param(Reply(200, XML, b"<Response>" + b" " * 65_536 + b"</Response>"), 11750, "64 kB", id="too large"),
        pytest.param(Reply(200, "application/json", GOOD), 12300, "application/json", id="not XML by its type"),
        pytest.param(Reply(200, XML, b"<Response><Say>a & b</Say></Response>"), 12100, "not XML", id="a bare &"),
        pytest.param(Reply(200, XML, b"<Response>\x00</Response>"), 12100, "not XML", id="a control character"),
        pytest.param(Reply(200, XML, b"<!DOCTYPE Response><Response/>"), 12100, "DOCTYPE", id="a DOCTYPE"),
        pytest.param(Reply(200, XML, b"<html/>"), 12102, "<html>", id="another root"),
    ],
)
def test_a_reply_is_refused(reply: Reply | Unreachable, code: int, text: str) -> None:
    with pytest.raises(RefusedError, match=text) as refused:
        read_reply(reply)

    assert refused.value.code == code
    assert refused.value.status == getattr(reply, "status", None)


@pytest.mark.parametrize("content_type", ["text/xml", "application/xml; charset=utf-8", "Text/HTML"])
def test_a_document_is_read_in_order(content_type: str) -> None:
    response = read_reply(Reply(200, content_type, b"<Response>\n<Redirect method='POST'> /a </Redirect></Response>"))

    assert response.children == (Element("Redirect", {"method": "POST"}, (" /a ",)),)
    assert response.children[0].text == "/a"
