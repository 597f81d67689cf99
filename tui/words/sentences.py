"""What the codes of the book say to a person: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from store.book.errors import Reason
from tui.words.catalogue import N_, tr
from tui.words.checklist_sentences import CHECKLIST_SENTENCES
from tui.words.file_sentences import FILE_SENTENCES
from tui.words.mapping_sentences import MAPPING_SENTENCES
from tui.words.promise_sentences import PROMISE_SENTENCES

SENTENCES: Mapping[str, str] = {
    "book.busy": N_("The book is busy. Nothing was changed; try again in a moment."),
    "book.full": N_("The disk is full. Nothing was changed; make room, then try again."),
    "book.gone": N_("The book cannot be reached. Nothing was changed; check the disk or the network."),
    "book.read_only": N_("The book can only be read here. Ask whoever runs this machine for the right to write it."),
    "book.damaged": N_("The book is damaged. Run `floorbook doctor` and fetch the last copy."),
    "book.changed_meanwhile": N_("A colleague was quicker. Nothing was changed; look again."),
    "book.newer": N_("The book {path} was written by a newer Floorbook. Update this one."),
    "book.no_folder": N_("The folder {path} cannot be written. Choose another with --book or FLOORBOOK_DB."),
    "book.cannot_make": N_("The book {path} cannot be made: {why}."),
    "book.is_folder": N_("{path} is a folder. Name a file with --book or FLOORBOOK_DB."),
    "book.not_a_book": N_("{path} is not a book of Floorbook. Nothing was changed; name another with --book."),
    "book.keys_broken": N_("The upgrade of the book failed at {table}. The book is as it was; send the log."),
    "book.no_copy": N_("No copy of the book could be made before the upgrade: {why}. The book is as it was."),
    "book.opening": N_("The book is still being opened."),
    "clock.not_a_time": N_("{variable}={text} is not a time. Write it as 2026-11-21T09:00:00+08:00."),
    "clock.no_zone": N_("{variable}={text} has no time zone. Write it as 2026-11-21T09:00:00+08:00."),
    "conflict": N_("{who} saved this in the meantime."),
    "export.ending": N_("“{name}” is no file for a list: end it in .xlsx or .csv."),
    "export.too_many": N_("A spreadsheet holds {most} rows. End the name in .csv, or narrow the list."),
    "export.no_list": N_("What stands here cannot be written to a file."),
    "export.no_rows": N_("There are no rows here to write to a file."),
    "export.running": N_("A list is being written to a file. Wait for it, or press Esc where it was begun."),
    "export.stopped": N_("Stopped. No file was left."),
    "imports.which_shop": N_("Of which shop is this file? Say it with --shop: {tags}."),
    "imports.another_shop": N_(
        "{name} is of the shop “{said}”, the book has only {tag} {shop}. Nothing was taken in. If they are the same: "
        "--shop {tag}. If not, add it first: floorbook shop add."
    ),
    "imports.not_this_money": N_("{name} is in {said}, the shop {tag} in {kept}. Choose the right shop with --shop."),
    "imports.from_the_future": N_(
        "A file cannot be from the future. Say with --as-of when it was exported, in the shop's zone."
    ),
    "imports.unknown_source": N_(
        "There is no kind of file {name}. There are: {known}; that of a mapping once a file of it was brought in."
    ),
    "imports.running": N_("A file is being brought in; wait for its end."),
    "imports.none_running": N_("Nothing is being brought in."),
    "imports.going_in": N_("It goes into the book already; that takes only a moment."),
    "imports.stopped": N_("Stopped. What was not in yet did not go in."),
    "imports.no_row": N_("There is no file under the cursor."),
    "imports.not_come": N_("This file is not in yet. n brings it in."),
    "imports.export_refused": N_("e writes the refused rows to a file."),
    "imports.none_refused": N_("No row of this file was refused."),
    "imports.taken_over": N_("Another process goes on with this import: {holder}."),
    "handling.no_row": N_("No row is marked, and there is none under the cursor."),
    "handling.too_many": N_("{number} rows are too many for one key press; mark at most {most}."),
    "handling.note_too_long": N_("{length} characters are too many for a remark; {most} fit."),
    "handling.nobody": N_("Nobody with the number {number} works here. Choose somebody from the list."),
    "jobs.lease_lost": N_("Another scheduler took over."),
    "orders.unknown": N_("There is no order {number} in the book."),
    "orders.note_empty": N_("The note is empty. Write something, or press Esc."),
    "orders.note_too_long": N_("{length} characters are too many for a note; {most} fit."),
    "orders.stage_not_seen": N_("The ERP shows unprinted, printed, packed or shipped."),
    "orders.no_row": N_("There is no order under the cursor."),
    "buyers.unknown": N_("There is no such buyer in the book."),
    "buyers.not_said": N_("No file has said who bought this."),
    "buyers.these": N_("These are all orders of this buyer."),
    "returns.no_number": N_("No file has said under which number it comes back."),
    "rows.range_too_long": N_("The range is longer than {most} rows; nothing was marked. * marks all of the view."),
    "rows.one_sort": N_("This view has only one order of rows."),
    "search.empty": N_("Type what you know: a number, a phone's tail, a nick, the goods."),
    "search.short": N_("Type two characters at least."),
    "search.nothing": N_("Nothing in what was pasted is in the book. Press o and type a part of it."),
    "search.no_number": N_("There is nothing with the number {number} in the book."),
    "card.no_contact": N_("No file has said where this order goes."),
    "people.not_a_login": N_("{login} cannot be a login: use letters, digits, dot, dash."),
    "people.unknown": N_("Nobody has the login {login}."),
    "people.typed": N_("Nobody here has the login {login}. If it is right: floorbook people add {login} --name NAME"),
    "shops.unknown": N_("There is no shop {tag}. There are: {tags}."),
    "shops.bad_tag": N_("{tag} cannot be a shop's tag: one or two characters."),
    "shops.tag_taken": N_("The tag {tag} belongs to another shop."),
    "shops.bad_setting": N_("{field} cannot be {value}."),
    "today.no_query": N_(
        "This item is done by hand: there are no rows to open. Space ticks it, with a number if there is one."
    ),
    "undo.nothing": N_("There is nothing of yours to undo in this shift."),
    "undo.changed_since": N_("{who} has changed it since, so it cannot be undone. Change it by hand."),
    "undo.moved_on": N_("An import has changed it since, so it cannot be undone. Change it by hand."),
    "undo.taken": N_("Something else has that name or number by now, so it cannot be undone. Change it by hand."),
    **CHECKLIST_SENTENCES,
    **FILE_SENTENCES,
    **MAPPING_SENTENCES,
    **PROMISE_SENTENCES,
}


def sentence(reason: Reason) -> str:
    """The sentence of a reason; a code without one is shown as it is."""
    known = SENTENCES.get(reason.code)
    if known is None:
        return f"{reason.code} {dict(reason.params) or ''}".strip()
    holes = {name: "?" for _, name, _, _ in Formatter().parse(known) if name}  # a hole is no reason to end the app
    return tr(known, **holes | {name: _plain(value) for name, value in reason.params.items()})


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)


HAPPENINGS: Mapping[str, str] = {
    "order.placed_at": N_("placed"),
    "order.paid_at": N_("paid"),
    "order.shipped_at": N_("shipped on the platform"),
    "order.finished_at": N_("finished"),
    "order.refunded_at": N_("money went back"),
    "order.settled_at": N_("closed"),
    "order.slip_printed": N_("delivery slip printed"),
    "order.waybill_printed": N_("waybill printed"),
    "order.unprinted": N_("not printed yet"),
    "parcel.picked_up": N_("parcel {number} picked up"),
    "parcel.signed": N_("parcel {number} signed"),
    "parcel.returning": N_("parcel {number} on its way back"),
    "refund.opened": N_("refund {number} applied for"),
    "refund.closed": N_("refund {number} closed"),
    "refund.paid_out": N_("refund {number} paid out"),
    "order.handled": N_("done so far: {done}"),
    "order.given": N_("given to {owner}"),
    "orders.note": N_("note written"),
    "orders.stage": N_("seen in the ERP: {stage}"),
    "buyers.reveal": N_("looked at the buyer's contact"),
    "undo": N_("taken back: {what}"),
    "checklists.done": N_("item ticked"),
    "checklists.skipped": N_("item skipped"),
    "handling.done": N_("marked what was done"),
    "handling.assign": N_("given to somebody"),
    "lists.export": N_("list written to a file"),
    "checklists.template": N_("list changed"),
    "checklists.note": N_("note on an item"),
    "walks.agree": N_("agreed on the walk"),
    "walks.take_over": N_("walk taken over"),
    "walks.sign": N_("walk signed"),
    "people.change": N_("name or role changed"),
    "shops.settings": N_("settings of a shop changed"),
    "shops.rename": N_("shop renamed"),
    "imports.refused_out": N_("refused rows written to a file"),
    "imports.reveal": N_("looked at a refused row unmasked"),
}
"""What the history says of a fact of a file, or of the intent of an audit entry."""


def deed(code: str, stage: str = "") -> str:
    """What was done, in the words of the history; without a `stage` without the value that it had."""
    return tr(HAPPENINGS.get(code, code), stage=stage).rstrip(": ：")
