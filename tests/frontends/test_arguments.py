"""Command lines and what they ask for."""

import pytest

from wlmini.frontends.arguments import HELP, OPTIONS, Request, UsageError, parse


@pytest.mark.parametrize(
    "line, request_",
    [
        ("", Request()),
        ("a.wl", Request(file="a.wl")),
        ("a.wl x -y -print", Request(file="a.wl", arguments=("x", "-y", "-print"))),
        ("-file a.wl", Request(file="a.wl")),
        ("-f a.wl x -y", Request(file="a.wl", arguments=("x", "-y"))),
        ("-f a.wl -print x", Request(file="a.wl", printing="last", arguments=("x",))),
        ("--file a.wl -- -print", Request(file="a.wl", arguments=("-print",))),
        ("-", Request(file="-")),
        ("- x", Request(file="-", arguments=("x",))),
        ("-- -odd.wl x", Request(file="-odd.wl", arguments=("x",))),
        ("-code 1+1", Request(codes=("1+1",))),
        ("-code -1", Request(codes=("-1",))),
        ("-c 1 --code 2 x", Request(codes=("1", "2"), arguments=("x",))),
        ("-print a.wl", Request(file="a.wl", printing="last")),
        ("-print all a.wl", Request(file="a.wl", printing="all")),
        ("-print All -c 1", Request(codes=("1",), printing="all")),
        ("-format JSON -c 1", Request(codes=("1",), form="JSON")),
        ("-script a.wl x", Request(file="a.wl", arguments=("x",))),
        ("-f a.wl -args x y -print", Request(file="a.wl", printing="last", arguments=("x", "y"))),
        ("-c 1 -a x -- -y", Request(codes=("1",), arguments=("x", "-y"))),
        ("-function F -args 1 -2", Request(function="F", arguments=("1", "-2"))),
        ("-fun F -s Integer -a 1", Request(function="F", signature=("Integer",), arguments=("1",))),
        ("-linewise -c 1", Request(codes=("1",), linewise=True)),
        ("-h", Request(information="help")),
        ("--help", Request(information="help")),
        ("-v", Request(information="version")),
        ("--version", Request(information="version")),
    ],
)
def test_requests(line, request_):
    assert parse(line.split()) == request_


@pytest.mark.parametrize(
    "line, complaint",
    [
        ("-nonsense", "no option -nonsense"),
        ("-9", "no option -9"),
        ("-code", "-code needs a value"),
        ("-f", "-f needs a value"),
        ("-format", "-format needs a value"),
        ("-format TeX", "OutputForm, InputForm, FullForm, JSON"),
        ("-f a.wl -file b.wl", "-file is given twice"),
        ("-f a.wl -c 1", "-file and -code cannot go together"),
        ("-fun F -c 1", "-code and -function cannot go together"),
        ("-fun F -fun G", "-fun is given twice"),
        ("-fun F -s", "-s needs a value"),
        ("-s Integer -c 1", "-signature is for"),
        ("-linewise a.wl", "-linewise needs"),
    ],
)
def test_wrong_command_lines_say_what_is_wrong(line, complaint):
    with pytest.raises(UsageError, match=complaint):
        parse(line.split())


def test_the_help_text_names_every_option():
    assert all(name in HELP for name in OPTIONS)
