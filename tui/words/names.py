"""The floor's words for codes: stages, statuses, roles, files, couriers, money."""

from __future__ import annotations

from tui.words.catalogue import N_, NN_, tr

STAGES = {
    "unknown": N_("unknown"),
    "unprinted": N_("unprinted"),
    "printed": N_("printed"),
    "packed": N_("packed"),
    "clicked": N_("marked shipped"),
    "left": N_("left the house"),
    "signed": N_("signed"),
}

STATUSES = {
    "waiting_payment": N_("unpaid"),
    "paid": N_("to ship"),
    "part_shipped": N_("part shipped"),
    "shipped": N_("in transit"),
    "buyer_signed": N_("buyer signed"),
    "finished": N_("finished"),
    "closed": N_("closed"),
}

REFUND_STEPS = {
    "waiting_seller": N_("waits for us to agree"),
    "waiting_buyer_return": N_("waits for the buyer to return it"),
    "waiting_seller_receive": N_("waits for us to receive it"),
    "waiting_seller_send": N_("waits for us to send the other"),
    "refused": N_("refused by us"),
    "closed": N_("refund closed"),
    "succeeded": N_("refund paid out"),
}

REFUND_TURNS = {
    "waiting_seller": N_("us: agree"),
    "waiting_buyer_return": N_("buyer sends"),
    "waiting_seller_receive": N_("us: receive"),
    "waiting_seller_send": N_("us: exchange"),
    "refused": N_("we refused"),
    "closed": N_("refund over"),
    "succeeded": N_("paid out"),
}
"""The same, for a narrow column."""

REFUND_KINDS = {
    "refund_only": N_("money only"),
    "return_refund": N_("return and money"),
    "exchange": N_("exchange"),
    "repair": N_("repair"),
    "reship": N_("send again"),
    "other": N_("another request"),
}

REFUNDS_OF = {
    "refund_only": N_("money"),
    "return_refund": N_("return"),
    "exchange": N_("exchange"),
    "repair": N_("repair"),
    "reship": N_("resend"),
    "other": N_("another"),
}
"""The same, for a narrow column."""

ROLES = {
    "presale": N_("presale"),
    "aftersales": N_("after-sales"),
    "lead": N_("lead"),
    "print": N_("print operator"),
    "warehouse": N_("warehouse"),
    "finance": N_("finance"),
}

SOURCES = {
    "taobao.orders": N_("order list"),
    "taobao.items": N_("item list"),
    "taobao.refunds": N_("refund list"),
    "jd.orders": N_("JD order list"),
    "pdd.orders": N_("Pinduoduo order list"),
    "erp.slips": N_("ERP delivery slips"),
    "erp.to_ship": N_("ERP to ship"),
    "erp.waves": N_("ERP waves"),
    "erp.late": N_("ERP late orders"),
    "erp.refunds": N_("ERP platform refunds"),
    "erp.returns": N_("ERP returned parcels"),
    "courier.sheet": N_("courier's sheet"),
    "kuaidi100": N_("kuaidi100 answers"),
    "kdniao": N_("KDNiao answers"),
    "stock": N_("stock list"),
}
"""The kinds of files, by the id of their source."""

STANDINGS = {
    "done": N_("in"),
    "merging": N_("merging"),
    "lost": N_("lost"),
    "missing": N_("not in yet"),
    "none": N_("none today"),
}
"""How it is with a file."""

FILE_VIEWS = {
    "today": N_("today"),
    "missing": N_("not in"),
    "refused": N_("with refused rows"),
    "all": N_("all imports"),
}

OCCASIONS = {
    "start": N_("Start of day"),
    "pickup": N_("Before pick-up"),
    "handover": N_("Hand-over"),
    "end": N_("End of day"),
    "weekly": N_("Weekly"),
}

