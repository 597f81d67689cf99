"""What couriers say of parcels: a portal's sheet, answers of one query service, pushes of another (domain 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tui.cli.demo.journey import Scan
from tui.cli.demo.spelling import laid_out, minute, moment, write_xlsx
from tui.cli.demo.world import Sale, World

SHEET: Final = "快递公司,运单号,最新状态,最新时间,最新轨迹,当前网点,寄件日期"
_KUAIDI100: Final = {"圆通速递": "yuantong", "韵达快递": "yunda", "申通快递": "shentong"}
_KDNIAO: Final = {"极兔速递": "JTSD", "圆通速递": "YTO", "韵达快递": "YD", "中通快递": "ZTO", "申通快递": "STO"}
_KDNIAO_CODES: Final = {
    "102": "10",
    "1": "1",
    "0": "2",
    "5": "202",
    "3": "301",
    "501": "211",
    "2": "405",
    "14": "404",
    "6": "407",
}
MOST: Final = 100
"""So many parcels at most are asked about, or pushed."""


def write_sheet(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """The latest of every parcel that is under way; one stands there twice, as between two pages of a portal."""
    rows = [_latest(sale, sale.scans[-1]) for sale in sales if sale.scans]
    write_xlsx(path, SHEET, [*rows, *rows[:1]], world.now)


def _latest(sale: Sale, scan: Scan) -> list[str]:
    cells = {
        "快递公司": sale.label[1],
        "运单号": sale.label[0],
        "最新状态": scan.word,
        "最新时间": minute(scan.at),
        "最新轨迹": scan.text,
        "当前网点": scan.place,
        "寄件日期": minute(sale.row.life.shipped_at),
    }
    return laid_out(SHEET, cells)


def write_kuaidi100(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """Answers, one a line, the newest scan first; the last parcel is not known yet."""
    asked = list(_carried(sales, _KUAIDI100))[:MOST]
    answers = [_answer(sale, sale.scans) for sale in asked]
    answers.append({"result": False, "returnCode": "500", "message": "查询无结果，请隔段时间再查"})
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in answers), "utf-8")


def _carried(sales: tuple[Sale, ...], couriers: dict[str, str]) -> Iterator[Sale]:
    """Parcels of these couriers that are under way."""
    return (sale for sale in sales if sale.scans and sale.label[1] in couriers)


def _answer(sale: Sale, scans: tuple[Scan, ...]) -> dict[str, Any]:
    last = scans[-1]
    return {
        "message": "ok",
        "nu": sale.label[0],
        "ischeck": "1" if last.code == "3" else "0",
        "com": _KUAIDI100[sale.label[1]],
        "status": "200",
        "condition": "F00",
        "state": last.code,
        "data": [_scan(scan) for scan in reversed(scans)],
    }


def _scan(scan: Scan) -> dict[str, str]:
    return {
        "context": scan.text,
        "time": moment(scan.at),
        "ftime": moment(scan.at),
        "status": scan.word,
        "statusCode": scan.code,
        "areaName": scan.place,
    }


def write_kdniao(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """A push, the oldest scan first, but not always; some scans are told twice."""
    told = [_pushed(sale, sale.scans, place) for place, sale in enumerate(_carried(sales, _KDNIAO)) if place < MOST]
    push = {"PushTime": moment(world.now), "EBusinessID": "1500000", "Count": str(len(told)), "Data": told}
    path.write_text(json.dumps(push, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _pushed(sale: Sale, scans: tuple[Scan, ...], place: int) -> dict[str, Any]:
    traces = [_trace(scan) for scan in scans]
    if place % 3 == 1:
        traces = [*traces[1:], traces[0], traces[-1]]
    code = _KDNIAO_CODES[scans[-1].code]
    return {
        "LogisticCode": sale.label[0],
        "ShipperCode": _KDNIAO[sale.label[1]],
        "Success": True,
        "State": "0" if code == "10" else code[:1],
        "StateEx": code,
        "Traces": traces,
    }


def _trace(scan: Scan) -> dict[str, str]:
    return {
        "AcceptStation": scan.text,
        "AcceptTime": moment(scan.at),
        "Action": _KDNIAO_CODES[scan.code],
        "Location": scan.place,
    }
