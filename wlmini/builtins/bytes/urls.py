"""Web addresses as texts: encoding, taking apart, putting together. Nothing is fetched."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote_plus, urlsplit

from wlmini.builtins.strings import wording
from wlmini.expr import Association, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import rule_parts

NONE = S["None"]
MESSAGES = {
    "string": "A string is expected in place of `1`.",
    "comp": "`1` is no component of an address; there are `2`.",
    "query": "A list of rules or an association is expected in place of `1`.",
}


@builtin("URL[address]")
def url(kernel: Any, address: Any) -> Any:
    """stands for a web address, where a string would not be one.

    >>> URLParse[URL["http://example.com/a"], "Domain"]
    example.com
    """
    return None


def need_text(value: Any) -> str:
    if head_of(value) is S.URL and len(value) == 1:
        value = value.parts[0]
    if isinstance(value, str):
        return value
    raise Failure("string", value, value=None)


@builtin("URLEncode[string]", messages=MESSAGES)
def url_encode(kernel: Any, string: Any) -> Any:
    """gives a text with the characters that an address cannot hold written as %xx.

    >>> URLEncode["a b&c"]
    a%20b%26c
    """
    if is_list(string):
        return make_list([url_encode(kernel, each) for each in string.parts])
    return quote(wording(kernel, string), safe="")


@builtin("URLDecode[string]", messages=MESSAGES)
def url_decode(kernel: Any, string: Any) -> Any:
    """gives a text with each %xx replaced by the character it stands for.

    >>> URLDecode["a%20b%26c"]
    a b&c
    """
    if is_list(string):
        return make_list([url_decode(kernel, each) for each in string.parts])
    return unquote_plus(need_text(string))


@builtin("URLQueryEncode[rules]", messages=MESSAGES)
def url_query_encode(kernel: Any, rules: Any) -> Any:
    """gives the text of a query with some parameters.

    >>> URLQueryEncode[{"a" -> 1, "b" -> "x y"}]
    a=1&b=x%20y
    """
    pairs = pairs_in(rules)
    return "&".join(
        [f"{quote(wording(kernel, k), safe='')}={quote(wording(kernel, v), safe='')}" for k, v in pairs]
    )


def pairs_in(rules: Any) -> list[tuple[Any, Any]]:
    if isinstance(rules, Association):
        return list(rules.items())
    found = [rule_parts(each) for each in (rules.parts if is_list(rules) else (rules,))]
    pairs = [(each[0], each[1]) for each in found if each is not None]
    if len(pairs) < len(found):
        raise Failure("query", rules, value=None)
    return pairs


@builtin("URLQueryDecode[string]", messages=MESSAGES)
def url_query_decode(kernel: Any, string: Any) -> Any:
    """gives the parameters of a query as rules.

    >>> URLQueryDecode["a=1&b=x%20y"]
    {a -> 1, b -> x y}
    """
    return query_rules(need_text(string))


def query_rules(text: str) -> Any:
    pairs = [each.partition("=") for each in text.removeprefix("?").split("&") if each]
    return make_list([S.Rule(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs])


COMPONENTS = ("Scheme", "User", "Domain", "Port", "Path", "Query", "Fragment")


@builtin("URLParse[address]", "URLParse[address, component]", messages=MESSAGES)
def url_parse(kernel: Any, address: Any, component: Any = S.All) -> Any:
    """gives the components of an address: scheme, user, domain, port, path, query and fragment.

    >>> URLParse["http://example.com/a?x=1", "Query"]
    {x -> 1}
    """
    found = components(need_text(address))
    if component is S.All:
        return Association.of(found.items())
    names = component.parts if is_list(component) else (component,)
    for name in names:
        if name not in found:
            raise Failure("comp", name, make_list(COMPONENTS), value=None)
    values = [found[name] for name in names]
    return make_list(values) if is_list(component) else values[0]


def components(text: str) -> dict[str, Any]:
    parts = urlsplit(text)
    user = parts.username if parts.password is None else f"{parts.username}:{parts.password}"
    host = parts.netloc.rpartition("@")[2]
    try:
        port = parts.port
    except ValueError:
        port = None
    domain = host if port is None else host.rpartition(":")[0]
    return {
        "Scheme": parts.scheme or NONE,
        "User": user or NONE,
        "Domain": domain or NONE,
        "Port": NONE if port is None else port,
        "Path": make_list([unquote_plus(each) for each in parts.path.split("/")] if parts.path else []),
        "Query": query_rules(parts.query),
        "Fragment": unquote_plus(parts.fragment) if parts.fragment else NONE,
    }


@builtin("URLBuild[path]", "URLBuild[path, query]", "URLBuild[components]", messages=MESSAGES)
def url_build(kernel: Any, path: Any, query: Any = None) -> Any:
    """gives the address of a path, or of a list of its parts, with the parameters of a query.

    >>> URLBuild["http://example.com/a", {"x" -> 1}]
    http://example.com/a?x=1
    >>> URLBuild[{"http://example.com", "a", "b c"}]
    http://example.com/a/b%20c
    """
    if isinstance(path, Association):
        text = built(kernel, path)
    elif is_list(path) and path.parts:
        first, *rest = [need_text(each) for each in path.parts]
        text = "/".join([first.rstrip("/"), *(quote(each.strip("/"), safe="") for each in rest)])
    else:
        text = need_text(path)
    if query is None or is_list(query) and not query.parts:
        return text
    return f"{text}{'&' if '?' in text else '?'}{url_query_encode(kernel, query)}"


def built(kernel: Any, given: Association) -> str:
    """The address of components by name."""
    known: dict[Any, Any] = {name: given.get(name, NONE) for name in COMPONENTS}
    text = "" if known["Scheme"] is NONE else f"{known['Scheme']}://"
    text += "" if known["User"] is NONE else f"{known['User']}@"
    text += "" if known["Domain"] is NONE else str(known["Domain"])
    text += "" if known["Port"] is NONE else f":{known['Port']}"
    path = known["Path"]
    parts = [quote(wording(kernel, each), safe="") for each in path.parts] if is_list(path) else []
    text += "/".join(parts) if is_list(path) else "" if path is NONE else str(path)
    if known["Query"] is not NONE and len(known["Query"]):
        text += "?" + url_query_encode(kernel, known["Query"])
    return text if known["Fragment"] is NONE else f"{text}#{quote(str(known['Fragment']), safe='')}"
