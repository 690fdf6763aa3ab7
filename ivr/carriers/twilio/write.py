"""Writes the verbs of a turn as TwiML, the XML that Twilio obeys. Equal verbs give equal bytes."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from ivr.carriers.twilio import xml
from ivr.carriers.twilio.say import Voice, say
from ivr.dialogue.values import PromptRef
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Hangup, Leave, Pause, Say, Verb
from ivr.language.playable import Break, Playable, Words

RETRIES = "#ct=2000&rt=6000&tt=14500&rc=2&rp=ct,rt,5xx"
"""Asks Twilio to try again: 2 s to connect, 6 s for our first byte, twice more on either or on a 5xx, all within the
15 s that it waits at most. Unasked it tries once more, and only when it could not connect. A URL's fragment is neither
sent nor signed."""

BETWEEN_SAYS = 250  # milliseconds of silence where one prompt follows another
MAX_DOCUMENT = 64 * 1024  # bytes; Twilio refuses more (error 11750)
PATH = re.compile(r"/[A-Za-z0-9/_-]+")

EMPTY = xml.document("")
"""Nothing more to do: the answer to a notice, and on a person's leg what connects them with the caller."""

LEAVE = xml.document(xml.element("Leave"))
"""Where a waiting document fails, the caller is brought back to the call's own URL; little else may be said there."""

Speak = Callable[[PromptRef], Playable]


@dataclass(frozen=True, slots=True)
class Urls:
    """Paths of ours, without a query or fragment.

    `resume` takes what is heard next on this leg of the call; `job` gives what a person who is rung hears first.
    """

    resume: str | None = None
    job: str | None = None


LATER = Urls(resume="\x01", job="\x02")
"""Stand for the call's own URLs in a document that `placed` completes; no words can hold these characters."""


def write(verbs: Sequence[Verb], words: Speak, voice: Voice, urls: Urls) -> str:
    """Return the TwiML document for a turn's verbs; `words` is asked for each prompt once, in the order they are heard.

    Raises ValueError for what would leave the caller on a dead line: a verb that needs a URL which is not given or is
    not a plain path, or a document too large for Twilio.
    """
    return _fitting(xml.document("".join(_Page(words, voice, urls).elements(verbs))))


def placed(document: str, urls: Urls) -> str:
    """Put a call's own URLs into a document that was written for `LATER`; raises ValueError as `write` does."""
    for later, path in ((LATER.resume, urls.resume), (LATER.job, urls.job)):
        if later is not None and later in document:
            document = document.replace(later, _path(path))
    return _fitting(document)


def _fitting(document: str) -> str:
    if (size := len(document.encode())) >= MAX_DOCUMENT:
        raise ValueError(f"the document has {size} bytes; Twilio takes less than {MAX_DOCUMENT}")
    return document


@dataclass(frozen=True, slots=True)
class _Page:
    words: Speak
    voice: Voice
    urls: Urls

    def elements(self, verbs: Sequence[Verb]) -> Iterator[str]:
        """The elements of a document; says that follow each other become one `<Say>`."""
        says: list[Say | Pause] = []
        for verb in verbs:
            if isinstance(verb, Say):
                says.append(verb)
                continue
            yield from self.said(says)
            says = []
            yield from self.element(verb)
        yield from self.said(says)

    def element(self, verb: Pause | Collect | Enqueue | Dial | Leave | Hangup) -> Iterator[str]:
        match verb:
            case Pause(ms):
                yield xml.element("Pause", length=max(1, -(-ms // 1000)))  # <Pause> knows whole seconds only
            case Collect():
                yield from self.collect(verb)
            case Enqueue(queue):
                here = _link(self.urls.resume)
                name = xml.text(queue)
                yield xml.element("Enqueue", name, action=here, method="POST", waitUrl=here, waitUrlMethod="POST")
            case Dial():
                yield self.dial(verb)
            case Leave():
                yield xml.element("Leave")
            case Hangup():
                yield xml.element("Hangup")
            case never:
                assert_never(never)

    def collect(self, verb: Collect) -> Iterator[str]:
        """Listen for keys; prompts stand inside the `<Gather>`, where a key cuts them.

        Its one time-out serves both waits, so silence after the prompts makes the first wait longer. What falls
        through is silence too, posted to the same URL.
        """
        here = _link(self.urls.resume)
        timeout = verb.first_key if verb.max_keys == 1 else verb.between_keys
        longer = xml.element("Pause", length=verb.first_key - timeout) if verb.first_key > timeout else ""
        yield xml.element(
            "Gather",
            "".join(self.said(verb.says)) + longer,
            input="dtmf",
            timeout=timeout,
            numDigits=verb.max_keys,
            finishOnKey=verb.finish_key,
            actionOnEmptyResult="true",
            action=here,
            method="POST",
        )
        yield xml.element("Redirect", xml.text(here), method="POST")

    def dial(self, verb: Dial) -> str:
        """Ring a number; with a whisper, who answers hears our document first and is connected at its end."""
        action = _link(self.urls.resume)
        whisper = {"url": _link(self.urls.job), "method": "POST"} if verb.whisper else {}
        number = xml.element("Number", xml.text(verb.number), **whisper)
        return xml.element("Dial", number, action=action, answerOnBridge="true", method="POST", timeout=verb.ring)

    def said(self, says: Sequence[Say | Pause]) -> Iterator[str]:
        return say(tuple(self.parts(says)), self.voice)

    def parts(self, says: Sequence[Say | Pause]) -> Iterator[Words | Break]:
        """Words and breaks of several prompts in a row; a prompt without words adds no silence either."""
        after_words = False
        for part in says:
            match part:
                case Pause(ms):
                    yield Break(ms)
                    after_words = False
                case Say(prompt):
                    spoken = self.words(prompt)
                    if spoken and after_words:
                        yield Break(BETWEEN_SAYS)
                    yield from spoken
                    after_words = after_words or bool(spoken)
                case never:
                    assert_never(never)


def _link(path: str | None) -> str:
    """A path of ours as a URL for Twilio. No query: Twilio sorts its fields before sending, but signs them unsorted."""
    return (path if path in (LATER.resume, LATER.job) and path is not None else _path(path)) + RETRIES


def _path(path: str | None) -> str:
    if path is None or PATH.fullmatch(path) is None:
        raise ValueError(f"a verb needs a path of ours, and got {path!r}")
    return path
