"""The ways control leaves an evaluation before its end; each restores nothing by itself."""

from __future__ import annotations

from typing import Any


class Flow(Exception):
    """Something other than a value travels up: builtins let it pass, or catch the kind they own."""


class Throw(Flow):
    """`Throw[value, tag]`, on its way to a `Catch`; `tag` is None where none was given."""

    def __init__(self, value: Any, tag: Any = None) -> None:
        super().__init__()
        self.value = value
        self.tag = tag


class Return(Flow):
    """`Return[value]`, ended by the nearest loop or definition."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class ReturnFrom(Flow):
    """`Return[value, h]`, ended by the nearest evaluation of h[...]."""

    def __init__(self, value: Any, head: Any) -> None:
        super().__init__()
        self.value = value
        self.head = head


class Break(Flow):
    """`Break[]` out of the nearest loop."""


class Continue(Flow):
    """`Continue[]` with the next turn of the nearest loop."""


class Abort(Flow):
    """`Abort[]`, or an interrupt: the whole evaluation ends as $Aborted unless something checks it."""


class Exit(Flow):
    """`Exit[code]`: the session ends."""

    def __init__(self, code: int = 0) -> None:
        super().__init__()
        self.code = code


class Unsaid(Flow):
    """A message was to be issued where none may be: in translated code, which can still be given up."""
