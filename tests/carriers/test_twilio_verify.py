"""Only what Twilio signed for our account and one of our URLs is believed; all else is refused, never a traceback."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types
from werkzeug.datastructures import MultiDict

from ivr.carriers.twilio.form import Form
from ivr.carriers.twilio.verify import Account, Refusal, Request, signed_by, verify

# The vectors of twilio-python and twilio-node, and some of our own, made with the library.
TOKEN = "12345"
U = "https://mycompany.com/myapp.php?foo=1&bar=2"
D = Form(
    (
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    )
)
BASE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def form(*pairs: tuple[str, str]) -> Form:
    return Form(pairs)


@pytest.mark.parametrize(
    ("url", "fields", "signature"),
    [
        pytest.param(U, D, BASE, id="a form"),
        pytest.param(U.replace(".com", ".com:1234"), D, BASE, id="https with a port, signed without"),
        pytest.param(U, D, "kvajT1Ptam85bY51eRf/AJRuM3w=", id="https, signed with port 443"),
        pytest.param(U.replace("https", "http"), D, "0ZXoZLH/DfblKGATFgpif+LLRf4=", id="http, signed with port 80"),
        pytest.param(
            "http://mycompany.com:1234/myapp.php?foo=1&bar=2",
            D,
            "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
            id="http with a port, signed with it",
        ),
        pytest.param(U.replace("//", "//user:pass@"), D, "CukzLTc1tT5dXEDIHm/tKBanW10=", id="user and password"),
        pytest.param(U.replace("//", "//user@"), D, "2YRLlVAflCqxaNicjMpJcSTgzSs=", id="user without a password"),
        pytest.param(
            U.replace("//", "//user:pass@"), D, "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=", id="user and password, signed with 443"
        ),
        pytest.param(U + "&Body=It's+amazing", D, "dsq4Ehbj6cs+KdTkpF5sSSplOWw=", id="a quote in the query"),
        pytest.param(
            U,
            form(*(("MessagingBinding.Address", number) for number in ("+1325xxxxxxx", "+1415xxxxxxx"))),
            "83O6e2vORAoJHUNzJjDWN1jz+BA=",
            id="several values of a name",
        ),
        pytest.param(
            U,
            form(*(("MessagingBinding.Address", number) for number in ("+1415xxxxxxx", "+1325xxxxxxx"))),
            "83O6e2vORAoJHUNzJjDWN1jz+BA=",
            id="several values in another order",
        ),
        pytest.param(
            U,
            form(("Sid", "CA123"), ("SidAccount", "AC123"), *(("Digits", d) for d in ("5678", "1234", "1234"))),
            "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
            id="a value twice",
        ),
        pytest.param(
            U,
            form(("CallSid", "CA1"), ("SpeechResult", "größer ✓ 訂單 😀")),
            "bkXJmAqzzb0Ewnq5xprAj04RMkM=",
            id="words of the world",
        ),
        pytest.param(U, form(("CallSid", "CA1"), ("Digits", "")), "jWI9eSVl/p6tg7sBmyyL7KS1XaU=", id="an empty value"),
        pytest.param(U, form(), "zYQTYrRWXE7LtzbG4PfP7/bkkGo=", id="no fields"),
        pytest.param(
            "https://a.example/v",
            form(("a", "1"), ("B", "2")),
            "hXQnb5y/hMgdhG808ss+hTMqA0w=",
            id="capitals sort first",
        ),
        pytest.param(
            "https://a.example/v",
            form(("SpeechResult", "  two  spaces ")),
            "8hAxsO1jeTaZGF4RZ99PG3O7F+U=",
            id="spaces are kept",
        ),
    ],
)
def test_a_published_signature_is_recognised(url: str, fields: Form, signature: str) -> None:
    assert signed_by((TOKEN,), url, fields, signature)
    assert signed_by(("newer", TOKEN), url, fields, signature), "either token may have signed while they rotate"
    assert not signed_by(("another",), url, fields, signature)
    assert not signed_by((TOKEN,), url + "x", fields, signature)
    assert not signed_by((TOKEN,), url, Form((*fields.pairs, ("Digits", "9"))), signature)


@pytest.mark.parametrize(
    ("tokens", "url", "fields", "signature"),
    [
        pytest.param((), U, D, BASE, id="no token"),
        pytest.param(("",), U, D, RequestValidator("").compute_signature(U, {}), id="an empty token"),
        pytest.param((TOKEN,), U, D, "", id="no signature"),
        pytest.param((TOKEN,), U, D, "ü" * 28, id="a signature of other letters"),
        pytest.param((TOKEN,), "https://mycompany.com:port/", D, BASE, id="a port that is no number"),
        pytest.param((TOKEN,), "https://[mycompany.com/", D, BASE, id="an address that is none"),
        pytest.param((TOKEN,), U, form(("a", "\ud800")), BASE, id="half a surrogate pair"),
        pytest.param(("\ud800",), U, D, BASE, id="half a surrogate pair in the token"),
    ],
)
def test_what_cannot_be_checked_is_not_signed(tokens: tuple[str, ...], url: str, fields: Form, signature: str) -> None:
    assert signed_by(tokens, url, fields, signature) is False


ACCOUNT = Account(sid="AC" + "0" * 32, tokens=("new-token", "old-token"), public_url="https://line.example")
CALL = "CA" + "0123456789abcdef" * 2
FIELDS = (("AccountSid", ACCOUNT.sid), ("CallSid", CALL), ("From", "+14158675309"), ("Digits", "1"))
FORM_TYPE = "application/x-www-form-urlencoded"


def signature_of(url: str, pairs: tuple[tuple[str, str], ...], token: str = ACCOUNT.tokens[0]) -> str:
    return str(RequestValidator(token).compute_signature(url, MultiDict(pairs)))


def request_of(pairs: tuple[tuple[str, str], ...] = FIELDS, path: str = "/voice/a-b_C9", query: str = "") -> Request:
    """A request signed as Twilio would sign it, over whatever it holds."""
    url = ACCOUNT.public_url + path + (f"?{query}" if query else "")
    return Request("POST", path, query, FORM_TYPE, urlencode(pairs).encode(), signature_of(url, pairs))


def test_a_signed_form_of_our_account_is_believed() -> None:
    assert verify(ACCOUNT, request_of()) == Form(FIELDS)


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param((*FIELDS, ("Digits", "2"), ("Digits", "2")), id="several values"),
        pytest.param((*FIELDS, ("SpeechResult", "größer ✓ 訂單 😀")), id="words of the world"),
        pytest.param((*FIELDS, ("Digits", "\x00"), ("SpeechResult", "")), id="NUL and nothing"),
        pytest.param((*FIELDS, *((f"SipHeader_{n}", "x" * 40) for n in range(900))), id="nine hundred fields"),
    ],
)
def test_odd_fields_of_a_live_caller_are_no_reason_to_refuse(pairs: tuple[tuple[str, str], ...]) -> None:
    assert verify(ACCOUNT, request_of(pairs)) == Form(pairs)


def test_while_tokens_rotate_the_old_one_is_still_believed() -> None:
    url = ACCOUNT.public_url + "/voice"
    old = replace(request_of(path="/voice"), signature=signature_of(url, FIELDS, "old-token"))

    assert verify(ACCOUNT, old) == Form(FIELDS)
    assert verify(replace(ACCOUNT, tokens=("new-token",)), old) == Refusal("the signature does not match")


@pytest.mark.parametrize(
    ("public_url", "path"),
    [
        pytest.param("https://line.example/", "/voice", id="a trailing slash is ours, not the URL's"),
        pytest.param("https://line.example/shop", "/voice", id="a prefix that the proxy takes away"),
        pytest.param("http://127.0.0.1:8080", "/voice/abc", id="the practice line"),
        pytest.param("https://user:pass@line.example", "/voice", id="user and password"),
    ],
)
def test_what_is_signed_is_the_public_url_and_the_raw_path(public_url: str, path: str) -> None:
    signature = signature_of(public_url.rstrip("/") + path, FIELDS)

    assert verify(replace(ACCOUNT, public_url=public_url), replace(request_of(path=path), signature=signature)) == Form(
        FIELDS
    )


@pytest.mark.parametrize(
    "content_type", [FORM_TYPE, f"{FORM_TYPE}; charset=UTF-8", "Application/X-WWW-Form-Urlencoded"]
)
def test_the_content_type_may_carry_a_charset(content_type: str) -> None:
    assert verify(ACCOUNT, replace(request_of(), content_type=content_type)) == Form(FIELDS)


def without(name: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in FIELDS if pair[0] != name)


GOOD = request_of()


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        pytest.param(replace(GOOD, method="GET"), "not POST", id="GET"),
        pytest.param(replace(GOOD, method="post"), "not POST", id="a method in small letters"),
        pytest.param(replace(GOOD, path=""), "none of ours", id="no path"),
        pytest.param(request_of(path="/voice/%2e%2e"), "none of ours", id="an escape in the path"),
        pytest.param(request_of(path="/voice/a.b"), "none of ours", id="a dot in the path"),
        pytest.param(request_of(path="/voice\n"), "none of ours", id="a line end in the path"),
        pytest.param(request_of(path="/größer"), "none of ours", id="a letter of the world in the path"),
        pytest.param(replace(GOOD, path="/\ud800"), "none of ours", id="half a surrogate pair in the path"),
        pytest.param(request_of(query="foo=1&bar=2"), "a query", id="a signed query"),
        pytest.param(replace(GOOD, content_type=""), "no form", id="no content type"),
        pytest.param(replace(GOOD, content_type="multipart/form-data; boundary=x"), "no form", id="multipart"),
        pytest.param(replace(GOOD, content_type="application/json", body=b"{}"), "no form", id="JSON"),
        pytest.param(replace(GOOD, body=b"{}"), "account", id="JSON that says it is a form"),
        pytest.param(replace(GOOD, signature=None), "missing or garbled", id="no signature"),
        pytest.param(replace(GOOD, signature=""), "missing or garbled", id="an empty signature"),
        pytest.param(replace(GOOD, signature=f"{BASE},{GOOD.signature}"), "missing or garbled", id="two signatures"),
        pytest.param(replace(GOOD, signature=f"{GOOD.signature}\n"), "missing or garbled", id="a line end behind it"),
        pytest.param(replace(GOOD, signature="ü" * 28), "missing or garbled", id="a signature of other letters"),
        pytest.param(replace(GOOD, signature=BASE), "does not match", id="a signature of something else"),
        pytest.param(replace(GOOD, path="/voice/other"), "does not match", id="a signature for another path"),
        pytest.param(replace(GOOD, body=GOOD.body + b"&Digits=9"), "does not match", id="a field more"),
        pytest.param(replace(GOOD, body=GOOD.body + b"&a=%FF"), "not UTF-8", id="a field that is no UTF-8"),
        pytest.param(replace(GOOD, body=b"a" * 70_000), "over 64 kB", id="a body over 64 kB"),
        pytest.param(replace(GOOD, body=b""), "account", id="an empty body"),
        pytest.param(request_of(without("AccountSid")), "account", id="no account"),
        pytest.param(request_of((*without("AccountSid"), ("AccountSid", "AC1"))), "account", id="another account"),
        pytest.param(request_of((*FIELDS, ("AccountSid", "AC1"))), "account", id="another account besides ours"),
        pytest.param(request_of(without("CallSid")), "call id", id="no call"),
        pytest.param(request_of((*without("CallSid"), ("CallSid", CALL.upper()))), "call id", id="a call in capitals"),
        pytest.param(request_of((*without("CallSid"), ("CallSid", f"{CALL}\n"))), "call id", id="a line end behind it"),
        pytest.param(request_of((*FIELDS, ("CallSid", "CA" + "f" * 32))), "call id", id="two calls"),
    ],
)
def test_everything_else_is_refused_with_a_reason(request_: Request, reason: str) -> None:
    verdict = verify(ACCOUNT, request_)

    assert isinstance(verdict, Refusal)
    assert reason in verdict.reason


def test_the_signature_has_no_borders_between_names_and_values_so_ids_must_be_whole() -> None:
    moved = tuple((name[:-1], name[-1] + value) if name == "CallSid" else (name, value) for name, value in FIELDS)
    stolen = replace(request_of(), body=urlencode(moved).encode())

    assert signed_by(ACCOUNT.tokens, f"{ACCOUNT.public_url}{stolen.path}", Form(moved), stolen.signature or "")
    assert verify(ACCOUNT, stolen) == Refusal("the call id is missing or garbled")


JSON = b'{"property": "value", "boolean": true}'
JSON_DIGEST = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
EMPTY_DIGEST = "bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("body", "query", "signature"),
    [
        pytest.param(JSON, f"foo=1&bar=2&{JSON_DIGEST}", "a9nBmqA0ju/hNViExpshrM61xv4=", id="behind other fields"),
        pytest.param(b"{}", f"foo=1&bar=2&{EMPTY_DIGEST}", "Ldidvp12m26NI7eqEvxnEpkd9Hc=", id="an empty object"),
        pytest.param(JSON, JSON_DIGEST, "y77kIzt2vzLz71DgmJGsen2scGs=", id="the only field of the query"),
    ],
)
@pytest.mark.parametrize("content_type", ["application/json", FORM_TYPE])
def test_signed_json_is_refused_because_we_ask_for_forms_only(
    body: bytes, query: str, signature: str, content_type: str
) -> None:
    account = replace(ACCOUNT, tokens=(TOKEN,), public_url="https://mycompany.com")
    ours = signature_of(f"{ACCOUNT.public_url}{GOOD.path}?{query}", ())
    published = Request("POST", "/myapp.php", query, content_type, body, signature)

    assert isinstance(verify(account, published), Refusal)
    assert verify(ACCOUNT, replace(published, path=GOOD.path, signature=ours)) == Refusal("there is a query")


def test_a_signature_by_hmac_sha256_is_refused_because_shared_keys_are_not_supported() -> None:
    signature = "033hgUJA9M/hXIZsYjwkerEP/DBm35nEri5FhCYjA5s="
    url = ACCOUNT.public_url + GOOD.path
    ours = RequestValidator("new-token").compute_signature(url, dict(FIELDS), "HMAC_SHA256")

    assert not signed_by((TOKEN,), U, D, signature)
    assert verify(ACCOUNT, replace(GOOD, signature=ours)) == Refusal("the signature is missing or garbled")


def test_an_account_that_is_not_set_up_believes_nobody() -> None:
    nobody = (("AccountSid", ""), ("CallSid", CALL))

    assert verify(replace(ACCOUNT, sid=""), request_of(nobody)) == Refusal("the account is not ours")
    assert verify(replace(ACCOUNT, tokens=()), GOOD) == Refusal("the signature does not match")


def test_tokens_are_not_shown_where_an_account_is_printed() -> None:
    assert "new-token" not in repr(ACCOUNT)
    assert "14158675309" not in repr(GOOD)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)


@given(
    st.lists(st.tuples(TEXTS, TEXTS), max_size=8),
    st.sampled_from(["https://line.example", "https://line.example:443", "http://127.0.0.1:8080", "https://u:p@x.y"]),
    st.sampled_from(["https://line.example", "https://line.example:443", "http://127.0.0.1", "https://u:p@x.y:443"]),
)
def test_we_believe_what_the_carriers_own_library_believes(
    pairs: list[tuple[str, str]], ours: str, signed_as: str
) -> None:
    signature = signature_of(f"{signed_as}/voice", tuple(pairs), TOKEN)
    believed = RequestValidator(TOKEN).validate(f"{ours}/voice", MultiDict(pairs), signature)

    assert signed_by((TOKEN,), f"{ours}/voice", Form(tuple(pairs)), signature) is believed


@given(
    st.builds(
        Request,
        method=st.sampled_from(["POST", "GET"]),
        path=st.text(st.characters(codec=None)) | st.just("/voice"),
        query=st.text() | st.just(""),
        content_type=st.text() | st.just(FORM_TYPE),
        body=st.binary(),
        signature=st.none() | st.text() | st.just(BASE),
    )
)
def test_nothing_that_a_scanner_sends_raises_or_is_believed(request_: Request) -> None:
    assert isinstance(verify(ACCOUNT, request_), Refusal)
