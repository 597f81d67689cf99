"""Which language is spoken, and the functions that say something in it.

Sentences are English in the code and looked up when they are shown, never when a module is imported: the
language can change while the screens are open. `N_` marks a sentence for the catalogue without translating it.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "floorbook"
LANGUAGES = ("en", "zh_CN")
PSEUDO = "xx"
"""A language for tests: every sentence of the catalogue in brackets, so that what missed the catalogue shows."""

_speaking: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_aside: ContextVar[gettext.NullTranslations | None] = ContextVar("aside", default=None)
"""The voice of the block that `said_in` opened, in this thread alone."""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark `message` for the catalogue; it is translated where it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - beside `N_`
    """Mark a sentence with a number for the catalogue; `trn` says it where it is shown."""
    return one, many


def language() -> str:
    """The language spoken now: one of `LANGUAGES`, or `PSEUDO`."""
    return _language


def speak(name: str) -> None:
    """Speak `name` from now on; an unknown language is English."""
    global _speaking, _language
    _language = name if name in (*LANGUAGES, PSEUDO) else "en"
    _speaking = _voice(_language)


@cache
def _voice(name: str) -> gettext.NullTranslations:
    if name in ("en", PSEUDO):
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [name], fallback=True)


@contextmanager
def said_in(name: str) -> Iterator[None]:
    """Inside the block `tr` and `trn` say it in `name`, in this thread; the screens go on in their language."""
    token = _aside.set(_voice(name))
    try:
        yield
    finally:
        _aside.reset(token)


def preferred(environ: dict[str, str] | None = None) -> str:
    """The language to begin with: `FLOORBOOK_LANG`, else the locale's, else English."""
    env = os.environ if environ is None else environ
    for name in ("FLOORBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if not value:
            continue
        if value == PSEUDO:
            return PSEUDO
        code = (locale.normalize(value).split(".")[0] or value).lower().replace("-", "_")
        if code.startswith("zh"):
            return "zh_CN"
        return "en"
    return "en"


def _filled(text: str, params: dict[str, object]) -> str:
    if params:
        text = text.format(**params)
    return f"⟦{text}⟧" if _language == PSEUDO and _aside.get() is None else text


def tr(message: str, /, **params: object) -> str:
    """`message` in the language spoken now, its `{names}` filled in."""
    if not message:  # gettext answers an empty text with the head of the catalogue
        return ""
    return _filled((_aside.get() or _speaking).gettext(message), params)


def trn(one: str, many: str, n: int, /, **params: object) -> str:
    """`one` or `many`, as `n` asks for; `{n}` is filled in, in groups of three digits."""
    return _filled((_aside.get() or _speaking).ngettext(one, many, n), {"n": f"{n:,}", **params})
