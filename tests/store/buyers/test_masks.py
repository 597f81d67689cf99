"""Enough to recognise a buyer on the line, too little to look one up."""

from __future__ import annotations

import pytest

from store.buyers.rules import masked_name, masked_nick, masked_phone


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张某", "张*"), ("张三丰", "张**"), ("欧阳小小小", "欧**"), ("王", "王*"), ("张*", "张*"), ("", "")],
)
def test_a_name(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("13800000000-1234", "138****1234"),
        ("138****0000", "138****0000"),
        ("12345", "****"),
        ("", ""),
    ],
)
def test_a_phone(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(
    ("nick", "masked"),
    [("买家一", "买**"), ("tb1234567890", "tb1234**"), ("a", "a**"), ("t**8", "t**8"), ("", "")],
)
def test_a_nick(nick: str, masked: str) -> None:
    assert masked_nick(nick) == masked