ITEMS = {
    "accounts.main": N_("Messages on the main accounts"),
    "changes.open": N_("Changes of orders still open"),
    "changes.unconfirmed": N_("Changes agreed, not confirmed"),
    "changes.unfinished": N_("Changes begun, not finished"),
    "changes.voids": N_("Orders to void or change"),
    "chats.closed": N_("Chats of the shift closed"),
    "compensation.pay": N_("Compensation to pay out"),
    "files.missing": N_("Files not imported today"),
    "handover.written": N_("Hand-over written and read"),
    "invoices.red": N_("Red-letter invoices to issue"),
    "leftovers.kinds": N_("Leftovers by kind"),
    "leftovers.night": N_("Night-shift leftovers"),
    "leftovers.ownerless": N_("Leftovers nobody owns"),
    "meeting": N_("Weekly meeting held"),
    "messages.other": N_("Messages left on other accounts"),
    "messages.unanswered": N_("Messages not answered yet"),
    "notices.send": N_("Shipped today, buyer not told"),
    "orders.cut_off_unprinted": N_("Paid before cut-off, unprinted"),
    "orders.late": N_("Paid and unshipped, past a clock"),
    "orders.no_tracking": N_("Orders without a tracking number"),
    "orders.today": N_("To ship today"),
    "orders.unpaid": N_("Waiting for payment"),
    "orders.unprinted": N_("Paid and not printed"),
    "orders.unshipped": N_("Orders not shipped yet"),
    "orders.urgent": N_("Urgent orders to ask about"),
    "parcels.flagged": N_("Parcels that need a look"),
    "parcels.no_scan": N_("Shipped yesterday, not scanned"),
    "parcels.stop": N_("Slips and parcels to stop"),
    "parcels.windows": N_("Windows to extend"),
    "questions.hours": N_("Questions by the hour, last week"),
    "refunds.due": N_("Refunds and disputes by time-out"),
    "refunds.not_stopped": N_("Refunded, goods not stopped"),
    "refunds.phone": N_("Disputes to phone"),
    "refunds.review": N_("Refunds waiting for us to agree"),
    "refunds.running_out": N_("Refunds running out"),
    "refunds.unshipped": N_("Refund asked, not shipped: stop"),
    "returns.receive": N_("Returns to receive"),
    "reviews.answer": N_("Reviews to answer"),
    "slips.back": N_("Slips and parcels to bring back"),
    "slips.orders": N_("Slips against orders, last week"),
    "stock.low": N_("Main items low in stock"),
    "stock.untold": N_("Out of stock, buyer not told"),
    "transfers.confirm": N_("Bank transfers to confirm"),
    "trucks": N_("Trucks to come"),
    "units.sold": N_("Units sold last week"),
}
"""The items of the checklists; one that only a book has brings its own words."""

COUNTS = {
    "order": NN_("{n} order", "{n} orders"),
    "refund": NN_("{n} refund", "{n} refunds"),
    "parcel": NN_("{n} parcel", "{n} parcels"),
    "return": NN_("{n} return", "{n} returns"),
    "stock": NN_("{n} item", "{n} items"),
}
"""How many rows a list has."""

DONE = {
    "moved": N_("has moved"),
    "courier_asked": N_("courier asked"),
    "buyer_told": N_("buyer told"),
    "extended": N_("extended"),
    "buyer_phoned": N_("buyer phoned"),
    "owner_reminded": N_("colleague reminded"),
    "agreed": N_("approved"),
    "declined": N_("declined"),
    "evidence_sent": N_("evidence sent"),
    "stopped": N_("goods stopped"),
    "payment_asked": N_("payment asked for"),
    "address_asked": N_("address asked for"),
    "not_wanted": N_("not wanted any more"),
    "warehouse_asked": N_("warehouse asked"),
    "print_asked": N_("print operator asked"),
    "purchasing_asked": N_("purchasing asked"),
    "received": N_("received"),
}
"""What was done about a row."""

RESULTS = {"open": N_("not done yet"), "done": N_("done"), "skipped": N_("skipped")}

PLATFORMS = {"taobao": N_("Taobao"), "tmall": N_("Tmall"), "jd": N_("JD"), "pdd": N_("Pinduoduo")}

COURIERS = {
    "SF": N_("SF Express"),
    "ZTO": N_("ZTO"),
    "YTO": N_("YTO"),
    "STO": N_("STO"),
    "YUNDA": N_("Yunda"),
    "EMS": N_("EMS"),
    "POST": N_("China Post"),
    "POSTB": N_("China Post parcels"),
    "JT": N_("J&T"),
    "JD": N_("JD Logistics"),
    "DBL": N_("Deppon"),
}

VIEWS = {
    "all": N_("all"),
    "late": N_("past a clock"),
    "unshipped": N_("to ship"),
    "unpaid": N_("unpaid"),
    "refunded": N_("refunded"),
    "today": N_("to ship today"),
    "unprinted": N_("not printed"),
    "cut_off_unprinted": N_("before cut-off, unprinted"),
    "shipped_today": N_("shipped today"),
    "short": N_("out of stock"),
    "no_tracking": N_("no tracking number"),
}
"""Those of the orders; from `today` on those that only an item has."""

SORTS = {
    "placed": N_("newest first"),
    "oldest": N_("oldest first"),
    "due": N_("most urgent first"),
    "pay_by": N_("closing soonest first"),
    "ship_by": N_("platform's time first"),
    "shipped": N_("shipped first"),
}

REFUND_VIEWS = {
    "open": N_("all open"),
    "running_out": N_("running out"),
    "review": N_("waits for us"),
    "phone": N_("disputes"),
    "unshipped": N_("not shipped"),
    "stop": N_("bring back"),
    "not_stopped": N_("paid, not stopped"),
}

