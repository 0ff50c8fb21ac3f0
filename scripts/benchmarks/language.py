"""Programs of the language, each in a process of its own, against Woxi (Rust) and Mathics3 where installed.

Every contender starts, reads its program from a file, evaluates it and prints a short value; all must print
the same one. Two ratios are given for each peer: of the whole process, and of what it takes beyond a process
that evaluates `1` (the median start of each contender is subtracted from its own times). WOXI and MATHICS3 in
the environment name those commands where they are not on the path; TASKS the programs to run, by a part of
their name; LIMIT the seconds that one program may take. What takes longer counts as that long, so that its
ratios, marked by >, are bounds from below.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

NAME = "language"
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LIMIT = float(os.environ.get("LIMIT", "60"))  # seconds for one program
TICK = 0.001  # seconds that differences are not told below


def entry(i: int) -> str:
    """One of many expressions to be read, of about 45 characters."""
    return f'{{{i}, "name {i}", f[x_, {i}] :> {i}. + x^{i}/3}}'


TASKS = {  # name -> definitions, and the expression whose value is printed
    "fib[20] by rules": ("fib[0] = 0; fib[1] = 1; fib[n_] := fib[n - 1] + fib[n - 2];", "fib[20]"),
    "fib[1000] memoised": (
        "f[0] = 0; f[1] = 1; f[n_] := f[n] = f[n - 1] + f[n - 2];", "Block[{$RecursionLimit = 10^6}, f[1000]]"
    ),
    "deep recursion 10^4": ("d[0] = 0; d[n_] := 1 + d[n - 1];", "Block[{$RecursionLimit = 10^6}, d[10^4]]"),
    "Do sum 10^6": ("s = 0; Do[s = s + i, {i, 10^6}];", "s"),
    "While Collatz": (
        "m = 0; Do[n = k; c = 0; While[n != 1, n = If[EvenQ[n], n/2, 3 n + 1]; c++]; m = Max[m, c],"
        " {k, 3000}];",
        "m",
    ),
    "Table 10^5": ("", "Length[Table[i^2 + 1, {i, 10^5}]]"),
    "Map 10^5": ("", "Total[Map[#^2 + 1 &, Range[10^5]]]"),
    "Fold 10^5": ("", "Fold[Plus, 0, Range[10^5]]"),
    "Nest 10^5": ("", "Nest[Mod[5 # + 1, 1009] &, 1, 10^5]"),
    "NestList 10^5": ("", "Last[NestList[Mod[1103515245 # + 12345, 2^31] &, 1, 10^5]]"),
    "Total[Range[10^6]^2]": ("", "Total[Range[10^6]^2]"),
    "elementwise 10^6 reals": ("x = N[Range[10^6]]/10^6;", "Round[Total[Sin[x] + Exp[-x] Sqrt[x]]]"),
    "sort 10^5 reals": ("v = Mod[N[Range[10^5]]^1.5, 1.];", "Length[Sort[v]]"),
    "sort 10^5 strings": ("v = Table[ToString[Mod[7919 i, 10^5]], {i, 10^5}];", "Length[Sort[v]]"),
    "string building": ('s = ""; Do[s = s <> ToString[i], {i, 10^4}];', "StringLength[s]"),
    "string replacing": (
        't = StringJoin[Table["abcabd", {20000}]];',
        'StringLength[StringReplace[t, {"b" -> "xy", "d" -> ""}]]',
    ),
    "//. logarithm rules": (
        "rules = {log[x_ y_] :> log[x] + log[y], log[x_^n_] :> n log[x]};",
        "Length[log[Product[p[i]^i, {i, 60}]] //. rules]",
    ),
    "//. derivative rules": (
        "rules = {d[a_ + b_, x_] :> d[a, x] + d[b, x], d[a_ b_, x_] :> a d[b, x] + b d[a, x],"
        " d[x_^n_, x_] :> n x^(n - 1), d[x_, x_] :> 1, d[c_, x_] :> 0 /; FreeQ[c, x]};",
        "Length[Table[d[Sum[k i x^i, {i, 20}], x] //. rules, {k, 5}]]",
    ),
    "association of 10^5": ("a = <||>; Do[a[i] = i^2, {i, 10^5}];", "Total[a]"),
    "AppendTo 3000": ("l = {}; Do[AppendTo[l, i], {i, 3000}];", "Length[l]"),
    "GroupBy 10^5": ("", "Length[GroupBy[Range[10^5], Mod[#, 97] &]]"),
    "Counts 10^5": ("", "Length[Counts[Mod[Range[10^5]^2, 101]]]"),
    "Tally 10^5": ("", "Length[Tally[Mod[Range[10^5]^2, 101]]]"),
    "quicksort 2000": (
        "q[{}] := {}; q[{p_, r___}] := Join[q[Select[{r}, # < p &]], {p}, q[Select[{r}, # >= p &]]];",
        "Length[q[Mod[7919 Range[2000], 10007]]]",
    ),
    "sieve to 10^6": (
        "n = 10^6; s = ConstantArray[1, n]; s[[1]] = 0;"
        " Do[If[s[[i]] == 1, s[[i^2 ;; n ;; i]] = 0], {i, 2, 1000}];",
        "Total[s]",
    ),
    "primes by PrimeQ": ("", "Length[Select[Range[10^5], PrimeQ]]"),
    "Dot 500 x 500": ("m = Table[N[Mod[i j, 17]], {i, 500}, {j, 500}];", "Round[Total[m . m, 2]]"),
    "LinearSolve 500": (
        "m = Table[N[1/(i + j)] + If[i == j, 1., 0.], {i, 500}, {j, 500}];",
        "Length[LinearSolve[m, Table[1., {500}]]]",
    ),
    "Expand[(a + b + c)^20]": ("", "Length[Expand[(a + b + c)^20]]"),
    "2000!": ("", "StringLength[ToString[2000!]]"),
    "10^5 digits of Pi": ("", "StringLength[ToString[N[Pi, 10^5]]] > 10^5"),
    "Cases 10^5": (
        "v = Table[If[Mod[i, 3] == 0, f[i, x], g[i]], {i, 10^5}];",
        "Length[Cases[v, f[n_Integer, _] /; n > 10]]",
    ),
    "reading 500 kB": ("data = {" + ", ".join(map(entry, range(1, 11500))) + "};", "Length[data]"),
}  # fmt: skip


class Run(NamedTuple):
    """One process: seconds from start to end, and what it printed; None where it was stopped."""

    seconds: float
    output: str | None


def contenders() -> dict[str, list[str]]:
    """The commands that take a file with a program as their last word."""
    found = {"wlmini": [sys.executable, "-m", "wlmini", "-file"]}
    woxi = os.environ.get("WOXI") or shutil.which("woxi")
    mathics = os.environ.get("MATHICS3") or shutil.which("mathics3")
    return (
        found
        | ({"Woxi": [woxi, "run"]} if woxi else {})
        | ({"Mathics3": [mathics, "--no-completion", "-f"]} if mathics else {})
    )


def measured(command: list[str], file: Path) -> Run | None:
    """One run; None where it fails."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            [*command, str(file)], cwd=ROOT, env=ENVIRONMENT, capture_output=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return Run(LIMIT, None)
    seconds = time.perf_counter() - start
    output = done.stdout.decode(errors="replace").strip()
    return Run(seconds, output) if done.returncode == 0 and output else None


