"""Decisions about refunds: which there are, which are over."""

from __future__ import annotations

from enum import StrEnum


class RefundStatus(StrEnum):
    """Where a refund stands, all spellings of all platforms brought to this small set (domain 2.6)."""

    WAITING_SELLER = "waiting_seller"
    WAITING_BUYER_RETURN = "waiting_buyer_return"
    WAITING_SELLER_RECEIVE = "waiting_seller_receive"
    WAITING_SELLER_SEND = "waiting_seller_send"
    """An exchange: the goods are back, the others are to be sent."""
    REFUSED = "refused"
    """Refused by us and not over: the buyer may change it or call the platform in."""
    CLOSED = "closed"
    SUCCEEDED = "succeeded"


ENDED = (RefundStatus.CLOSED, RefundStatus.SUCCEEDED)
"""Nothing is to be done any more; every other status has a step that runs out."""


OURS_TO_AGREE = (RefundStatus.WAITING_SELLER, RefundStatus.WAITING_SELLER_RECEIVE)
"""The money waits for our word: that we agree, or that the goods are back."""

NOT_STEPPED_IN = ("未介入", "无需介入", "不需要介入", "不需介入", "未申请介入", "否", "无", "0", "1")
"""Words and codes of the platform that say that it is not in a refund (domain 1.5; 2.6, cs_status 1)."""


class RefundKind(StrEnum):
    """What the buyer asks for (domain 2.6, dispute_type)."""

    REFUND_ONLY = "refund_only"
    RETURN_REFUND = "return_refund"
    EXCHANGE = "exchange"
    REPAIR = "repair"
    RESHIP = "reship"
    OTHER = "other"


class RefundPhase(StrEnum):
    """Before or after the trade has ended (售中 / 售后)."""

    ONSALE = "onsale"
    AFTERSALES = "aftersales"


class GoodsState(StrEnum):
    """Where the goods are, as the refund says."""

    NOT_SHIPPED = "not_shipped"
    NOT_RECEIVED = "not_received"
    RECEIVED = "received"
    RETURNED = "returned"
