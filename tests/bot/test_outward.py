"""What Cairn asks of other servers: no way inside, no end to nothing, no secret to anybody else."""

import logging
import shutil
import time
from pathlib import Path
from urllib.parse import quote

import httpcore
import httpx
import pytest

from bot.outward import client as outward_client
from bot.outward.addresses import is_outside
from bot.outward.allowed import AllowedHosts, same_place
from bot.outward.errors import OutwardError, PassingError
from bot.outward.guard import GuardedBackend, InsideError, resolve
from tests.bot.outside import HOST, Names, certificate, outward, server

PRIVATE = "private network"
# Public by every rule, and given to nobody: nothing answers there.
NOBODY = "2000::1"


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1"])
def test_the_internet_is_outside(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1"),  # noqa: S104 - an address to refuse
        *("172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"),
        *("192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.9"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
        *("::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
        *("::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"),
        *("2002:7f00:1::", "2002:808:808::", "2001::1", "2001:db8::1", "3fff::1", "100::1"),
        *("fc00::1", "fd00:ec2::254", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1"),
        *("ff02::1", "5f00::1", "", "localhost", "8.8.8.8:80", "010.8.8.8"),
    ],
)
def test_everything_else_is_inside(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "127.1"),
        *("127.0.1", "0", "0x0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.1"),
        *("127.0.0.1.", "10.0.0.1", "8.8.8.8", "①②⑦.0.0.1", "127。0。0。1", "[64:ff9b::7f00:1]"),
    ],
)
async def test_no_number_in_any_form_is_asked(host: str) -> None:
    """Nor is it if the check of names let it through: the system's own reading is checked too."""
    async with outward(names=Names({})) as client:
        with pytest.raises(OutwardError):
            await client.get(f"https://{host}/", {})
    bare = host.strip("[]").rstrip(".")
    if host != "8.8.8.8" and bare.isascii():
        with pytest.raises(InsideError):
            await GuardedBackend(allowed=AllowedHosts(), resolver=resolve).connect_tcp(bare, 443)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://api.example.com/", "https"),
        ("ftp://api.example.com/", "https"),
        ("file:///etc/passwd", "https"),
        ("https://user:pass@api.example.com/", "name and password"),
        ("https://api.example.com:8443/", "port"),
        ("https://api.example.com:22/", "port"),
        ("https:///path", "https"),
        ("https://api.example.com\\@127.0.0.1/", "name and password"),
        ("nonsense", "https"),
    ],
)
async def test_addresses_that_can_not_be_right(url: str, why: str) -> None:
    async with outward(names=Names({})) as client:
        with pytest.raises(OutwardError, match=why):
            await client.get(url, {})


@pytest.mark.parametrize(
    "leads_to",
    [["127.0.0.1"], ["::1"], ["169.254.169.254"], [NOBODY, "127.0.0.1"], ["fd00:ec2::254", NOBODY]],
)
async def test_a_name_that_leads_inside_is_not_asked(leads_to: list[str]) -> None:
    async with outward(names=Names({"evil.example": [leads_to]})) as client:
        with pytest.raises(OutwardError, match=PRIVATE):
            await client.get("https://evil.example/", {})


async def test_a_name_that_changes_between_check_and_connect_gains_nothing() -> None:
    """It is resolved once for each connection, and what was checked is what is connected to."""
    async with server() as inside:
        names = Names({"evil.example": [[NOBODY], ["127.0.0.1"]]})
        backend = GuardedBackend(allowed=AllowedHosts(), resolver=names)
        with pytest.raises((httpcore.ConnectError, httpcore.ConnectTimeout)):
            await backend.connect_tcp("evil.example", inside.port, timeout=0.5)
        assert names.asked == ["evil.example"]
        with pytest.raises(InsideError):
            await backend.connect_tcp("evil.example", inside.port, timeout=0.5)
        assert inside.asked == []


def test_one_place_is_one_scheme_host_and_port() -> None:
    """Anywhere else the headers are not told."""
    first = httpx.URL("https://api.example.com/a")
    assert same_place(first, httpx.URL("https://api.example.com:443/b?c"))
    for other in ("http://api.example.com/", "https://example.com/", "https://api.example.com:444"):
        assert not same_place(first, httpx.URL(other))


async def test_an_allowed_host_may_be_inside_and_without_tls_at_its_port_only() -> None:
    async with server() as there, outward(f"{HOST}:{there.port}") as client:
        came = await client.get(there.url, {"Accept-Language": "en"})
        assert b'"score": 42' in came.content
        assert there.asked[0].headers["Accept-Language"] == "en"
        with pytest.raises(OutwardError, match="https"):
            await client.get(f"http://{HOST}:{there.port + 1}/", {})


