"""The prompt as keys typed into a terminal; here an input is complete where its brackets are."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from wlmini.frontends.repl.history import history_file, open_history
from wlmini.frontends.repl.prompt import Prompt
from wlmini.frontends.repl.validate import needs_more

ENTER, ALT_ENTER, CTRL_C, CTRL_D, LEFT, UP = "\r", "\x1b\r", "\x03", "\x04", "\x1b[D", "\x1b[A"


def open_bracket(text):
    return text.count("[") > text.count("]")


def type_in(keys, history, times=1):
    """What a prompt reads from the keys."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        prompt = Prompt(lambda: 1, open_bracket, history)
        return [prompt.read() for _ in range(times)][-1]


@pytest.mark.parametrize(
    "keys, read",
    [
        (f"1+1{ENTER}", "1+1"),
        (ENTER, ""),
        (f"f[{ENTER}x]{ENTER}", "f[\nx]"),
        (f"  f[{ENTER}x]{ENTER}", "  f[\n  x]"),
        (f"a{ALT_ENTER}b{ENTER}", "a\nb"),
        (f"f[{ENTER}{ENTER}{ENTER}", "f[\n\n"),
        (f"f[]{LEFT}{ENTER}", "f[]"),
        (f"f[{ENTER}]{LEFT}{ENTER}{CTRL_D}x]{ENTER}", "f[\n\nx]"),
        (f"a{CTRL_D}b{ENTER}", "ab"),
    ],
)
def test_what_is_typed_is_read(keys, read, tmp_path):
    assert type_in(keys, tmp_path / "history") == read


def test_ctrl_c_throws_the_input_away(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        type_in(f"1+1{CTRL_C}", tmp_path / "history")


def test_ctrl_d_ends_the_inputs(tmp_path):
    with pytest.raises(EOFError):
        type_in(CTRL_D, tmp_path / "history")


def test_inputs_of_an_earlier_session_come_back(tmp_path):
    history = tmp_path / "deep" / "history"
    type_in(f"f[{ENTER}1]{ENTER}", history)
    assert type_in(f"{UP}{ENTER}", history) == "f[\n1]"


@pytest.mark.parametrize(
    "text, cursor, more",
    [
        ("", 0, False),
        ("  ", 2, False),
        ("1", 1, False),
        ("f[", 2, True),
        ("f[\n", 3, True),
        ("f[\n\n", 4, False),
        ("f[\n  \n ", 7, False),
        ("f[1]", 2, False),
        ("f[\n1]", 3, True),
        ("f[\n1]", 5, False),
    ],
)
def test_needs_more(text, cursor, more):
    assert needs_more(Document(text, cursor), open_bracket) is more


@pytest.mark.parametrize(
    "environment, file",
    [
        ({"XDG_STATE_HOME": "/state"}, "/state/wlmini/history"),
        ({"XDG_STATE_HOME": ""}, "/home/ada/.local/state/wlmini/history"),
        ({"XDG_STATE_HOME": "not/absolute"}, "/home/ada/.local/state/wlmini/history"),
        ({}, "/home/ada/.local/state/wlmini/history"),
    ],
)
def test_history_file(environment, file, monkeypatch):
    monkeypatch.setenv("HOME", "/home/ada")
    assert history_file(environment).as_posix() == file


def test_a_history_that_cannot_be_written_is_kept_for_the_session_only(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert isinstance(open_history(blocked / "wlmini" / "history"), InMemoryHistory)
    assert isinstance(open_history(tmp_path / "wlmini" / "history"), FileHistory)
