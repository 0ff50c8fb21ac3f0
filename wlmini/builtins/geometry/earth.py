"""Places on the Earth, their distances and directions, by the ellipsoid of GPS."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from wlmini.expr import Expr, S, is_list
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

AXIS, FLATTENING = 6378137.0, 1 / 298.257223563  # WGS 84
GEO = {"invparam": "`1` is no place: {latitude, longitude} in degrees or GeoPosition of it."}

inert(
    "GeoPosition[{lat, lon}]", "GeoPosition[{lat, lon, h}]",
    documentation="""is the place of the latitude and longitude in degrees, at the height h in meters.

    >>> QuantityMagnitude[Latitude[GeoPosition[{52.5, 13.4}]]]
    52.5
    """,
)  # fmt: skip


def place(expr: Any) -> tuple[float, float]:
    """Latitude and longitude in degrees; a message for what is no place."""
    inner = expr.parts[0] if isinstance(expr, Expr) and expr.head is S.GeoPosition and expr.parts else expr
    if is_list(inner) and len(inner) in (2, 3) and all(map(is_real, inner.parts)):
        return to_float(inner.parts[0]), to_float(inner.parts[1])
    raise Failure("invparam", expr, value=None)


def inverse(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """(distance in meters, direction in radians) between places, by Vincenty's iteration."""
    (lat1, lon1), (lat2, lon2) = start, end
    if start == end:
        return 0.0, 0.0
    u1 = math.atan((1 - FLATTENING) * math.tan(math.radians(lat1)))
    u2 = math.atan((1 - FLATTENING) * math.tan(math.radians(lat2)))
    wanted = turn = math.radians(lon2 - lon1)
    for _ in range(200):
        across = math.cos(u2) * math.sin(turn)
        up = math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(turn)
        sin_s = math.hypot(across, up)
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(turn)
        arc = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(turn) / sin_s if sin_s else 0.0
        cos2_a = 1 - sin_a**2
        middle = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_a if cos2_a > 1e-15 else 0.0
        c = FLATTENING / 16 * cos2_a * (4 + FLATTENING * (4 - 3 * cos2_a))
        bend = arc + c * sin_s * (middle + c * cos_s * (2 * middle**2 - 1))
        turn, before = wanted + (1 - c) * FLATTENING * sin_a * bend, turn
        if abs(turn - before) < 1e-12:
            break
    else:  # nearly opposite places: the sphere has to do
        return arc * AXIS * (1 - FLATTENING / 3), math.atan2(across, up)
    return stretched(arc, sin_s, cos_s, middle, cos2_a), math.atan2(across, up)


def stretched(arc: float, sin_s: float, cos_s: float, middle: float, cos2_a: float) -> float:
    """The length on the ellipsoid of an arc on the auxiliary sphere, by Vincenty's series."""
    axis = AXIS * (1 - FLATTENING)
    u = cos2_a * (AXIS**2 - axis**2) / axis**2
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    inner = cos_s * (2 * middle**2 - 1) - b / 6 * middle * (4 * sin_s**2 - 3) * (4 * middle**2 - 3)
    return axis * a * (arc - b * sin_s * (middle + b / 4 * inner))


@builtin("GeoDistance[place1, place2]", "GeoDistance[{place1, place2, ...}]", messages=GEO)
def geo_distance(kernel: Any, first: Any, second: Any = None) -> Any:
    """gives the distance between places on the ellipsoid of the Earth, or along the way through several.

    >>> Round[QuantityMagnitude[GeoDistance[{0, 0}, {0, 1}]], 0.1]
    111.3
    """
    if second is None:
        if not is_list(first):
            raise Failure("invparam", first, value=None)
        stops = [place(each) for each in first.parts]
    else:
        stops = [place(first), place(second)]
    meters = sum(inverse(a, b)[0] for a, b in pairwise(stops))
    return S.Quantity(meters / 1000, "Kilometers")


@builtin("GeoDirection[place1, place2]", messages=GEO)
def geo_direction(kernel: Any, first: Any, second: Any) -> Any:
    """gives the direction from place1 in which place2 lies, in degrees from the north to the east.

    >>> QuantityMagnitude[GeoDirection[{0, 0}, {0, 1}]]
    90.
    """
    angle = math.degrees(inverse(place(first), place(second))[1])
    return S.Quantity(angle, "AngularDegrees")


def coordinate_builtin(usage: str, documentation: str, position: int) -> None:
    """Declare a coordinate of a place."""

    def function(kernel: Any, where: Any) -> Any:
        place(where)
        inner = where.parts[0] if where.head is S.GeoPosition else where
        return S.Quantity(inner.parts[position], "AngularDegrees")

    function.__doc__ = documentation
    builtin(usage, messages=GEO)(function)


coordinate_builtin(
    "Latitude[place]",
    """gives the latitude of a place in degrees.

    >>> QuantityMagnitude[Latitude[GeoPosition[{48, 11}]]]
    48
    """,
    0,
)
coordinate_builtin(
    "Longitude[place]",
    """gives the longitude of a place in degrees.

    >>> QuantityMagnitude[Longitude[GeoPosition[{48, 11}]]]
    11
    """,
    1,
)
