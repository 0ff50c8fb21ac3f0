"""What a program in the sandbox may not do, and that whoever touches files or programs asks before."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wlmini.frontends.command import main
from wlmini.kernel.sandbox import Sandbox
from wlmini.session import Session

PACKAGE = Path(__file__).parents[2] / "wlmini"
REFUSED = [
    'Export["x.csv", {{1}}]', 'Put[1, "x"]', 'PutAppend[1, "x"]', 'OpenWrite["x"]', 'OpenAppend["x"]',
    'WriteString["x", "y"]', 'BinaryWrite["x", {1}]', 'DeleteFile["kept"]', 'RenameFile["kept", "x"]',
    'CopyFile["kept", "x"]', 'CreateFile["x"]', "CreateFile[]", 'CreateDirectory["x"]', "CreateDirectory[]",
    'DeleteDirectory["folder"]', 'CopyDirectory["folder", "x"]', 'Run["touch x"]', 'RunProcess["ls"]',
    'SetEnvironment["A" -> "b"]', 'Environment["HOME"]', "GetEnvironment[]", 'ReadString["/etc/passwd"]',
    'Import["/etc/passwd", "Text"]', 'Get["/etc/passwd"]', 'BinaryReadList["/etc/passwd"]',
    'OpenRead["/etc/passwd"]',
    'FilePrint["/etc/passwd"]', 'FileNames["*", "/etc"]', 'FileExistsQ["/etc/passwd"]', 'SetDirectory["/"]',
    'ReadString["link"]',
]  # fmt: skip
ALLOWED = {
    'ReadString["kept"]': "text", 'Import["kept", "Text"]': "text", 'FileNames["k*"]': "{kept}",
    'SetDirectory["folder"]; ResetDirectory[]; 1': "1", 'Total[N[Range[100]]]': "5050.",
    "StringLength[ExportString[{1, 2}, \"CSV\"]] > 0": "True", "MemoryInUse[] > 0": "True",
}  # fmt: skip

# Where a file or another program is reached: what is called, and where that is the program's own affair.
REACHING = {
    "open", "unlink", "remove", "rename", "replace", "rmdir", "mkdir", "makedirs", "rmtree", "move", "copy2",
    "copyfile", "copytree", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "read_bytes",
    "read_text", "write_bytes", "write_text", "fromfile", "Popen", "system", "popen", "chdir", "listdir",
    "scandir", "symlink", "urlopen", "savefig", "putenv", "unsetenv", "touch", "chmod",
}  # fmt: skip
MODULES = {"os", "shutil", "subprocess", "socket", "tempfile", "urllib", "http", "pathlib", "Path"}
# Where it was asked for earlier, or there is nothing to ask for.
ASKED = {
    "builtins/files: walk",
    "builtins/channels: write",
    "builtins/paclets: read_information",
    "builtins/memory: memory_used",
    "builtins/data_formats/archives: read_tar",
    "builtins/data_formats/archives: inside_tar",
    "builtins/data_formats/archives: pack_all",
    "builtins/data_formats/archives: unpack",
    "builtins/symbolic/solving: branches",
    "drawing/render: picture",
    "images/files: decode",
    "nets/coders/subwords: model_at",
}
ASKING = {"ask", "path_of", "changed_path", "target"}
OWN = {
    "cache",
    "session",
    "data/catalog",
    "kernel/sources",
    "kernel/formats",
    "kernel/sandbox",
    "nets/coders/places",
    "nets/engines/threads",
    "nets/native/build",
    "nets/native/sources",
    "syntax/tables",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").write_text("text")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/etc/passwd")
    return tmp_path


def answer(text: str) -> tuple[str, list[str]]:
    said: list[str] = []
    session = Session(messenger=said.append, printer=said.append, sandbox=Sandbox(["."]))
    shown = session.show(session.evaluate_text(text))
    assert not session.kernel.faults
    return shown, said


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(folder, text):
    before = sorted(folder.rglob("*"))
    _, said = answer(text)
    assert any("::sandbox: " in line for line in said), said
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_allowed(folder, text):
    assert answer(text) == (ALLOWED[text], [])


def test_a_library_on_its_own_is_caught(folder):
    with Sandbox(["."]).closed(), pytest.raises(PermissionError):
        Path("x").write_text("y")
    Path("x").write_text("y")  # outside of an evaluation nothing is refused


def test_a_library_may_keep_its_tables(folder, monkeypatch):
    """A first picture: matplotlib makes a folder of its own in the user's cache."""
    cache = folder / "cache"
    done = subprocess.run(
        [sys.executable, "-m", "wlmini", "-sandbox", "-code", "ImageDimensions[Rasterize[Graphics[Disk[]]]]"],
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(cache)},
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("{360, 360}\n", "")
    assert (cache / "matplotlib").is_dir()


def test_nets_compute_in_it(folder):
    """What looks for BLAS reads which libraries the process has loaded."""
    net = 'NetInitialize[LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {3}, "Input" -> 1]][{4}]'
    command = [sys.executable, "-m", "wlmini", "-sandbox", "-code", net]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert (done.stdout, done.stderr) == ("{11.}\n", "")


def test_the_command_has_it(folder, capsys):
    assert main(["-sandbox", "-code", 'Export["x.txt", 1]']) == 0
    assert "Export::sandbox" in capsys.readouterr().err


def reaches(function: ast.FunctionDef) -> set[str]:
    """The calls in a function that reach out."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    named = {call.id for call in calls if isinstance(call, ast.Name) and call.id == "open"}
    return named | {call.attr for call in calls if isinstance(call, ast.Attribute) and reaches_by(call)}


def reaches_by(call: ast.Attribute) -> bool:
    owner = call.value.id if isinstance(call.value, ast.Name) else ""
    if owner == "subprocess" or (owner == "os" and call.attr.startswith(("exec", "spawn", "kill"))):
        return True
    return call.attr in REACHING and (call.attr not in ("replace", "remove") or owner in MODULES)


def asks(function: ast.FunctionDef) -> bool:
    """Whether a function asks for permission, or takes a path from one that did."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Name) and call.id in ASKING for call in calls)


def unasked() -> list[str]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").as_posix()
        if name in OWN or name.startswith("frontends/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (calls := reaches(node)) and not asks(node):
                found.append(f"{name}: {node.name} calls {', '.join(sorted(calls))}")
    return [each for each in found if each.partition(" calls")[0] not in ASKED]


def test_whoever_reaches_out_asks_first():
    assert unasked() == []
