"""The REPL as a whole: keys in, a conversation out."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from wlmini.expr import symbol
from wlmini.frontends.repl import loop
from wlmini.session import Session


@pytest.fixture
def converse(capsys, tmp_path, monkeypatch):
    """Types lines into a REPL, then Ctrl-D; gives the exit status, what it showed, its complaints."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def type_in(*lines, session=None):
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text("".join(line if line == "\x03" else f"{line}\r" for line in lines) + "\x04")
            status = loop.run(session or Session())
        out, err = capsys.readouterr()
        return status, [line for line in out.removeprefix(loop.BANNER).splitlines() if line], err

    return type_in


@pytest.mark.parametrize(
    "lines, shown",
    [
        (["1+1"], ["Out[1]= 2"]),
        (["1+1", "% + 1", "%%"], ["Out[1]= 2", "Out[2]= 3", "Out[3]= 2"]),
        (["x = 5;", "x"], ["Out[2]= 5"]),
        (["", "  ", "1"], ["Out[1]= 1"]),
        (["f[", "1]"], ["Out[1]= f[1]"]),
        (["1 + 2", "Out[1]", "In[1]"], ["Out[1]= 3", "Out[2]= 3", "Out[3]= 3"]),
        (["Print[1]"], ["1"]),
        (['"text"'], ["Out[1]= text"]),
        (["Abort[]", "1"], ["Out[1]= $Aborted", "Out[2]= 1"]),
        (["12\x03", "3"], ["Out[1]= 3"]),
        (["\x1b\r1\x1b\r2"], ["Out[1]= 1", "Out[2]= 2"]),
    ],
)
def test_conversations(converse, lines, shown):
    assert converse(*lines) == (0, shown, "")


@pytest.mark.parametrize("lines, status", [(["Exit[]"], 0), (["Exit[3]", "1+1"], 3), (["Quit[2]"], 2)])
def test_leaving(converse, lines, status):
    assert converse(*lines) == (status, [], "")


def test_a_syntax_error_points_at_its_place_and_the_session_goes_on(converse):
    status, shown, err = converse("1+)", "2")
    assert (status, shown) == (0, ["Out[1]= 2"])
    source, caret = err.strip("\n").splitlines()[-2:]
    assert source[caret.index("^")] == ")"


@pytest.fixture
def faulty(monkeypatch):
    """A session whose evaluation of the symbol `trouble` raises what it is told to."""

    def make(trouble):
        session = Session()
        evaluate = session.kernel.evaluate

        def evaluate_or_raise(expr):
            if expr is symbol("Global`trouble"):
                raise trouble
            return evaluate(expr)

        monkeypatch.setattr(session.kernel, "evaluate", evaluate_or_raise)
        return session

    return make


def test_ctrl_c_aborts_the_evaluation_and_not_the_session(converse, faulty):
    found = converse("trouble", "1+1", session=faulty(KeyboardInterrupt()))
    assert found == (0, ["Out[1]= $Aborted", "Out[2]= 2"], "")


def test_a_fault_of_ours_is_shown_and_the_session_goes_on(converse, faulty):
    status, shown, err = converse("x = 5;", "trouble", "x", session=faulty(ValueError("of ours")))
    assert (status, shown[-1].endswith("= 5")) == (0, True)
    assert err.startswith("General::interr: ")
    assert "ValueError: of ours" in err
