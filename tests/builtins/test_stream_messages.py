"""Wrong calls of functions of streams and formats: each says what is wrong by a message of its own."""

import pytest

from wlmini.session import Session


@pytest.mark.parametrize(
    "code, message",
    [
        ('SetStreamPosition[StringToStream["abc"], 10]', "SetStreamPosition::place"),
        ('SetStreamPosition["stdin", 0]', "SetStreamPosition::seek"),
        ('Skip[StringToStream["a"], Word, -1]', "Skip::readt"),
        ('FindList[StringToStream["a"], "a", -1]', "FindList::readt"),
        ('OpenRead["none", Method -> "Pigeon"]', "OpenRead::method"),
        ("OpenWrite[PageWidth -> 0]", "OpenWrite::width"),
        ("ExportString[1]", "ExportString::noformat"),
        ("ExportString[1, 5]", "ExportString::format"),
        ('ImportString["a", "CSV", "x"]', "ImportString::nonopt"),
        ("ImportByteArray[1]", "ImportByteArray::bytes"),
        ("Import[5]", "Import::file"),
        ('NumericArray[{1.5}, "Integer8", "Magic"]', "NumericArray::method"),
        ('TestReport[{}, HandlerFunctionsKeys -> {"No"}]', "TestReport::keys"),
        ("Trace[1 + 1, TraceForward -> 5]", "Trace::reach"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(code: str, message: str) -> None:
    heard: list[str] = []
    Session(messenger=heard.append).evaluate_text(code)
    assert [text.split(": ")[0] for text in heard] == [message]