async def test_a_redirect_is_looked_at_like_an_address_that_was_typed() -> None:
    names = Names({HOST: [["127.0.0.1"]], "inside.example": [["10.0.0.1"]]})
    async with server() as there, outward(f"{HOST}:{there.port}", "db:5432", names=names) as client:

        async def away(to: str) -> bytes:
            url = there.url.replace("/scores", f"/away?to={quote(to, safe='')}")
            return (await client.get(url, {"X-Key": "mine"})).content

        assert b"score" in await away("/scores")
        with pytest.raises(OutwardError, match=PRIVATE):
            await away("https://inside.example/")
        for wrong in ("http://127.0.0.1/", "https://127.0.0.1/", "file:///etc/passwd", "//0x7f.1/"):
            with pytest.raises(OutwardError, match=r"https|host's name|directly"):
                await away(wrong)
        with pytest.raises(OutwardError, match="directly"):
            await away("http://db:5432/")
        with pytest.raises(OutwardError, match="more than 3"):
            await away("/away?to=" + quote("/away?to=/away?to=/away?to=/scores", safe=""))
        assert {"db", "127.0.0.1"}.isdisjoint(names.asked)


async def test_what_is_given_to_one_place_is_not_told_at_another() -> None:
    secrets = {"CAIRN_SECRET_A": "s3cret&1", "CAIRN_SECRET_A_FOR": f"{HOST}, other.example"}
    names = Names({HOST: [["127.0.0.1"]]})
    async with server() as there, server() as other:
        allowed = (f"{HOST}:{there.port}", f"{HOST}:{other.port}")
        async with outward(*allowed, names=names, secrets=secrets) as client:
            given = {"Authorization": "Bearer ${CAIRN_SECRET_A}"}
            await client.get(f"{there.url}?key=${{CAIRN_SECRET_A}}", given)
            (asked,) = there.asked
            assert asked.headers["Authorization"] == "Bearer s3cret&1"
            assert asked.query["key"] == "s3cret&1"
            with pytest.raises(OutwardError, match="directly"):
                await client.get(there.url.replace("scores", f"away?to={other.url}"), given)
            assert other.asked == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("DATABASE_URL", "not set"),
        ("SLACK_BOT_TOKEN", "not set"),
        ("CAIRN_SECRET_MISSING", "not set"),
        ("CAIRN_SECRET_A_FOR", "not set"),
        ("CAIRN_SECRET_B", "not meant for"),
        ("CAIRN_SECRET_NOWHERE", "not meant for"),
    ],
)
async def test_no_other_variable_and_no_other_host(name: str, why: str) -> None:
    secrets = {
        "CAIRN_SECRET_A": "aaaa",
        "CAIRN_SECRET_A_FOR": HOST,
        "CAIRN_SECRET_B": "bbbb",
        "CAIRN_SECRET_B_FOR": "elsewhere.example",
        "CAIRN_SECRET_NOWHERE": "cccc",
    }
    async with server() as there, outward(f"{HOST}:{there.port}", secrets=secrets) as client:
        with pytest.raises(OutwardError, match=why):
            await client.get(there.url, {"X": f"${{{name}}}"})
        assert there.asked == []


async def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward_client, "TRY_S", 0.5)
    async with server() as there, outward(f"{HOST}:{there.port}") as client:
        base = there.url.removesuffix("/scores")
        for path in ("/endless", "/bomb"):
            with pytest.raises(OutwardError, match="500 kB"):
                await client.get(base + path, {})
        began = time.monotonic()
        with pytest.raises(PassingError, match="no answer in time"):
            await client.get(base + "/slow", {})
        assert time.monotonic() - began < 20  # and not for ever
        assert b"score" in (await client.get(base + "/packed", {})).content


async def test_trouble_is_tried_again_and_refusals_are_not() -> None:
    async with server() as there, outward(f"{HOST}:{there.port}") as client:
        there.statuses = [503, 429]
        assert b"score" in (await client.get(there.url, {})).content
        assert len(there.asked) == 3
        there.statuses = [500] * 9
        with pytest.raises(PassingError, match="500"):
            await client.get(there.url, {})
        assert len(there.asked) == 6
        there.statuses, there.headers = [429], {"Retry-After": "3600"}
        with pytest.raises(PassingError) as refused:
            await client.get(there.url, {})
        assert refused.value.not_before.total_seconds() == 3600
        there.statuses = [403]
        with pytest.raises(OutwardError, match="let Cairn in"):
            await client.get(there.url, {})
        assert len(there.asked) == 8


async def test_neither_cookies_nor_proxies_nor_logs_carry_anything(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    caplog.set_level(logging.WARNING)
    async with server() as there, outward(f"{HOST}:{there.port}") as client:
        there.headers = {"Set-Cookie": "session=one; Path=/"}
        await client.get(there.url, {})
        await client.get(there.url, {})
        assert "Cookie" not in there.asked[1].headers
        assert caplog.text == ""


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make certificates with")
async def test_tls_verifies_the_name_on_a_connection_to_a_number(tmp_path: Path) -> None:
    serving, trust = certificate(tmp_path, HOST)
    names = Names({HOST: [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    async with server(serving) as there:
        allowed = (f"{HOST}:{there.port}", f"other.example:{there.port}")
        async with outward(*allowed, names=names, trust=trust) as client:
            assert b"score" in (await client.get(there.url, {})).content
            with pytest.raises(OutwardError, match="certificate"):
                await client.get(there.url.replace(HOST, "other.example"), {})
        async with outward(*allowed, names=names) as stranger:
            with pytest.raises(OutwardError, match="certificate"):
                await stranger.get(there.url, {})
