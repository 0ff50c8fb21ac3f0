"""The encodings of text in bytes, by the names that the language has for them."""

from __future__ import annotations

CODECS = {
    "UTF8": "utf-8", "UTF-8": "utf-8", "ASCII": "ascii", "ISOLatin1": "latin-1", "ISO8859-1": "latin-1",
    "Unicode": "utf-16-le", "UTF16": "utf-16-le", "UTF-16": "utf-16", "UTF32": "utf-32-le",
    "ISO8859-2": "iso8859-2", "ISO8859-3": "iso8859-3", "ISO8859-4": "iso8859-4", "ISO8859-5": "iso8859-5",
    "ISO8859-6": "iso8859-6", "ISO8859-7": "iso8859-7", "ISO8859-8": "iso8859-8", "ISO8859-9": "iso8859-9",
    "ISO8859-15": "iso8859-15", "WindowsANSI": "cp1252", "WindowsGreek": "cp1253",
    "WindowsCyrillic": "cp1251",
    "MacintoshRoman": "mac-roman", "ShiftJIS": "shift-jis", "EUC-JP": "euc-jp", "EUC": "euc-jp",
    "KOI8-R": "koi8-r",
}  # fmt: skip