def written(folder: Path, name: str, definitions: str, result: str) -> Path:
    """The script of a program."""
    file = folder / f"{''.join(c if c.isalnum() else '_' for c in name)}.wl"
    file.write_text(f"{definitions}\nPrint[{result}]\n")
    return file


def run(rounds: int) -> list[dict[str, str]]:
    """A row each program, and last the medians of the ratios over all programs."""
    commands, wanted = contenders(), os.environ.get("TASKS", "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = written(folder, "empty", "", "1")
        measured(commands["wlmini"], empty)  # fills the caches of compiled modules
        starts = {who: start_of(command, empty, rounds + 2) for who, command in commands.items()}
        files = {task: written(folder, task, *text) for task, text in TASKS.items() if wanted in task}
        rows = [row(task, file, commands, starts, rounds) for task, file in files.items()]
    start = {"program": "(start)", **{who: f"{seconds * 1000:.0f} ms" for who, seconds in starts.items()}}
    return [dict.fromkeys(rows[0], "") | start, *rows, medians(rows)]


def start_of(command: list[str], empty: Path, rounds: int) -> float:
    """The median time of a process that evaluates next to nothing."""
    return statistics.median([r.seconds for _ in range(rounds) if (r := measured(command, empty))])


def row(
    task: str, file: Path, commands: dict[str, list[str]], starts: dict[str, float], rounds: int
) -> dict[str, str]:
    """The medians of one program: times, and the ratios peer / ours of the same round."""
    runs = [{who: measured(command, file) for who, command in commands.items()} for _ in range(rounds)]
    cells = {"program": task}
    for who in commands:
        done = [r for each in runs if (r := each[who])]
        late = ">" * any(r.output is None for r in done)
        cells[who] = f"{late}{statistics.median(r.seconds for r in done) * 1000:.0f} ms" if done else "failed"
    for who in [who for who in commands if who != "wlmini"]:
        pairs = [(theirs, ours) for each in runs if (ours := each["wlmini"]) and (theirs := each[who])]
        whole = [(theirs.seconds, ours.seconds) for theirs, ours in pairs]
        beyond = [(after(b, starts[who]), after(a, starts["wlmini"])) for b, a in whole]
        late = ">" * any(theirs.output is None for theirs, _ in pairs)
        same = all(theirs.output in (ours.output, None) for theirs, ours in pairs)
        cells[f"{who} / ours"] = late + ratio(whole)
        cells[f"{who} / ours, less start"] = late + ratio(beyond) if same else "other value"
    return cells


def after(seconds: float, start: float) -> float:
    return max(seconds - start, TICK)


def ratio(pairs: list[tuple[float, float]]) -> str:
    return f"{statistics.median([theirs / ours for theirs, ours in pairs]):.2f}" if pairs else "-"


def medians(rows: list[dict[str, str]]) -> dict[str, str]:
    """The median of each column of ratios, over the programs that both could do."""
    cells = dict.fromkeys(rows[0], "") | {"program": "(median)"}
    for column in [each for each in cells if " / " in each]:
        found = [row[column].removeprefix(">") for row in rows]
        numbers = [float(cell) for cell in found if cell[:1].isdigit()]
        cells[column] = f"{statistics.median(numbers):.2f}" if numbers else ""
    return cells
