"""Our XML is, byte for byte, what the carrier's own builder writes."""

from hypothesis import given
from hypothesis import strategies as st
from twilio.twiml import GenericNode  # type: ignore[import-untyped]  # ships no types
from twilio.twiml.voice_response import VoiceResponse  # type: ignore[import-untyped]

from ivr.carriers.twilio import xml

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n\r<>&\"'"))
NAMES = st.sampled_from(["action", "finishOnKey", "method", "numDigits", "timeout", "voice"])


@given(st.dictionaries(NAMES, TEXTS | st.integers(0, 99)), TEXTS)
def test_an_element_is_written_as_the_carriers_library_writes_it(attributes: dict[str, str | int], words: str) -> None:
    theirs = GenericNode("Say", words)
    theirs.attrs = attributes

    assert xml.element("Say", xml.text(words), **attributes) == theirs.to_xml(xml_declaration=False)


@given(st.lists(TEXTS, max_size=3))
def test_a_document_is_written_as_the_carriers_library_writes_it(texts: list[str]) -> None:
    theirs = VoiceResponse()
    for words in texts:
        theirs.append(GenericNode("Redirect", words, method="POST"))

    ours = [xml.element("Redirect", xml.text(words), method="POST") for words in texts]
    assert xml.document("".join(ours)) == str(theirs)
