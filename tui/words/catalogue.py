"""Which language is spoken, and the functions that say something in it.

Sentences are English in the code and looked up when they are shown, never when a module is imported: the
language can change while the screens are open. `N_` marks a sentence for the catalogue without translating it.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "floorbook"
LANGUAGES = ("en", "zh_CN")
PSEUDO = "xx"
"""A language for tests: every sentence of the catalogue in brackets, so that what missed the catalogue shows."""

_speaking: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark `message` for the catalogue; it is translated where it is shown."""
    return message


def language() -> str:
    """The language spoken now: one of `LANGUAGES`, or `PSEUDO`."""
    return _language


def speak(name: str) -> None:
    """Speak `name` from now on; an unknown language is English."""
    global _speaking, _language
    _language = name if name in (*LANGUAGES, PSEUDO) else "en"
    if _language in ("en", PSEUDO):
        _speaking = gettext.NullTranslations()
    else:
        _speaking = gettext.translation(DOMAIN, LOCALE, [_language], fallback=True)


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
    return f"⟦{text}⟧" if _language == PSEUDO else text


def tr(message: str, /, **params: object) -> str:
    """`message` in the language spoken now, its `{names}` filled in."""
    if not message:  # gettext answers an empty text with the head of the catalogue
        return ""
    return _filled(_speaking.gettext(message), params)


def trn(one: str, many: str, n: int, /, **params: object) -> str:
    """`one` or `many`, as `n` asks for; `{n}` is filled in."""
    return _filled(_speaking.ngettext(one, many, n), {"n": n, **params})
