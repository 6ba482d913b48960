"""Asks other servers for JSON: one pooled client, few hops, little patience, and a limit."""

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from bot.outward import body
from bot.outward.allowed import AllowedHosts, same_place
from bot.outward.body import Came
from bot.outward.errors import OutwardError, PassingError
from bot.outward.guard import GuardedBackend, InsideError, Resolver, UnknownHostError, resolve
from bot.outward.secrets import Secrets
from bot.outward.transport import GuardedTransport, tls

HOPS = 3
TRIES = 3
# All of a try, however slowly its parts drip in.
TRY_S = 12.0
# All tries and pauses: well within the lease of a claimed run.
ALL_S = 45.0
LONGEST_PAUSE_S = 8.0
_TIMEOUT = httpx.Timeout(8.0, connect=5.0, pool=10.0)
_AGENT = "Cairn (+customer journey map)"
_PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": _AGENT}

Sleep = Callable[[float], Awaitable[None]]


class Outward:
    """The one client. It sends no body, keeps no cookies and heeds no proxy of the environment."""

    def __init__(
        self,
        *,
        allowed: AllowedHosts,
        secrets: Secrets,
        resolver: Resolver = resolve,
        tls_context: ssl.SSLContext | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.secrets = secrets
        self._allowed = allowed
        self._sleep = sleep
        backend = GuardedBackend(allowed=allowed, resolver=resolver)
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(backend, tls_context=tls_context or tls()),
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def get(self, url: str, headers: Mapping[str, str]) -> Came:
        """What the address answers, secrets filled in. Raises OutwardError in words.

        Tried again after no answer, a server's error and 429, with pauses that grow.
        """
        pause, latest = 0.5, PassingError("There was no answer in time.")
        try:
            async with asyncio.timeout(ALL_S):
                for attempt in range(1, TRIES + 1):
                    try:
                        return await self._try(url, headers)
                    except PassingError as error:
                        latest = error
                    asked = latest.not_before.total_seconds()
                    if attempt == TRIES or asked > LONGEST_PAUSE_S:
                        break
                    # Jitter, so that what failed together doesn't come back together.
                    await self._sleep(max(asked, pause * random.uniform(1, 1.5)))  # noqa: S311 - no secret
                    pause *= 4
        except TimeoutError:
            pass
        raise latest

    async def _try(self, url: str, headers: Mapping[str, str]) -> Came:
        try:
            async with asyncio.timeout(TRY_S):
                return await self._follow(url, headers)
        except InsideError:
            raise OutwardError(
                "The address leads into a private network, where Cairn doesn't go. An "
                "administrator can allow the host with CAIRN_ALLOWED_HOSTS."
            ) from None
        except UnknownHostError:
            raise PassingError("There is no server of this name.") from None
        except (TimeoutError, httpcore.TimeoutException):
            raise PassingError("There was no answer in time.") from None
        except ssl.SSLError:
            raise PassingError(_NO_TRUST) from None
        except httpcore.ConnectError as error:
            raise PassingError(_NO_TRUST if _is_tls(error) else "Nobody answers there.") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError):
            raise PassingError("The connection broke while it answered.") from None

    async def _follow(self, url: str, headers: Mapping[str, str]) -> Came:
        """The answer at the end of a few redirects, each looked at as if it were typed."""
        first = target = self._filled(url)
        filled = {
            name: self.secrets.fill(value, host=first.host) for name, value in headers.items()
        }
        for _ in range(HOPS + 1):
            self._allowed.check(target)
            if self._allowed.has_url(target) and not same_place(first, target):
                # Who may be asked directly must not be reached by somebody else's word.
                raise OutwardError("It redirects to a host that is only asked directly.")
            # What was given for one place is not told at another.
            given = filled if same_place(first, target) else {}
            async with self._answer(target, {**_PLAIN, **given}) as answer:
                if not answer.has_redirect_location:
                    return await body.good(answer)
                target = _next(target, answer)
        raise OutwardError(f"It redirects more than {HOPS} times.")

    def _filled(self, url: str) -> httpx.URL:
        host = _url(url).host
        return _url(self.secrets.fill(url, host=host, in_address=True))

    @asynccontextmanager
    async def _answer(
        self, target: httpx.URL, headers: Mapping[str, str]
    ) -> AsyncIterator[httpx.Response]:
        try:
            request = self._client.build_request("GET", target, headers=headers)
        except (UnicodeError, ValueError):
            raise OutwardError("A header holds letters that headers can't hold.") from None
        answer = await self._client.send(request, stream=True)
        try:
            yield answer
        finally:
            await answer.aclose()


_NO_TRUST = "The server's certificate is not one to trust for this name."


def _url(text: str) -> httpx.URL:
    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise OutwardError("This is no web address.") from None


def _next(target: httpx.URL, answer: httpx.Response) -> httpx.URL:
    """Where a redirect leads; what it says behind # is for browsers."""
    try:
        return target.join(answer.headers["Location"]).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, KeyError):
        raise OutwardError("It redirects to what is no web address.") from None


def _is_tls(error: BaseException) -> bool:
    """Whether it was the certificate that a connection failed at."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
