"""The command `wlmini` from outside: what it prints, where, and its exit status."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wlmini.nets.native.library import describe
from wlmini.version import __version__

ROOT = Path(__file__).parents[2]


def start(*words):
    """The command as a process of its own, its streams as pipes of text."""
    return subprocess.Popen(
        [sys.executable, "-m", "wlmini", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def run(*words, stdin=""):
    """(exit status, standard output, standard error) of the command."""
    with start(*words) as process:
        out, err = process.communicate(stdin, timeout=120)
    return process.returncode, out, err


@pytest.fixture
def script(tmp_path, monkeypatch):
    """Writes a script into the current folder and gives its name."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="script.wl"):
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return name

    return write


@pytest.mark.parametrize(
    "words, printed",
    [
        (["-code", "1+1"], "2\n"),
        (["-c", "1+1", "-c", "2+2"], "2\n4\n"),
        (["-code", "x = 3", "-code", "x^2"], "3\n9\n"),
        (["-code", "1+1;"], ""),
        (["-code", "Null"], ""),
        (["-code", ""], ""),
        (["-code", "a = 5;\na + 1\na + 2"], "7\n"),
        (["-print", "all", "-code", "a = 5;\na + 1\na + 2"], "6\n7\n"),
        (["-code", '{"a", x}'], "{a, x}\n"),
        (["-format", "InputForm", "-code", '{"a", x}'], '{"a", x}\n'),
        (["-format", "FullForm", "-code", "{1, x}"], "List[1, x]\n"),
        (["-code", 'Print["said"]; 1'], "said\n1\n"),
        (["-version"], f"wlmini {__version__}, {describe()}\n"),
    ],
)
def test_code(words, printed):
    assert run(*words) == (0, printed, "")


@pytest.mark.parametrize(
    "words, stdin, printed",
    [
        (["-function", "StringReverse", "-args", "hello"], "", "olleh\n"),
        (["-fun", "Plus", "-signature", "Integer", "Integer", "-args", "3", "-4"], "", "-1\n"),
        (["-fun", "f", "-args", "3", "-format", "InputForm"], "", 'f["3"]\n'),
        (["-linewise", "-code", "ToUpperCase[$ScriptInputString]"], "ab\n\ncd", "AB\n\nCD\n"),
        (["-linewise", "-fun", "Prime", "-s", "Integer"], "3\n5\n", "5\n11\n"),
        (["-code", "x = 1", "-code", "$ScriptCommandLine", "-args", "q"], "", "1\n{-code, q}\n"),
    ],
)
def test_functions_and_lines(words, stdin, printed):
    assert run(*words, stdin=stdin) == (0, printed, "")


@pytest.mark.parametrize(
    "code, stdin, printed",
    [
        ("{ReadLine[$Input], ReadLine[$Input], ReadLine[$Input]}", "one\n\nx", "{one, , x}\n"),
        ("ReadLine[$Input]", "", "EndOfFile\n"),
        ("ReadList[$Input, Number]", "1 2\n\n3\n", "{1, 2, 3}\n"),
        ("{Read[$Input, Number], Read[$Input, Word], ReadLine[$Input]}", "1\nab c\n", "{1, ab, c}\n"),
        ('ReadList["!cat", "String"]', "one\ntwo\n", "{one, two}\n"),
        ('n = Read[$Input, Number]; ReadLine[$Input]; {n, InputString[""]}', "7\nBob\n", "{7, Bob}\n"),
        ("Read[$Input]", "{1,\n2}\n", "{1, 2}\n"),
        ("FreeQ[Streams[], InputStream]", "", "True\n"),
    ],
)
def test_standard_input(code, stdin, printed):
    assert run("-code", code, stdin=stdin) == (0, printed, "")


def test_json():
    status, out, err = run("-format", "JSON", "-code", '{1, 2.5, "a", True, <|"b" -> Null|>}')
    assert (status, "".join(out.split()), err) == (0, '[1,2.5,"a",true,{"b":null}]', "")


PROGRAM = 'a = 2;\nPrint["a is ", a]\na + 1\na^2\n'


@pytest.mark.parametrize(
    "options, printed",
    [
        ([], "a is 2\n"),
        (["-file"], "a is 2\n"),
        (["-print", "-f"], "a is 2\n4\n"),
        (["-print", "all"], "a is 2\n3\n4\n"),
        (["-print", "all", "-format", "InputForm"], "a is 2\n3\n4\n"),
    ],
)
def test_a_script_prints_values_only_where_asked(script, options, printed):
    assert run(*options, script(PROGRAM)) == (0, printed, "")


def test_standard_input_is_a_script(script):
    assert run(stdin=PROGRAM) == (0, "a is 2\n", "")
    assert run("-", stdin=PROGRAM) == (0, "a is 2\n", "")
    assert run("-print", stdin=PROGRAM) == (0, "a is 2\n4\n", "")
    assert run(stdin="") == (0, "", "")


