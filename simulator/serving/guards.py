"""What every request and every answer is held to, before anybody looks at it."""

import ipaddress
import socket
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from simulator.addresses import is_loopback

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not no-referrer: with that, browsers send "Origin: null" with the page's own form.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def policy_of(host: str) -> str:
    """The Content-Security-Policy of a page that this host serves: nothing from anywhere else.

    The terminal's library writes style elements, hence the one `unsafe-inline`. Not every browser
    counts a websocket as 'self', hence the host by name.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def host_guard(names: frozenset[str]) -> Middleware:
    """Refuses a request that names another host than `names`, this machine's, or a bare address.

    A page elsewhere can have its own name point here (DNS rebinding); an address has no such name.
    """
    known = names | {"localhost", socket.gethostname().lower()}

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_known(request.host, known):
            raise web.HTTPMisdirectedRequest(text="This server does not go by that name.\n")
        return await handler(request)

    return guard


def _is_known(host: str, known: frozenset[str]) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in known
    return True


async def dress(request: web.Request, response: web.StreamResponse) -> None:
    """Puts the headers on every answer, refusals included."""
    response.headers.update(HEADERS)
    if isinstance(response, web.FileResponse):  # the same for everybody; kept, but asked about
        response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = policy_of(request.host)
    response.headers.pop("Server", None)


def is_own_origin(request: web.Request, *, https: bool) -> bool:
    """Whether a page of this server asks. A browser always says so for a form or a websocket."""
    scheme = "https" if https else "http"
    return request.headers.get("Origin", "").lower() == f"{scheme}://{request.host.lower()}"


def address_of(request: web.Request, *, behind_proxy: bool) -> str:
    """Whose request it is. Behind a proxy on this machine, whom the proxy says it is for."""
    peer = request.remote or ""
    if not (behind_proxy and is_loopback(peer)):
        return peer
    # The last one is what the nearest proxy wrote; a visitor may have written the others.
    said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return said or peer
