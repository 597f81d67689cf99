"""Why something may be told to a buyer, or not."""

from __future__ import annotations

from collections.abc import Mapping

from tui.words.catalogue import N_

PROMISE_SENTENCES: Mapping[str, str] = {
    "promise.in_stock": N_("in stock ({at})"),
    "promise.packed": N_("packed already"),
    "promise.before_cut_off": N_("paid before {cut_off}"),
    "promise.after_cut_off": N_("paid after {cut_off}"),
    "promise.trucks_gone": N_("no truck comes any more today"),
    "promise.warehouse_off": N_("the warehouse is off until {day}"),
    "promise.out_of_stock": N_("out of stock ({at}): the next working day"),
    "promise.still_out_of_stock": N_("still out of stock on {day}"),
    "promise.unknown_stock": N_("stock unknown"),
    "promise.presale": N_("presale: by the platform's date, no day of ours before it"),
    "promise.presale_undated": N_("presale, no file says until when: see the item's page"),
    "promise.platform_first": N_("the platform's clock is over before that: have it sent earlier"),
    "promise.not_paid": N_("it is not paid"),
    "promise.shipped": N_("it is shipped: no time to ship runs any more"),
    "promise.closed": N_("it is closed or refunded"),
    "promise.refund_open": N_("a refund is open: settle it first"),
    "promise.hold": N_("it is on hold: ask why before promising"),
    "promise.money_only": N_("it only carries money: nothing is sent"),
    "promise.nothing_asked": N_("Say first what the buyer asks about: an order's number, a code, or the goods."),
    "promise.no_order": N_("These are goods, not an order."),
    "promise.no_such_text": N_("There is no text {number}."),
    "time.unreadable": N_("“{text}” is no time of payment. Write 15:59, yesterday 15:59 or 11-20 15:59."),
    "time.no_clock": N_("At what time {text}? Write the hour too, such as {text} 15:59."),
}
