"""Answers and push messages of courier-query services."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from store.imports.limits import Limits
from tests.store.imports.files import DATA, Filled, ms, needs_shared, read, refusal_of

KUAIDI100: dict[str, Any] = {
    "message": "ok",
    "state": "301",
    "status": "200",
    "condition": "F00",
    "ischeck": "1",
    "com": "zhongtong",
    "nu": "75123456789012",
    "data": [
        {"context": "已签收，签收人：本人", "time": "2024-06-02 09:00:00", "ftime": "2024-06-02 09:00:00"},
        {
            "context": "正在派件",
            "time": "2024-06-02 07:00:00",
            "ftime": "2024-06-02 07:00:00",
            "status": "派件",
            "areaName": "杭州",
        },
        {"context": "快件已揽收", "time": "2024-06-01 18:00:00", "ftime": "2024-06-01 18:00:00", "statusCode": "103"},
    ],
}
KDNIAO: dict[str, Any] = {
    "EBusinessID": "1000001",
    "LogisticCode": "YT1234567890123",
    "ShipperCode": "YTO",
    "Success": True,
    "Reason": None,
    "State": "2",
    "StateEx": "211",
    "Traces": [
        {
            "AcceptTime": "2024-06-01 18:00:00",
            "AcceptStation": "已收件 取件人: 某",
            "Action": "1",
            "Location": "杭州市",
        },
        {"AcceptTime": "2024-06-02 08:00:00", "AcceptStation": "快件已到达妈妈驿站"},
    ],
}


def read_json(tmp_path: Path, *documents: Any, indent: int | None = None) -> Filled:
    path = tmp_path / "answers.json"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False, indent=indent) for each in documents), "utf-8")
    return read(path)


def states(filled: Filled) -> list[tuple[str, str]]:
    return [(scan["tracking_no"], scan["state"]) for scan in filled.tables["staged_scans"]]


@pytest.mark.parametrize("indent", [None, 1], ids=["on a line", "pretty"])
def test_an_answer_of_kuaidi100(tmp_path: Path, indent: int | None) -> None:
    filled = read_json(tmp_path, KUAIDI100, indent=indent)
    assert (filled.meta["source"], filled.meta["kind"], filled.refused) == ("kuaidi100", "scans", [])
    assert states(filled) == [("75123456789012", each) for each in ("signed", "out_for_delivery", "picked_up")]
    latest, second, third = filled.tables["staged_scans"]
    assert (latest["line"], latest["at"], latest["courier"], latest["courier_word"]) == (
        1,
        ms("2024-06-02 09:00:00"),
        "ZTO",
        "zhongtong",
    )
    assert (latest["state_code"], latest["state_word"]) == ("kuaidi100:301", None)
    assert (second["state_word"], second["place"]) == ("派件", "杭州")
    assert third["state_code"] == "kuaidi100:103"


def test_an_answer_of_kdniao_has_the_oldest_first(tmp_path: Path) -> None:
    filled = read_json(tmp_path, KDNIAO)
    assert filled.meta["source"] == "kdniao"
    assert states(filled) == [("YT1234567890123", "picked_up"), ("YT1234567890123", "at_station")]
    assert filled.tables["staged_scans"][0]["place"] == "杭州市"


def test_the_state_of_the_whole_is_that_of_the_latest_scan_in_any_order(tmp_path: Path) -> None:
    turned = {**KUAIDI100, "data": KUAIDI100["data"][::-1]}
    assert states(read_json(tmp_path, turned)) == states(read_json(tmp_path, KUAIDI100))[::-1]


def test_several_documents_of_several_services_in_one_file(tmp_path: Path) -> None:
    for indent in (None, 2):
        filled = read_json(tmp_path, KDNIAO, KUAIDI100, KDNIAO, indent=indent)
        assert len(states(filled)) == 7
        assert filled.meta["repeated"] == 2
        assert filled.tables["staged_scans"][2]["state_code"] == "kuaidi100:301"
        assert [scan["line"] for scan in filled.tables["staged_scans"]] == list(range(1, 8))
    assert len(states(read_json(tmp_path, [KDNIAO, KUAIDI100]))) == 5


def test_push_messages(tmp_path: Path) -> None:
    pushed = {"status": "polling", "billstatus": "got", "message": "", "lastResult": KUAIDI100}
    assert len(states(read_json(tmp_path, pushed))) == 3
    many = {"PushTime": "2024-06-02 10:00:00", "EBusinessID": "1", "Count": "2", "Data": [KDNIAO, KDNIAO]}
    assert len(states(read_json(tmp_path, many))) == 4


def test_push_messages_as_forms(tmp_path: Path) -> None:
    path = tmp_path / "pushed.log"
    one = urlencode({"sign": "ABC", "param": json.dumps({"status": "shutdown", "lastResult": KUAIDI100})})
    two = urlencode({"param": json.dumps({"status": "shutdown", "lastResult": KUAIDI100})})
    path.write_text(f"{one}\n{two}\n")
    assert len(states(read(path))) == 6
    path.write_text(urlencode({"RequestData": json.dumps({"Data": [KDNIAO]}), "DataSign": "x", "RequestType": "101"}))
    assert len(states(read(path))) == 2


@pytest.mark.parametrize(
    ("answer", "number", "code", "message"),
    [
        (
            {"result": False, "returnCode": "500", "message": "查询无结果，请隔段时间再查"},
            "",
            "row.answer_failed",
            "查询无结果，请隔段时间再查",
        ),
        (
            {**KUAIDI100, "status": "201", "message": "快递公司参数异常", "data": []},
            "75123456789012",
            "row.answer_failed",
            "快递公司参数异常",
        ),
        ({**KDNIAO, "Success": False, "Reason": "没有权限"}, "YT1234567890123", "row.answer_failed", "没有权限"),
        (
            {**KDNIAO, "Traces": [], "State": "0", "Reason": "暂无轨迹信息"},
            "YT1234567890123",
            "row.no_scans",
            "暂无轨迹信息",
        ),
        (
            {"status": "abort", "message": "3天查询无记录", "lastResult": {"nu": "75123456789012", "data": []}},
            "75123456789012",
            "row.no_scans",
            "3天查询无记录",
        ),
    ],
)
def test_what_the_service_does_not_know_is_a_refused_row_with_its_words(
    tmp_path: Path, answer: dict[str, Any], number: str, code: str, message: str
) -> None:
    filled = read_json(tmp_path, KDNIAO, answer)
    assert len(states(filled)) == 2
    ((line, refused, params, raw),) = filled.refused
    assert (line, refused, params["message"], raw[0]) == (3, code, message, number)
    assert read_json(tmp_path, answer).meta["refused"] == 1


def test_a_later_document_that_is_something_else_is_one_refused_row(tmp_path: Path) -> None:
    filled = read_json(tmp_path, KDNIAO, {"hello": "world"})
    assert [code for _, code, *_ in filled.refused] == ["row.no_tracking_answer"]


def test_a_waybill_that_is_a_number_keeps_its_digits(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(KUAIDI100).replace('"75123456789012"', "751234567890123456789"))
    assert {number for number, _ in states(read(path))} == {"751234567890123456789"}


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("import.unknown_json", b'{"hello": ["world"]}'),
        ("import.unknown_json", b'[{"a": 1}, {"b": 2}]'),
        ("import.unknown_json", b"{}"),
        ("file.json_deep", b'{"a":' * 60_000),
        ("file.json_deep", b"[" * 200_000),
        ("file.json_damaged", b'{"nu": "1", "data": ['),
        ("file.json_damaged", b'{"nu": "1", "data": [{"context": "x"}]}\n{"nu": '),
        ("file.encoding", b'{"nu": "1", "data": [{"context": "\xff\xff"}]}'),
        ("file.nul", b'{"nu": "\x00"}'),
    ],
)
def test_json_that_cannot_be_read(tmp_path: Path, code: str, content: bytes) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    assert refusal_of(path).reason.code == code


def test_json_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    for text in (json.dumps(KUAIDI100 | {"x": "y" * (1 << 20)}), json.dumps([KUAIDI100] * 3_000, indent=1)):
        path.write_text(text)
        no = refusal_of(path, Limits(document_mb=1))
        assert (no.reason.code, no.reason.params["limit_mb"]) == ("file.too_large", 1)


@needs_shared
def test_two_real_answers(tmp_path: Path) -> None:
    zto = read(DATA / "tracking" / "kdniao_like_zto_73190553102532.json", staging=tmp_path / "zto.db")
    document = json.loads((DATA / "tracking" / "kdniao_like_zto_73190553102532.json").read_text("utf-8"))
    traces = document["data"]["traces"]
    assert zto.refused == []
    assert [(scan["at"], scan["text"], scan["place"]) for scan in zto.tables["staged_scans"]] == [
        (ms(trace["acceptTime"]), trace["acceptStation"], trace["location"]) for trace in traces
    ]
    assert [state for _, state in states(zto)] == [
        *("signed", "at_station", "out_for_delivery"),
        *["in_transit"] * 6,
        "picked_up",
    ]
    assert {scan["courier"] for scan in zto.tables["staged_scans"]} == {"ZTO"}
    yto = read(DATA / "tracking" / "kdniao_yto_YT4318407829600.json", staging=tmp_path / "yto.db")
    assert [state for _, state in states(yto)] == [
        "picked_up",
        *["in_transit"] * 6,
        "at_station",
        "at_station",
        "signed",
    ]
    assert {number for number, _ in states(yto)} == {"YT4318407829600"}
