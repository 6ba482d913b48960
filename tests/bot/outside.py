"""Another server on a real port, and names that lead to it: as data, not by DNS."""

import asyncio
import gzip
import json
import ssl
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.outward.allowed import AllowedHosts
from bot.outward.client import Outward
from bot.outward.secrets import Secrets

HOST = "survey.example"


@dataclass
class Names:
    """What each name leads to, one list after the other: the last stays."""

    known: dict[str, list[list[str]]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        del port
        self.asked.append(host)
        if host not in self.known:
            raise OSError("no such name")
        answers = self.known[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


@dataclass
class Server:
    """Answers as told, and remembers who asked for what."""

    port: int = 0
    scheme: str = "http"
    body: Any = field(default_factory=lambda: {"data": {"score": 42, "answers": 100}})
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.scheme}://{HOST}:{self.port}/scores"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        status = self.statuses.pop(0) if self.statuses else 200
        if request.path == "/away":
            return web.Response(status=302, headers={"Location": request.query["to"]})
        if request.path == "/bomb":
            packed = gzip.compress(b" " * 50_000_000)
            return web.Response(body=packed, headers={"Content-Encoding": "gzip"})
        if request.path == "/packed":
            packed = gzip.compress(json.dumps(self.body).encode())
            return web.Response(body=packed, headers={"Content-Encoding": "gzip"})
        if request.path in ("/endless", "/slow"):
            return await self._drip(request)
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return web.Response(status=status, text=text, headers=self.headers)

    async def _drip(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        endless = request.path == "/endless"
        try:
            while True:
                await answer.write(b" " * (100_000 if endless else 1))
                await asyncio.sleep(0 if endless else 0.05)
        except ConnectionError:
            return answer


@asynccontextmanager
async def server(context: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    there = Server(scheme="https" if context else "http")
    app = web.Application()
    app.router.add_get("/{path:.*}", there.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    there.port = int(runner.addresses[0][1])
    try:
        yield there
    finally:
        await runner.cleanup()


@asynccontextmanager
async def outward(
    *allowed: str,
    names: Names | None = None,
    secrets: dict[str, str] | None = None,
    trust: ssl.SSLContext | None = None,
) -> AsyncIterator[Outward]:
    """A client that waits for nobody between its tries."""
    client = Outward(
        allowed=AllowedHosts.read(allowed),
        secrets=Secrets(secrets or {}),
        resolver=names or Names({HOST: [["127.0.0.1"]]}),
        tls_context=trust,
        sleep=lambda seconds: asyncio.sleep(0),  # noqa: ARG005 - a test's clock
    )
    try:
        yield client
    finally:
        await client.close()


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for this name alone, and a client's that trusts it."""
    key, cert = folder / f"{name}.key", folder / f"{name}.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    made += [
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
        "-addext",
        f"subjectAltName=DNS:{name}",
    ]
    subprocess.run([*made, "-keyout", key, "-out", cert], check=True, capture_output=True)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert, key)
    return serving, ssl.create_default_context(cafile=str(cert))
