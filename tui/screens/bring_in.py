"""Bringing a file in from the screens, for those that show what came in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from store.book.errors import Reason, because
from tui.paths import is_there, shown_path, typed_path
from tui.screens.base import FloorScreen
from tui.screens.chooser import Choice, Chooser
from tui.screens.notice import Notice
from tui.screens.prompt import Prompt
from tui.words.catalogue import tr, trn
from tui.words.names import called
from tui.words.sentences import sentence

if TYPE_CHECKING:
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
                self._begin([path], None)
            else:
                self._ask_path(sentence(because("file.not_found", name=shown_path(path))), typed)

        body = why or tr("A file or a folder; a pasted path is fine.")
        self.app.push_screen(Prompt(tr("Bring in which file?"), body=body, text=text), answered)

    def _begin(self, paths: Sequence[Path], tag: str | None) -> None:
        from tui.screens.bringing import Bringing

        Bringing(self.app, paths, tag).begin()

    def _ask_whose(self, outcomes: Sequence[Outcome]) -> None:
        """Of which shop are the files that only somebody can tell? Then bring them in as its."""
        from store.imports.whose import shops_of

        paths = [each.path for each in outcomes]

        def choose(shops: tuple[ShopView, ...]) -> None:
            choices = [
                Choice(shop.tag, called(shop.tag, shop.name), key=str(place) if place < 10 else "")
                for place, shop in enumerate(shops, start=1)
            ]
            title = tr("Of which shop is {file}?", file=paths[0].name)
            if len(paths) > 1:
                title = tr("Of which shop are these {n} files?", n=len(paths))
            question = Chooser(title, choices, body=_named(outcomes), first=None)
            self.app.when_free(lambda: self.app.push_screen(question, chosen))

        def chosen(tag: str | None) -> None:
            if tag is None:
                self.say(tr("Nothing was taken in."))
            else:
                self._begin(paths, tag)

        self.read("shops", shops_of, choose)

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


def _named(outcomes: Sequence[Outcome]) -> str:
    """Which files they are, and what they call their shops, where they call them something."""
    lines = [each.path.name for each in outcomes] if len(outcomes) > 1 else []
    said = {str(each.reason.params["said"]) for each in outcomes if each.reason and each.reason.params.get("said")}
    if said:
        lines.append(tr("It calls its shop “{said}”; what you say is remembered.", said=tr(", ").join(sorted(said))))
    return "\n".join(lines)


def _told(name: str, words: str) -> str:
    """The sentence about a file, its name in front where it does not say it."""
    return words if name in words else f"{name}: {words}"


def _why(each: Outcome) -> str:
    """Why it did not come in, to somebody who is not asked."""
    assert each.reason is not None
    if _whose(each):
        return tr(
            "Nobody has said of which shop {file} is. Bring it in again (F4, n): it is asked.", file=each.path.name
        )
    return sentence(each.reason)


def brought(outcomes: Sequence[Outcome]) -> str:
    """What became of files, in a line."""
    runs = [each.run for each in outcomes if each.run is not None]
    if not runs:
        return next((_why(each) for each in outcomes if each.reason is not None), "")
    rows = sum(run.rows for run in runs)
    words = {
        "file": runs[0].file_name if len(runs) == 1 else tr("{n} files", n=len(runs)),
        "rows": trn("{n} row", "{n} rows", rows),
        "added": f"{sum(run.added for run in runs):,}",
        "changed": f"{sum(run.changed for run in runs):,}",
        "refused": f"{sum(run.refused for run in runs):,}",
    }
    if any(run.refused for run in runs):
        return tr("{file}: {rows}, {added} new, {changed} changed, {refused} refused; Enter shows them.", **words)
    return tr("{file}: {rows}, {added} new, {changed} changed, none refused.", **words)