@pytest.mark.parametrize(
    "code, given, printed",
    [
        ("{ReadLine[$Input], ReadLine[$Input], ReadLine[$Input]}", "a b\n\n", "{a b, , EndOfFile}\n"),
        ('ReadList["stdin", Number]', "1 2\n3\n", "{1, 2, 3}\n"),
        ('ReadList[InputStream["stdin", 0], Word]', "to be\nor\n\n", "{to, be, or}\n"),
        ("{Read[$Input], Read[$Input], Read[$Input]}", "1 + 1\n{2,\n3}\n", "{2, {2, 3}, EndOfFile}\n"),
        (
            '{Read[$Input, Number], InputString[""], ReadString[$Input]}',
            "5 six\nx\ny\n",
            "{5,  six, x\ny\n}\n",
        ),
        (
            '{InputString["name: "], Input["n? "], InputString[]}',
            "Ada\n6*7\n",
            "name: n? ? {Ada, 42, EndOfFile}\n",
        ),
        ('Find["stdin", "b"]', "a\nabc\n", "abc\n"),
        ('ReadList["stdin", Record, RecordSeparators -> {";"}]', "a\nb;c", "{a\nb, c}\n"),
    ],
)
def test_standard_input_is_a_stream(code, given, printed):
    assert run("-code", code, stdin=given) == (0, printed, "")


def test_a_script_knows_its_arguments(script):
    name = script("Print[InputForm[$ScriptCommandLine]]")
    assert run(name, "x", "-y", "a b") == (0, '{"script.wl", "x", "-y", "a b"}\n', "")


def test_a_script_knows_its_file_and_the_whole_command_line(script, tmp_path):
    name = script("Print[$InputFileName]; Print[InputForm[$CommandLine]]")
    assert run("-f", name, "x") == (0, f'{tmp_path / name}\n{{"wlmini", "-f", "script.wl", "x"}}\n', "")


def test_an_executable_script_runs(script):
    name = script('#!/usr/bin/env wlmini\nPrint["line one was not ours"]')
    assert run(name) == (0, "line one was not ours\n", "")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_scripts_of_every_system_read_alike(script, line_end, mark):
    name = script(mark + PROGRAM.replace("\n", line_end).encode())
    assert run("-print", "all", name) == (0, "a is 2\n3\n4\n", "")


@pytest.mark.parametrize(
    "code, status",
    [
        ("Exit[]", 0),
        ("Exit[3]", 3),
        ("Print[1]; Exit[7]; Print[2]", 7),
        ("Exit[256]", 0),
        ("f[] := Exit[4]; f[]", 4),
    ],
)
def test_exit_status(script, code, status):
    assert run("-code", code)[0] == status
    found, out, err = run(script(f"{code}\nPrint[3]"))
    assert (found, out, err) == (status, "1\n" * ("Print[1]" in code), "")


def test_a_syntax_error_names_its_place_and_points_at_it(script):
    name = script('#!/usr/bin/env wlmini\nPrint["before"]\nx = f[1, )]\nPrint["after"]\n')
    status, out, err = run(name)
    assert (status, out) == (1, "before\n")
    first, *_ = err.splitlines()
    assert first.startswith("script.wl:3:10:")
    source, caret = err.splitlines()[-2:]
    assert source.endswith("x = f[1, )]")
    assert source[caret.index("^")] == ")"


def test_messages_go_to_standard_error(script):
    status, out, err = run(script("Print[1/0]"))
    assert status == 0
    assert out == "ComplexInfinity\n"
    assert err.startswith("Power::infy:")


@pytest.mark.parametrize(
    "words, status, complaint",
    [
        (["missing.wl"], 1, "cannot read missing.wl: No such file or directory"),
        (["."], 1, "cannot read .: Is a directory"),
        (["bytes.wl"], 1, "cannot read bytes.wl: byte 3 is not UTF-8 text"),
        (["-nonsense"], 2, "there is no option -nonsense"),
        (["-code"], 2, "-code needs a value"),
        (["-format", "TeX"], 2, "-format knows no TeX"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(script, words, status, complaint):
    script(b"1+\xff", "bytes.wl")
    found, out, err = run(*words)
    assert (found, out) == (status, "")
    assert err.startswith(f"wlmini: {complaint}")
    assert err.count("\n") == 1


def test_a_reader_that_leaves_early_is_no_error(script):
    with start(script("Do[Print[i], {i, 100000}]")) as process:
        assert process.stdout.readline() == "1\n"
        process.stdout.close()
        assert process.wait(timeout=120) == 141
        assert process.stderr.read() == ""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
def test_ctrl_c_ends_a_script(script):
    with start(script('Print["running"]\nWhile[True]\nPrint["never"]')) as process:
        assert process.stdout.readline() == "running\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("streams", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(streams):
    command = f'exec "$0" -m wlmini -code "Print[1]; Exit[7]" {streams}'
    done = subprocess.run(["sh", "-c", command, sys.executable], cwd=ROOT, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (7, b"")


def test_a_closed_standard_input_is_an_empty_script():
    command = 'exec "$0" -m wlmini <&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], cwd=ROOT, capture_output=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_characters_a_terminal_lacks_are_shown_by_code(script, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert run("-code", "FromCharacterCode[955]") == (0, "\\u03bb\n", "")


def test_start_up_loads_neither_the_prompt_nor_the_nets():
    code = (
        "import sys; from wlmini.frontends.command import main; main(['-code', '1+1']);"
        "unwanted = {'prompt_toolkit', 'numpy', 'torch', 'wlmini.nets.ir', 'wlmini.frontends.repl'};"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout == "2\n[]\n"


@pytest.mark.parametrize("end, status", [("return 5", 5), ("1/0", 1)])
def test_what_waits_for_the_end_of_the_process_is_done(tmp_path, end, status):
    file = tmp_path / "left"
    code = f"""if True:
        import atexit
        from wlmini.frontends import command
        def main():
            atexit.register(lambda: open({str(file)!r}, "w").write("done"))
            print("said", end="")
            {end}
        command.main = main
        command.process()
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (status, "said")
    assert file.read_text() == "done"
    assert ("ZeroDivisionError" in done.stderr) == (status == 1)
