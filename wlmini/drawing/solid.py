"""Graphics3D as a box: primitives of space, seen from a view point, drawn from far to near."""

from __future__ import annotations
