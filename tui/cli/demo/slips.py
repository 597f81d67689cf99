"""What the house's ERP knows of printing: delivery slips, and the waves that they are printed in (domain 1.6, 4.1)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from tui.cli.demo.house import HALF_DONE, TO_COME, House
from tui.cli.demo.life import DAY
from tui.cli.demo.shops import TMALL
from tui.cli.demo.spelling import laid_out, moment, wrapped, write_csv, yes, yuan
from tui.cli.demo.world import Sale, World

WAREHOUSE: Final = "杭州一号仓"
SLIPS: Final = (
    "订单号,交易号,订单标签,通知配货时间,计划发货时间,仓库,店铺名称,配送方式,物流单号,收货人,收货地址,已付金额,仓库留言,客户留言,"
    "商家留言,订单备注,订单打印,快递单打印,已生成波次,重量(Kg),商品数量"
)
WAVES: Final = (
    "验收,取消,已打印波次单,已打印快递单,已打印发货单,波次号,业务日期,仓库,配送方式,"
    "订单数量,商品数量,商品取消数量,商品有效数量"
)


def write_slips(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """Delivery slips, below a title; the list of the first shop ends with a line of totals."""
    rows = [_slip(sale, sale.house) for sale in sales if sale.house]
    if sales[0].shop is TMALL:
        rows.append(laid_out(SLIPS, {"订单号": "合计", "商品数量": str(len(rows))}))
    write_csv(path, SLIPS, rows, title=f"发货单列表 导出时间 {moment(world.now)}")


def _slip(sale: Sale, house: House) -> list[str]:
    row, to = sale.row, sale.buyer
    waybill, courier = sale.label
    wave = house.wave if sale.shop is TMALL else yes(bool(house.wave))
    cells = {
        "订单号": house.erp_no,
        "交易号": wrapped(sale.number),
        "订单标签": "退款" if sale.claim else "",
        "通知配货时间": moment(house.released),
        "计划发货时间": moment(row.life.paid_at + 2 * DAY),
        "仓库": WAREHOUSE,
        "店铺名称": sale.shop.name,
        "配送方式": courier,
        "物流单号": f"{waybill}\t" if waybill else "",
        "收货人": f"{to.receiver[0]}**",
        "收货地址": to.address.partition("(")[0],
        "已付金额": yuan(sale.due),
        "客户留言": row.message,
        "商家留言": row.memo,
        "订单打印": yes(house.slip),
        "快递单打印": yes(house.waybill),
        "已生成波次": wave or "否",
        "商品数量": str(row.pieces),
    }
    return laid_out(SLIPS, cells)


def write_waves(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """The waves of the slips. `2` is all of the wave's orders (domain 4.1)."""
    orders = Counter(sale.house.wave for sale in sales if sale.house and sale.house.wave)
    write_csv(path, WAVES, (_wave(wave, orders[wave]) for wave in sorted(orders)))


def _wave(wave: str, orders: int) -> list[str]:
    number = int(wave.rpartition("-")[2])
    slip = "0" if number == TO_COME else "2"
    cells = {
        "验收": yes(number < HALF_DONE),
        "取消": "否",
        "已打印波次单": slip,
        "已打印快递单": "0" if number >= HALF_DONE else "2",
        "已打印发货单": slip,
        "波次号": wave,
        "业务日期": f"20{wave[1:3]}-{wave[3:5]}-{wave[5:7]}",
        "仓库": WAREHOUSE,
        "订单数量": str(orders),
        "商品取消数量": "0",
    }
    return laid_out(WAVES, cells)
