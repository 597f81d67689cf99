"""What the codes of checklists and of the walk with the team say: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from tui.words.catalogue import N_

CHECKLIST_SENTENCES: Mapping[str, str] = {
    "checklists.why": N_("Say why in a few words."),
    "checklists.why_too_long": N_("{length} characters are too many for a reason; {most} fit."),
    "checklists.note": N_("This item is only done with a note. Say in a few words how it went."),
    "checklists.note_too_long": N_("{length} characters are too many for a note; {most} fit."),
    "checklists.number": N_("Say how many there were; 0 is a number too."),
    "checklists.bad_number": N_("{number} cannot be; from 0 to {most}."),
    "checklists.no_list": N_("There is no such list for this role. `floorbook checklist list` shows those there are."),
    "checklists.only_lead": N_("Only the lead changes a list. Ask her, or let her name you with `floorbook people`."),
    "checklists.no_title": N_("Nothing is known of the item {item}. Give it words of its own: title = ..."),
    "checklists.not_toml": N_("This is no TOML: {why}."),
    "checklists.unknown_key": N_("Nothing is called {key} here. There are: {keys}."),
    "checklists.missing_key": N_("The list does not say its {key}."),
    "checklists.bad_value": N_("{key} cannot be {value}."),
    "checklists.bad_due": N_("due cannot be {value}. Write 09:30, in a weekly list mon 18:00."),
    "checklists.bad_code": N_("{value} cannot be an item's code: small letters, digits, dots, at most {most}."),
    "checklists.empty": N_("There is nothing in {key}. A list has at least one item and one role."),
    "checklists.not_one_of": N_("{key} cannot be {value}. There are: {values}."),
    "checklists.twice": N_("{value} stands there twice."),
    "checklists.too_long": N_("{length} characters are too many for {what}; {most} fit."),
    "checklists.too_many": N_("{number} items are too many for a list; {most} fit."),
    "checklists.history": N_("This list is history: its day is over. It can only be looked at."),
    "checklists.not_yet": N_("This list is of a day that has not come."),
    "checklists.no_item": N_("Today's list has no such item."),
    "checklists.settled": N_("Already settled by {who}. u takes your own tick back."),
    "checklists.past": N_("Nothing is done on lists of other days. ] leads back to today."),
    "today.past": N_("Of other days there are results, but no counts to open. ] leads back to today."),
    "today.one_list": N_("This role has only one list."),
    "today.is_today": N_("This is today's list; there is none of tomorrow yet."),
    "walks.end": N_("All of it has been talked about. Esc goes back."),
    "walks.not_yet": N_("What was agreed can be copied at the end of the walk."),
    "walks.another": N_("{who} walks through this list. Take over if you go on with it."),
    "walks.signed": N_("Signed by {who}. What was agreed stands as it is."),
    "walks.name_too_long": N_("{length} characters are too many for a name; {most} fit."),
}
