"""JSON documents of a file: one, one a line, or one behind the other; also as the forms in which services push them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final
from urllib.parse import parse_qs

from store.book.errors import Refusal
from store.imports.limits import Limits

FORM: Final = re.compile(rb"\s*(?:[A-Za-z]\w{0,40}=[^&\r\n]{0,400}&)*(?:param|RequestData)=")
"""The beginning of a form whose field holds the document (domain 5.1, 5.2)."""

_FIELDS: Final = ("param", "RequestData")
_BLANKS: Final = " \t\r\n\ufeff"
# Numbers stay text: a waybill is not to be rounded, and a thousand digits are not to be counted with.
_DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def documents(raw: BinaryIO, encoding: str, name: str, limits: Limits) -> Iterator[Any]:
    """The documents in order; their numbers are texts.

    Raises:
        Refusal: `file.too_large` (a document beyond `limits.document_mb`), `file.json_damaged` and `file.json_deep`
            with the line where the document begins, `file.encoding`.
    """
    most = limits.document_mb << 20
    lines = io.TextIOWrapper(raw, encoding, newline="")
    try:
        first = lines.readline(most + 1)
        while first and not first.strip(_BLANKS):
            first = lines.readline(most + 1)
        _refuse_huge(first, most, name, limits)
        if _is_whole(first, name):
            yield from _by_lines(first, lines, most, name, limits)
        else:
            yield from _in_a_row(first + lines.read(most + 1), most, name, limits)
    except UnicodeDecodeError as broken:
        line = 1 + broken.object.count(b"\n", 0, broken.start)
        raise Refusal("file.encoding", name=name, line=line, encoding="UTF-8" if "utf" in encoding else "GBK") from None
    finally:
        if not raw.closed:
            lines.detach()


def _is_whole(line: str, name: str) -> bool:
    try:
        _document(line, name, 1)
    except json.JSONDecodeError:
        return False
    return True


def _by_lines(first: str, lines: io.TextIOWrapper, most: int, name: str, limits: Limits) -> Iterator[Any]:
    text, number = first, 1
    while text:
        if text.strip(_BLANKS):
            _refuse_huge(text, most, name, limits)
            try:
                yield _document(text, name, number)
            except json.JSONDecodeError:
                raise Refusal("file.json_damaged", name=name, line=number) from None
        text, number = lines.readline(most + 1), number + 1


def _in_a_row(text: str, most: int, name: str, limits: Limits) -> Iterator[Any]:
    _refuse_huge(text, most, name, limits)
    place = 0
    while True:
        while place < len(text) and text[place] in _BLANKS:
            place += 1
        if place == len(text):
            return
        line = text.count("\n", 0, place) + 1
        try:
            document, place = _DECODER.raw_decode(text, place)
        except RecursionError:
            raise Refusal("file.json_deep", name=name, line=line) from None
        except json.JSONDecodeError as problem:
            raise Refusal("file.json_damaged", name=name, line=problem.lineno) from None
        yield document


def _document(text: str, name: str, line: int) -> Any:
    text = text.strip(_BLANKS)
    if text[:1] not in "{[":
        form = parse_qs(text)
        text = next((form[field][0] for field in _FIELDS if field in form), text)
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise Refusal("file.json_deep", name=name, line=line) from None


def _refuse_huge(text: str, most: int, name: str, limits: Limits) -> None:
    if len(text) > most:
        raise Refusal("file.too_large", name=name, limit_mb=limits.document_mb)
