"""Bringing a file in from the screens, for those that show what came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from store.book.errors import Reason, because
from tui.paths import is_there, shown_path, typed_path
from tui.screens.asking_whose import AskingWhose, Batch
from tui.screens.base import FloorScreen
from tui.screens.notice import Notice
from tui.screens.prompt import Prompt
from tui.words.catalogue import tr, trn
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from store.imports.queries import RunView
    from store.imports.several import Outcome
    from store.shops.queries import ShopView

WHOSE = ("imports.which_shop", "imports.another_shop")
"""What only somebody can answer: the shop is asked for."""


class BringIn(FloorScreen):
    """A screen from which files are brought in. It hears how far they are by `see_bringing`."""

    def why_not(self, action: str) -> Reason | None:
        running = self.app.bringing
        if action == "files.bring" and running is not None:
            return because("imports.running")
        if action == "files.stop" and running is None:
            return because("imports.none_running")
        if action == "files.stop" and running is not None and running.merging:
            return because("imports.going_in")
        return super().why_not(action)

    shows_bringing: ClassVar[bool] = False
    """Whether it shows how far the files are."""

    def see_bringing(self) -> None:
        """Another word about how far they are, or they have come to an end."""

    def see_run(self, run_id: int) -> None:
        """A file that was brought in."""

    def do_files_bring(self) -> None:
        """Ask for a file or a folder, until it is one or nobody wants it."""
        last = self.app.refused_file
        self._ask_path(text=shown_path(last) if last is not None and is_there(last) else "")

    def offer(self, path: Path) -> None:
        """A file that was dropped on the terminal: Enter brings it in."""
        reason = self.why_not("files.bring")
        if reason is None:
            self._ask_path(text=shown_path(path))
        else:
            self.say(sentence(reason), bad=True)

    def do_files_stop(self) -> None:
        """What is being read does not go in."""
        if self.app.bringing is not None:
            self.app.bringing.stop()
            self.say(tr("Stopping.."))

    def _ask_path(self, why: str = "", text: str = "") -> None:
        def answered(typed: str | None) -> None:
            if typed is None or not typed.strip():
                return
            path = typed_path(typed)
            if is_there(path):
                self._begin([([path], None)])
            else:
                self._ask_path(sentence(because("file.not_found", name=shown_path(path))), typed)

        body = why or tr("A file or a folder; a pasted path is fine.")
        self.app.push_screen(Prompt(tr("Bring in which file?"), body=body, text=text), answered)

    def _begin(self, batches: Sequence[Batch]) -> None:
        from tui.screens.bringing import Bringing

        if batches:
            Bringing(self.app, batches).begin()
        else:
            self.say(tr("Nothing was taken in."))

    def _ask_whose(self, outcomes: Sequence[Outcome]) -> None:
        """Ask of which shop they are; then bring them in as its."""
        from store.imports.whose import shops_of

        def ask(shops: tuple[ShopView, ...]) -> None:
            asking = AskingWhose(self.app, outcomes, shops, self._begin)
            self.app.when_free(asking.go_on)

        self.read("shops", shops_of, ask)

    # What became of them

    def tell_unseen(self) -> None:
        """What came in while nobody could be told here."""
        if self.app.screen is self and self.app.unseen:
            unseen, self.app.unseen = self.app.unseen, ()
            self.tell_brought(unseen)

    def tell_brought(self, outcomes: Sequence[Outcome]) -> None:
        """Say what became of the files: one that is in by a line, those that are not with their reasons."""
        failed = [(each, each.reason) for each in outcomes if each.reason is not None and not _whose(each)]
        whose = [each for each in outcomes if _whose(each)]
        runs = [each.run for each in outcomes if each.run is not None]
        if runs:
            self.say(brought(outcomes))
            self.see_run(min(runs, key=lambda run: not run.refused).id)
        if failed:
            title = trn("One file did not come in", "{n} files did not come in", len(failed))
            text = "\n\n".join(_told(each.path.name, sentence(reason)) for each, reason in failed)
            self.app.when_free(lambda: self.app.push_screen(Notice(title, text)))
        if whose:
            self._ask_whose(whose)


def _whose(each: Outcome) -> bool:
    """Whether it came in as soon as somebody said of which shop it is."""
    return each.reason is not None and each.reason.code in WHOSE


def _told(name: str, words: str) -> str:
    """The sentence about a file, its name in front where it does not say it."""
    return words if name in words else f"{name}: {words}"


def needs_a_look(outcomes: Sequence[Outcome]) -> bool:
    """Whether somebody has to do something about what came in, or did not."""
    return any(each.run is None or each.run.refused for each in outcomes)


def brought(outcomes: Sequence[Outcome]) -> str:
    """What became of the files that are in, in a line."""
    words = _counts([each.run for each in outcomes if each.run is not None])
    if any(each.run is not None and each.run.refused for each in outcomes):
        return tr("{file}: {rows}, {added} new, {changed} changed, {refused} refused; Enter shows them.", **words)
    return tr("{file}: {rows}, {added} new, {changed} changed, none refused.", **words)


def brought_meanwhile(outcomes: Sequence[Outcome]) -> str:
    """The same on another screen: what needs a look is a key away, and waits there."""
    words = _counts([each.run for each in outcomes if each.run is not None])
    failed = sum(each.run is None for each in outcomes)
    refused = tr("{file}: {rows}, {added} new, {changed} changed, {refused} refused; F4 shows them.", **words)
    clean = tr("{file}: {rows}, {added} new, {changed} changed, none refused.", **words)
    said = [refused if words["refused"] != "0" else clean] if failed < len(outcomes) else []
    if failed:
        said.append(trn("One file did not come in; F4 says why.", "{n} files did not come in; F4 says why.", failed))
    return " ".join(said)


def _counts(runs: Sequence[RunView]) -> dict[str, str]:
    return {
        "file": runs[0].file_name if len(runs) == 1 else tr("{n} files", n=len(runs)),
        "rows": trn("{n} row", "{n} rows", sum(run.rows for run in runs)),
        "added": f"{sum(run.added for run in runs):,}",
        "changed": f"{sum(run.changed for run in runs):,}",
        "refused": f"{sum(run.refused for run in runs):,}",
    }
