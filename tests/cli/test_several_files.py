"""A day's files dropped at once."""

from __future__ import annotations

from pathlib import Path

from tests.cli.floorbook import floorbook

ORDERS = """订单编号,买家会员名,总金额,订单状态,订单创建时间,订单付款时间
="2160000000000000001",moss,59.00,等待卖家发货,2026-11-20 10:00:00,2026-11-20 10:01:00
"""
ITEMS = """子订单编号,主订单编号,标题,价格,购买数量,商品属性,商家编码,订单创建时间,订单付款时间
2160000000000000002,2160000000000000001,毛衣,59.00,1,颜色分类:白,SW-1,2026-11-20 10:00:00,2026-11-20 10:01:00
"""


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "today"
    folder.mkdir()
    (folder / "a_items.csv").write_text(ITEMS, encoding="gb18030")
    (folder / "b_orders.csv").write_text(ORDERS, encoding="gb18030")
    return folder


def test_a_folder_goes_in_orders_before_items(tmp_path: Path) -> None:
    done = floorbook("--book", tmp_path / "b.db", "import", _folder(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("b_orders.csv") < done.stdout.index("a_items.csv")


def test_one_file_that_cannot_be_read_does_not_keep_the_others_out(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "c.csv").write_text("", encoding="utf-8")
    done = floorbook("--book", tmp_path / "b.db", "import", folder)
    assert done.returncode == 1
    assert "c.csv is empty" in done.stdout
    assert "b_orders.csv: order list" in done.stdout
