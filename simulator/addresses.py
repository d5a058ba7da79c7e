"""Whether an address leads to this machine itself: asked of servers, of visitors and of a model."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether a host, by number or as "localhost", is this machine; any other name is not."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
