"""Programs of the language, each in a process of its own, against Woxi (Rust) and Mathics3 where installed.

Every contender starts, evaluates the program and prints its value; the start is part of the time. WOXI and
MATHICS3 in the environment name those commands where they are not on the path.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

NAME = "language"
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LIMIT = 60.0  # seconds for one program
TASKS = {
    "fib by rules": "fib[0] = 0; fib[1] = 1; fib[n_] := fib[n - 1] + fib[n - 2]; fib[20]",
    "fib memoised": "f[0] = 0; f[1] = 1; f[n_] := f[n] = f[n - 1] + f[n - 2]; Do[f[i], {i, 999}]; f[999]",
    "Do sum": "s = 0; Do[s = s + i, {i, 10^6}]; s",
    "Collatz": "n = 837799; c = 0; While[n != 1, n = If[EvenQ[n], n/2, 3 n + 1]; c++]; c",
    "Table": "Length[Table[i^2, {i, 10^5}]]",
    "Map": "Total[Map[#^2 + 1 &, Range[10^5]]]",
    "Fold": "Fold[Plus, 0, Range[10^5]]",
    "NestList": "Length[NestList[Mod[1103515245 # + 12345, 2^31] &, 1, 10^5]]",
    "array of integers": "Total[Range[10^6]^2]",
    "array of reals": "Total[Sin[N[Range[10^6]]]] > 0",
    "sort reals": "SeedRandom[1]; Length[Sort[RandomReal[1, 10^5]]]",
    "sort strings": "Length[Sort[Table[ToString[Mod[7919 i, 10^5]], {i, 10^4}]]]",
    "string replacing": 'StringLength[StringReplace[StringJoin[Table["abc", {10^4}]], "b" -> "xy"]]',
    "rewriting": "Length[log[Product[p[i], {i, 60}]] //. log[x_ y_] :> log[x] + log[y]]",
    "association": "a = <||>; Do[a[i] = i^2, {i, 10^4}]; Total[a]",
    "AppendTo": "l = {}; Do[AppendTo[l, i], {i, 3000}]; Length[l]",
    "GroupBy": "Length[GroupBy[Range[10^4], Mod[#, 97] &]]",
    "Tally": "Length[Tally[Mod[Range[10^5]^2, 101]]]",
    "quicksort": "q[{}] := {}; q[{p_, r___}] := Join[q[Select[{r}, # < p &]], {p}, q[Select[{r}, # >= p &]]];"
    " Length[q[Mod[7919 Range[500], 1009]]]",
    "sieve": "Length[Select[Range[10^4], PrimeQ]]",
    "Expand": "Length[Expand[(a + b + c)^20]]",
    "factorial": "StringLength[ToString[2000!]]",
    "Cases": "Length[Cases[Range[10^5], _?EvenQ]]",
}  # fmt: skip


def contenders() -> dict[str, list[str]]:
    """The commands that take a program as their last word."""
    found = {"wlmini": [sys.executable, "-m", "wlmini", "-code"]}
    woxi = os.environ.get("WOXI") or shutil.which("woxi")
    mathics = os.environ.get("MATHICS3") or shutil.which("mathics3")
    return (
        found
        | ({"Woxi": [woxi, "eval"]} if woxi else {})
        | ({"Mathics3": [mathics, "-c"]} if mathics else {})
    )


def seconds(command: list[str], program: str) -> float | None:
    """The time of one run; None where it fails or takes too long."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            [*command, program], cwd=ROOT, env=ENVIRONMENT, capture_output=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - start if done.returncode == 0 and done.stdout.strip() else None


def run(rounds: int) -> list[dict[str, str]]:
    """A row each program: our median time, and the median of each peer's time over ours in the same round."""
    commands = contenders()
    seconds(commands["wlmini"], "1 + 1")  # fills the caches of compiled modules
    return [row(name, program, commands, rounds) for name, program in TASKS.items()]


def row(name: str, program: str, commands: dict[str, list[str]], rounds: int) -> dict[str, str]:
    times = [{who: seconds(command, program) for who, command in commands.items()} for _ in range(rounds)]
    own = [each["wlmini"] for each in times if each["wlmini"] is not None]
    cells = {"program": name, "wlmini": f"{statistics.median(own) * 1000:.0f} ms" if own else "failed"}
    for peer in commands:
        if peer != "wlmini":
            cells[f"{peer} / ours"] = ratio([(each[peer], each["wlmini"]) for each in times])
    return cells


def ratio(pairs: list[tuple[float | None, float | None]]) -> str:
    found = [theirs / ours for theirs, ours in pairs if theirs is not None and ours is not None]
    return f"{statistics.median(found):.2f}" if found else "failed or > 60 s"
