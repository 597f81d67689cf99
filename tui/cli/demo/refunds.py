"""The refunds of the Tmall shop as its back end lists them, in a workbook (domain 1.5, 2026)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tui.cli.demo.claims import Claim
from tui.cli.demo.life import FINISHED
from tui.cli.demo.spelling import laid_out, moment, write_xlsx, yuan
from tui.cli.demo.world import Sale, World

HEADER: Final = (
    "订单编号,退款编号,支付单号,订单付款时间,商品id,商品编码,退款完结时间,买家实际支付金额,宝贝标题,买家退款金额,"
    "手工退款/系统退款,售后类型,退款的申请时间,超时时间,退款状态,货物状态,退货物流信息,发货物流信息,客服介入状态,卖家真实姓名,"
    "卖家退货地址,卖家邮编,卖家电话,卖家手机,退货物流单号,退货物流公司,买家退款原因,买家退款说明,买家退货时间,责任方,售中或售后,"
    "商家备注,完结时间,部分退款/全部退款,审核操作人,举证超时,是否零秒响应,退款操作人,退款原因标签,业务类型,是否帮他退款,"
    "帮他退款操作账号,备注标签,审核操作人新会员名,退款操作人新会员名,小额收款,淘特订单,百亿补贴超链退款信息,智能退款策略,执行方案"
)


def write_refunds(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """Every refund of the last thirty days."""
    write_xlsx(path, HEADER, (_row(sale, sale.claim) for sale in sales if sale.claim), world.now)


def _row(sale: Sale, claim: Claim) -> list[str]:
    paid, good = sale.due, sale.row.goods[0]
    return laid_out(
        HEADER,
        {
            "订单编号": sale.number,
            "退款编号": claim.number,
            "订单付款时间": moment(sale.row.life.paid_at),
            "商品编码": good.code,
            "退款完结时间": moment(claim.ended),
            "买家实际支付金额": yuan(paid),
            "宝贝标题": good.title,
            "买家退款金额": yuan(paid * claim.part // 100),
            "手工退款/系统退款": "手工退款",
            "售后类型": claim.kind,
            "退款的申请时间": moment(claim.applied),
            "超时时间": moment(claim.due),
            "退款状态": claim.status,
            "货物状态": claim.goods,
            "客服介入状态": claim.stepped_in,
            "退货物流单号": claim.back,
            "退货物流公司": "申通快递" if claim.back else "",
            "买家退款原因": claim.reason,
            "买家退款说明": claim.said,
            "售中或售后": "售后" if sale.row.life.status == FINISHED else "售中",
            "完结时间": moment(claim.ended),
            "部分退款/全部退款": "全部退款" if claim.part == 100 else "部分退款",
            "举证超时": moment(claim.evidence_due),
            "是否零秒响应": "否",
        },
    )
