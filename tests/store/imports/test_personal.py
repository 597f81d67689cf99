"""A row that was not understood shows nobody's name, phone or account."""

from __future__ import annotations

import pytest

from store.imports.personal import masked


@pytest.mark.parametrize(
    ("header", "cell", "shown"),
    [
        ("买家会员名", "糖糖的小店", "糖糖**"),
        ("收货人姓名", "王小明", "王**"),
        ("联系手机", "'13812345678", "138****5678"),
        ("收货地址", "中山路 1 号", "****"),
        ("买家支付宝账号", "13812345678", "138****5678"),
        ("买家支付宝账号", "tang@example.cn", "****"),
        ("订单编号", "2160000000000000001", "2160000000000000001"),
        ("宝贝标题", "保温杯 500ml", "保温杯 500ml"),
    ],
)
def test_a_cell_about_a_person_is_masked(header: str, cell: str, shown: str) -> None:
    assert masked((header,), (cell,)) == (shown,)


def test_cells_behind_the_header_are_masked_too() -> None:
    assert masked(("订单编号",), ("1", "打 13812345678")) == ("1", "打 138****5678")
