"""The judge of our documents finds what Twilio would skip, refuse or misread."""

import pytest
from twiml_judge import assert_twiml, judge

GATHER = '<Gather input="dtmf" timeout="5" numDigits="1" finishOnKey="" actionOnEmptyResult="true" action="{}"/>'


def document(inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<Say voice="Polly.Joanna-Neural" language="en-US">one<break time="250ms"/>two</Say>',
        '<Say>read <say-as interpret-as="digits">12</say-as> <lang xml:lang="en-GB">now</lang></Say>',
        GATHER.format("/voice/a-b_C9#ct=2000&amp;rp=ct,rt,5xx"),
        '<Gather input="dtmf speech"><Say>hello</Say><Pause length="3"/></Gather>',
        '<Dial timeout="20"><Number url="/voice/job/x" method="POST">+18005551212</Number></Dial>',
        '<Enqueue action="/voice/x" waitUrl="/voice/x">agents</Enqueue>',
        "<Leave/><Hangup/>",
    ],
)
def test_a_good_document_has_no_problems(inside: str) -> None:
    assert_twiml(document(inside))


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        pytest.param("<Response>", "not XML", id="no end"),
        pytest.param(document("a\x00"), "not XML", id="NUL"),
        pytest.param(document("\ud800"), "not XML", id="half a surrogate pair"),
        pytest.param(document("<Say>&nbsp;</Say>"), "not XML", id="an entity of HTML"),
        pytest.param("<Reply/>", "its root is <Reply>", id="another root"),
        pytest.param(document("<Say>a</Say>" * 6000), "bytes", id="over 64 kB"),
        pytest.param(document(f"<Say>{'a' * 4097}</Say>"), "4097 characters", id="too much to say"),
        pytest.param(document("<Say/>"), "<Say> is empty", id="nothing to say"),
        pytest.param(document("<Shout>hello</Shout>"), "<Shout> in <Response>", id="no such verb"),
        pytest.param(document("<say>hello</say>"), "<say> in <Response>", id="a verb in small letters"),
        pytest.param(document("<Gather><Hangup/></Gather>"), "<Hangup> in <Gather>", id="a verb where it may not be"),
        pytest.param(document("<Say>a<Pause/></Say>"), "<Pause> in <Say>", id="a pause inside words"),
        pytest.param(document('<Say voice="Polly.Nobody">a</Say>'), "not a value", id="no such voice"),
        pytest.param(document('<Say language="es-AR">a</Say>'), "not a value", id="no such language"),
        pytest.param(document('<Say loudness="9">a</Say>'), "no such attribute", id="no such attribute"),
        pytest.param(document('<Leave now="true"/>'), "no such attribute", id="an attribute where there are none"),
        pytest.param(document('<Gather input="banana"/>'), "not a value", id="no such input"),
        pytest.param(document('<Gather timeout="0.5"/>'), "not a value", id="half a second"),
        pytest.param(document('<Gather actionOnEmptyResult="yes"/>'), "not a value", id="a yes that is no true"),
        pytest.param(document(GATHER.format("/voice?a=1")), "not a plain path", id="a query"),
        pytest.param(document(GATHER.format("https://line.example/voice")), "not a plain path", id="a whole URL"),
        pytest.param(document("<Redirect>/voice/a.b</Redirect>"), "not a plain path", id="a dot in a path"),
        pytest.param(document("<Redirect/>"), "is empty", id="nowhere to go"),
        pytest.param(document('<Redirect method="GET">/voice</Redirect>'), "only POST", id="a GET"),
        pytest.param(document("<Gather>hello</Gather>"), "text of its own", id="words that nobody hears"),
        pytest.param(document("hello"), "text of its own", id="words outside a verb"),
        pytest.param(document("<Hangup/>hello"), "text of its own", id="words after a verb"),
    ],
)
def test_a_bad_document_is_found_out(xml: str, problem: str) -> None:
    assert problem in "\n".join(judge(xml))


def test_a_wait_takes_fewer_verbs_and_never_an_empty_document() -> None:
    assert judge(document("<Say>please wait</Say><Pause length='45'/>"), waiting=True) == []
    assert judge(document("<Leave/>"), waiting=True) == []
    assert judge(document("<Dial>+18005551212</Dial>"), waiting=True) == ["<Dial> in a wait"]
    assert "an empty document" in judge(document(""), waiting=True)[0]


def test_asserting_shows_every_problem_and_the_document() -> None:
    with pytest.raises(AssertionError, match=r"(?s)<Shout>.*<Say> is empty.*<Response><Shout/>"):
        assert_twiml(document("<Shout/><Say/>"))
