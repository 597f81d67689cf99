"""Answers and push messages of courier-query services as rows: a scan each, or what went wrong (domain 5.1, 5.2).

The services spell the same things differently and wrap them differently; what is an answer is found by its keys,
wherever it lies in a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from store.book.errors import Refusal

_COLUMNS: Final = ("nu", "com", "state", "word", "time", "text", "place", "failed")
_NUMBER: Final = ("nu", "logisticcode", "outwaybillno", "waybillno", "mailno", "num")
_COURIER: Final = ("com", "shippercode", "carriername", "carriercode", "company")
_SCANS: Final = ("data", "traces")
_TIME: Final = ("ftime", "accepttime", "time")
_TEXT: Final = ("context", "acceptstation", "desc")
_PLACE: Final = ("areaname", "location")
_CODE: Final = ("statuscode", "action", "stateex")
_WORD: Final = ("status", "actiondesc", "statedesc")
_SAID: Final = ("message", "reason", "msg")
_ONLY_KUAIDI100: Final = frozenset({"nu", "ischeck", "returncode", "lastresult", "condition"})
_DEEPEST: Final = 6

Answer = Mapping[str, Any]
"""A part of a document, its keys in lower case."""


@dataclass(frozen=True, slots=True)
class _Found:
    provider: str
    rows: list[list[str]]


def tracking_rows(documents: Iterator[Any]) -> Iterator[list[str]]:
    """A header that names the service of the first answer, then a row for each scan and each failure.

    Raises:
        Refusal: `import.unknown_json` with the `keys` of the first document when it is no such answer.
    """
    first = next(documents, None)
    found = list(_answers(first, 0))
    if not found:
        raise Refusal("import.unknown_json", keys=list(_lower(first))[:20] if isinstance(first, dict) else [])
    yield [f"{found[0].provider}.{column}" for column in _COLUMNS]
    for answer in chain(found, _rest(documents)):
        yield from answer.rows


def _rest(documents: Iterator[Any]) -> Iterator[_Found]:
    for document in documents:
        found = list(_answers(document, 0))
        yield from found or [_Found("", [_row(failed="no_tracking_answer:")])]


def _lower(part: Mapping[str, Any]) -> Answer:
    return {str(key).lower(): value for key, value in part.items()}


def _answers(part: Any, depth: int) -> Iterator[_Found]:
    """The answers in a part of a document, in order."""
    if depth > _DEEPEST:
        return
    if isinstance(part, list):
        for each in part:
            yield from _answers(each, depth + 1)
    elif isinstance(part, dict):
        answer = _lower(part)
        if _pick(answer, _NUMBER):
            yield _Found(_provider(answer), _rows(answer))
            return
        inside = [found for value in part.values() for found in _answers(_told(value, answer), depth + 1)]
        if not inside and _has_failed(answer):
            inside = [_Found(_provider(answer), [_row(failed=f"answer_failed:{_pick(answer, _SAID)}")])]
        yield from inside


def _told(value: Any, outside: Answer) -> Any:
    """A part with the words that stand around it, where it has none of its own: why a push was the last one."""
    said = _pick(outside, _SAID)
    return {"message": said, **value} if said and isinstance(value, dict) else value


def _provider(answer: Answer) -> str:
    return "kdniao" if _ONLY_KUAIDI100.isdisjoint(answer) else "kuaidi100"


def _rows(answer: Answer) -> list[list[str]]:
    number, courier, provider = _pick(answer, _NUMBER), _pick(answer, _COURIER), _provider(answer)
    scans = [_lower(scan) for scan in _listed(answer) if isinstance(scan, dict)]
    if _has_failed(answer) or not scans:
        kind = "answer_failed" if _has_failed(answer) else "no_scans"
        return [_row(nu=number, com=courier, failed=f"{kind}:{_pick(answer, _SAID)}")]
    latest = max(range(len(scans)), key=lambda place: _pick(scans[place], _TIME))
    # State of the whole answer: it is that of its latest scan, whichever end of the list that is.
    whole = _pick(answer, ("stateex", "action")) or _pick(answer, ("state",))
    return [
        _row(
            nu=number,
            com=courier,
            state=_coded(provider, _code(scan) or (whole if place == latest and not _word(scan) else "")),
            word=_word(scan),
            time=_pick(scan, _TIME),
            text=_pick(scan, _TEXT),
            place=_pick(scan, _PLACE),
        )
        for place, scan in enumerate(scans)
    ]


def _listed(answer: Answer) -> list[Any]:
    return next((answer[key] for key in _SCANS if isinstance(answer.get(key), list)), [])


def _code(scan: Answer) -> str:
    return _pick(scan, _CODE) or _pick(scan, ("state",))


def _word(scan: Answer) -> str:
    word = _pick(scan, _WORD)
    return "" if word.isdigit() else word


def _coded(provider: str, code: str) -> str:
    return f"{provider}:{code}" if code else ""


def _has_failed(answer: Answer) -> bool:
    """Whether the service says that it does not know (domain 5.1: status not 200; 5.2: Success false)."""
    no = [answer.get(key) for key in ("success", "succeed", "result")]
    if any(said is False or str(said).lower() == "false" for said in no):
        return True
    if "returncode" in answer and _listed(answer) == []:
        return True
    status = _pick(answer, ("status",))
    return status not in ("", "200", "1", "ok") and not _listed(answer)


def _pick(part: Answer, keys: tuple[str, ...]) -> str:
    """The first of the keys that says something."""
    for key in keys:
        value = part.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _row(**cells: str) -> list[str]:
    return [cells.get(column, "") for column in _COLUMNS]
