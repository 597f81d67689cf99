"""What people did this morning, one step after the other. More are more lines; the first ones fit in any minute."""

from __future__ import annotations

from typing import Final

from store.handling.rules import Done
from store.orders.rules import Stage
from tui.cli.demo.deeds import ALL, agreed, given, looked, marked, noted, skipped, ticked, walked
from tui.cli.demo.scene import Step

FIRST: Final[tuple[Step, ...]] = (
    looked("linmei", 0, Stage.PRINTED, "买家问了两次，已答应今天发"),
    looked("xiaoyu", 1, Stage.UNPRINTED),
    looked("linmei", 2, Stage.PACKED, "中通 16:30 来收，提醒仓库先出这单"),
    looked("lei", 3, Stage.PRINTED),
    noted("tangyu", 4, "颜色缺货，等采购回复\n客户愿意换燕麦色"),
    looked("xiaoyu", 5, Stage.UNPRINTED, "地址待确认，先别打单"),
    looked("ahai", 6, Stage.LEFT, "上午已交给圆通，平台没点发货"),
    noted("qianhui", 7, "差价 20 元已打款，等买家确认"),
    marked("linmei", "refunds.running_out", Done.BUYER_PHONED, 3, note="约好今天寄回，先不要拒"),
    marked("tangyu", "parcels.no_scan", Done.COURIER_ASKED, 5),
    marked("qianhui", "refunds.review", Done.AGREED, 4),
    marked("ahai", "parcels.stop", Done.STOPPED, 2),
)
"""What even the first minute of a day has."""

THEN: Final[tuple[Step, ...]] = (
    walked("zhoulan", 0),
    ticked("linmei", "leftovers.night", 3, note="两单等仓库回话，一单已退运费"),
    marked("xiaoyu", "orders.unpaid", Done.PAYMENT_ASKED, 9),
    agreed("zhoulan", "accounts.main", "xiaoyu", 2, "京东主号的留言由小雨转给对应的客服"),
    ticked("lei", "changes.voids", 2),
    marked("ahai", "parcels.stop", Done.STOPPED, 2, first=2),
    walked("zhoulan", 1),
    ticked("qianhui", "transfers.confirm", 2),
    marked("linmei", "refunds.running_out", Done.AGREED, 4, first=3),
    agreed("zhoulan", "refunds.not_stopped", "ahai", 2, "到月台追件，追不回的马上找快递拦截"),
    walked("zhoulan", 2),
    marked("tangyu", "parcels.no_scan", Done.COURIER_ASKED, 6, first=5, note="中通说今天下午补揽"),
    marked("ahai", "refunds.not_stopped", Done.STOPPED, 2, note="包裹还在月台"),
    marked("lei", "refunds.unshipped", Done.STOPPED, 3),
    ticked("linmei", "messages.other", 12),
    marked("tangyu", "parcels.windows", Done.EXTENDED, 4),
    marked("tangyu", "parcels.windows", Done.BUYER_TOLD, ALL, note="买家说已经收到，会去确认"),
    ticked("tangyu", "parcels.windows"),
    given("zhoulan", "parcels.flagged", "tangyu", 6, 3),
    marked("xiaoyu", "stock.low", Done.PURCHASING_ASKED, 6, note="采购说周三到货"),
    ticked("ahai", "slips.back", 4),
    skipped("linmei", "reviews.answer", "评价后台打不开，下午再回"),
    marked("qianhui", "refunds.review", Done.AGREED, 6, first=4),
    marked("lei", "orders.unprinted", Done.PRINT_ASKED, 7),
    ticked("qianhui", "compensation.pay", 5),
    marked("tangyu", "orders.late", Done.WAREHOUSE_ASKED, 8),
    marked("xiaoyu", "orders.unpaid", Done.ADDRESS_ASKED, 3, first=9),
    marked("ahai", "returns.receive", Done.RECEIVED, 3),
    ticked("xiaoyu", "orders.urgent", 2),
    given("zhoulan", "orders.late", "lei", 5, 2, first=8),
)
"""What there was time for in half an hour."""

STEPS: Final = FIRST + THEN
