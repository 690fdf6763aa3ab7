"""Reads a document as the carrier does, and refuses what the carrier refuses, with the carrier's error code."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from ivr.simulator.transport import Reply, Unreachable

MAX_DOCUMENT = 64 * 1024
REDIRECTS = frozenset({301, 302, 303})
XML_TYPES = frozenset({"text/xml", "application/xml", "text/html"})
TEXT_TYPE, AUDIO_TYPES = "text/plain", "audio/"

RETRIEVAL, CONNECTION, TOO_MANY_REDIRECTS = 11200, 11205, 11215
TOO_LARGE, EMPTY = 11750, 11770
PARSE, NO_RESPONSE, SCHEMA, CONTENT_TYPE = 12100, 12102, 12200, 12300


@dataclass(frozen=True, slots=True)
class Element:
    """A verb, noun or mark-up with its content in order: text and elements."""

    name: str
    attributes: Mapping[str, str]
    content: "tuple[str | Element, ...]" = ()

    @property
    def children(self) -> "tuple[Element, ...]":
        """The elements inside."""
        return tuple(part for part in self.content if isinstance(part, Element))

    @property
    def text(self) -> str:
        """The text directly inside, as a URL or a number is written."""
        return "".join(part for part in self.content if isinstance(part, str)).strip()


class RefusedError(Exception):
    """The carrier cannot use this reply; `code` is its error code."""

    def __init__(self, code: int, text: str, status: int | None = None) -> None:
        """Keep the code, the sentence and the HTTP status."""
        super().__init__(text)
        self.code, self.text, self.status = code, text, status


def read_reply(reply: Reply | Unreachable, url: str = "") -> Element:
    """Return the `<Response>` of a reply from `url`, or raise RefusedError.

    Plain text is spoken and a sound is played, as if a document had asked for that.
    """
    if isinstance(reply, Unreachable):
        raise RefusedError(CONNECTION, reply.reason)
    if reply.status in REDIRECTS and reply.location:
        raise RefusedError(TOO_MANY_REDIRECTS, "one redirect after another", reply.status)
    if not HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
        raise RefusedError(RETRIEVAL, f"the line answered with status {reply.status}", reply.status)
    if not reply.body.strip():
        raise RefusedError(EMPTY, "the reply is empty", reply.status)
    kind = reply.content_type.partition(";")[0].strip().lower()
    if kind.startswith(AUDIO_TYPES):
        return Element("Response", {}, (Element("Play", {}, (url,)),))
    if len(reply.body) > MAX_DOCUMENT:
        raise RefusedError(TOO_LARGE, "the reply is larger than 64 kB", reply.status)
    if kind == TEXT_TYPE:
        return Element("Response", {}, (Element("Say", {}, (reply.body.decode(errors="replace"),)),))
    if kind not in XML_TYPES:
        raise RefusedError(CONTENT_TYPE, f"the content type is {reply.content_type!r}, not text/xml", reply.status)
    return read_document(reply.body, reply.status)


def read_document(body: bytes, status: int = 200) -> Element:
    """Parse a document; raise RefusedError unless it is XML with a `<Response>`."""
    if b"<!DOCTYPE" in body:
        raise RefusedError(PARSE, "a document may not have a DOCTYPE", status)
    try:
        root = ET.fromstring(body)  # noqa: S314 - no DOCTYPE, so no entities; 64 kB at most
    except (ET.ParseError, ValueError) as failure:
        raise RefusedError(PARSE, f"the document is not XML: {failure}", status) from failure
    if root.tag != "Response":
        raise RefusedError(NO_RESPONSE, f"the document begins with <{root.tag}>, not <Response>", status)
    return element_of(root)


def element_of(node: ET.Element) -> Element:
    """Turn a parsed node into a frozen element."""
    return Element(node.tag, dict(node.attrib), tuple(content_of(node)))


def content_of(node: ET.Element) -> Iterator[str | Element]:
    """Yield the text and elements inside a node, in order."""
    if node.text:
        yield node.text
    for child in node:
        yield element_of(child)
        if child.tail:
            yield child.tail