REFUND_SORTS = {
    "act": N_("to act on first"),
    "step": N_("time-out first"),
    "opened": N_("oldest first"),
    "paid_out": N_("paid out first"),
    "money_gone": N_("money gone first"),
}

GOODS_STATES = {
    "not_shipped": N_("not shipped"),
    "not_received": N_("not received"),
    "received": N_("buyer has them"),
    "returned": N_("sent back"),
}
"""Where the goods are, as a refund says."""

PARCEL_VIEWS = {
    "flagged": N_("flagged"),
    "no_scan": N_("no scan"),
    "window": N_("to extend"),
    "no_pickup": N_("no pick-up"),
    "stuck": N_("no movement"),
    "unsigned": N_("not signed"),
    "coming_back": N_("coming back"),
    "trouble": N_("trouble"),
}
"""Those of the parcels; but for the first two each is a flag, and its short word."""

PARCEL_SORTS = {
    "flagged": N_("longest flagged first"),
    "shipped": N_("shipped first"),
    "window": N_("confirmed first"),
    "move": N_("longest silent first"),
    "sign": N_("longest unsigned first"),
    "back": N_("longest on its way back first"),
    "state": N_("longest in trouble first"),
}

PARCEL_TIMES = {
    "flagged": N_("flagged"),
    "shipped": N_("shipped"),
    "window": N_("left"),
    "move": N_("left"),
    "sign": N_("left"),
    "back": N_("returning"),
    "state": N_("trouble"),
}
"""Above the time that each of these orders of rows goes by."""

PARCEL_STATES = {
    "accepted": N_("awaits courier"),
    "picked_up": N_("picked up"),
    "in_transit": N_("on its way"),
    "arrived": N_("arrived"),
    "out_for_delivery": N_("out for delivery"),
    "at_station": N_("at the station"),
    "signed": N_("signed"),
    "problem": N_("problem"),
    "refused": N_("refused by buyer"),
    "returning": N_("on its way back"),
    "returned": N_("came back"),
    "forwarded": N_("forwarded"),
    "customs": N_("at customs"),
    "lost": N_("lost parcel"),
    "unknown": N_("not understood"),
}

DEADLINES = {
    "pickup": N_("to be picked up"),
    "move": N_("a scan is due"),
    "sign": N_("to be signed"),
    "confirm": N_("confirms itself"),
}
"""What the time that is left for a parcel is for."""

RETURN_VIEWS = {"receive": N_("to receive")}
RETURN_SORTS = {"since": N_("longest waiting first")}
STOCK_VIEWS = {"low": N_("low")}
STOCK_SORTS = {"quantity": N_("fewest first")}

FOUND = {"order": N_("Order"), "parcel": N_("Parcel"), "buyer": N_("Buyer")}

WHY_FOUND = {
    "number": N_("order number"),
    "tracking": N_("tracking number"),
    "phone": N_("phone"),
    "nick": N_("nick"),
    "number_tail": N_("end of order"),
    "tracking_tail": N_("end of parcel"),
    "phone_tail": N_("end of phone"),
    "nick_begin": N_("start of nick"),
    "nick_part": N_("part of nick"),
    "nick_initials": N_("nick's initials"),
    "goods": N_("goods"),
    "goods_initials": N_("goods' initials"),
    "number_begin": N_("start of order"),
    "tracking_begin": N_("start of parcel"),
}
"""Why a search found something."""

SYMBOLS = {"CNY": "", "BRL": "R$ ", "USD": "$ ", "EUR": "€ "}


def name(words: dict[str, str], code: str | None) -> str:
    """The word for `code`; a code nobody has a word for is shown as it is, none as nothing."""
    if not code:
        return ""
    return tr(words[code]) if code in words else code


def code_of(words: dict[str, str], typed: str) -> str:
    """The code whose word somebody typed, in the language spoken now; what is no such word as it is."""
    wanted = typed.strip().casefold()
    return next((code for code, word in words.items() if tr(word).casefold() == wanted), typed)


def called(tag: str, shop: str) -> str:
    """A shop by its tag and its name, once where they are the same: `MM 棉木`, `S1`."""
    return tag if shop in ("", tag) else f"{tag} {shop}"


def money(minor: int | None, currency: str = "CNY") -> str:
    """An amount of minor units, without a sign in the floor's own currency: `1,059.00`."""
    if minor is None:
        return ""
    sign = "-" if minor < 0 else ""
    return f"{sign}{SYMBOLS.get(currency, currency + ' ')}{abs(minor) // 100:,}.{abs(minor) % 100:02d}"
