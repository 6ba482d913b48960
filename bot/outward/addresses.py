"""Which addresses lie outside: everything else is inside, and Cairn doesn't go there."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IANA's special-purpose registries, and what clouds keep for their machines alone.
_INSIDE_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's own, though it looks public
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# The only range that is given out to networks. IPv4 in its many IPv6 dresses, unique-local,
# link-local, site-local, multicast and NAT64 all lie beside it.
_OUTSIDE_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo, ORCHID, benchmarking
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address inside
            "3fff::/20",
        ),
    )
)


def is_outside(address: str) -> bool:
    """Whether an address, as a resolver gives it, is one of the public internet."""
    try:
        found = ip_address(address)
    except ValueError:  # also one with a scope: that is a link's own
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not _within(found, _INSIDE_4)
    return found in _OUTSIDE_6 and found.is_global and not _within(found, _INSIDE_6)


def _within(
    address: IPv4Address | IPv6Address, networks: Iterable[IPv4Network | IPv6Network]
) -> bool:
    return any(address in network for network in networks)
