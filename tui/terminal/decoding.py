"""From the bytes of a terminal to Textual's messages, whatever the bytes are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import ParseError
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys
from textual.message import Message

REPLACEMENT = "\ufffd"
# In GBK the second byte of a character can be an ASCII letter: left alone it would press a key.
_UNDECODABLE = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|.", re.DOTALL)

_CONTROL_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_CONTROL_STRING = re.compile(r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)")
_ANSWER = re.compile(r"\x1b\[(?:\?\d+;\d\$y|<?[-\d;]+[mM]|M)")
_BEGINNINGS = frozenset(sequence[:end] for sequence in ANSI_SEQUENCES_KEYS for end in range(3, len(sequence)))
_BROKEN = (ParseError, ValueError, ArithmeticError, LookupError, RuntimeError)
"""What the parser has been seen to raise, or may: a number out of range, a generator that has ended."""


class Utf8:
    """Decodes UTF-8 that comes in pieces; what is none becomes `REPLACEMENT`, and `failed` stays set."""

    def __init__(self) -> None:
        self.failed = False
        self._cut = b""

    def decode(self, data: bytes) -> str:
        """The text in `data`; a character cut in the middle waits for its rest."""
        data, self._cut = self._cut + data, b""
        text: list[str] = []
        while data:
            try:
                text.append(data.decode())
                break
            except UnicodeDecodeError as error:
                text.append(data[: error.start].decode())
                data = data[error.start :]
                if error.reason == "unexpected end of data":
                    self._cut = data
                    break
                self.failed = True
                text.append(REPLACEMENT)
                data = data[len(_UNDECODABLE.match(data)[0]) :]  # type: ignore[index]  # it always matches
        return "".join(text)


class _Sequences(XTermParser):
    """Textual's parser, which would otherwise type out every sequence that it does not know."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        keys = list(super()._sequence_to_key_events(sequence, alt))
        if keys or sequence in _BEGINNINGS or _ANSWER.match(sequence):
            return keys
        if _CONTROL_SEQUENCE.fullmatch(sequence):
            # A late answer to another program's question: its letters must not press keys.
            return [events.Key(Keys.Ignore, sequence)]
        return keys


class Decoder:
    """Bytes in, messages out; never raises, never stops."""

    def __init__(self) -> None:
        self._utf8 = Utf8()
        self._parser = _Sequences()
        self._tail = ""
        self.pasting = False
        """Whether a paste has begun whose end has not come."""

    @property
    def failed(self) -> bool:
        """Whether anything came that was not UTF-8."""
        return self._utf8.failed

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes."""
        return self._parsed(self._utf8.decode(data))

    def wait(self) -> list[Message]:
        """The messages that waiting completes: an Escape key that was no sequence's beginning."""
        return self._collected(self._parser.tick())

    def end_paste(self) -> list[Message]:
        """The paste so far: its end was lost, and without one every key would go into it for ever."""
        return self._parsed(BRACKETED_PASTE_END)

    def _parsed(self, text: str) -> list[Message]:
        text = _CONTROL_STRING.sub("", text)
        if not text:  # the parser would take it for the end of all input
            return []
        seen = self._tail + text
        begun, ended = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if begun != ended:
            self.pasting = begun > ended
        self._tail = seen[-len(BRACKETED_PASTE_START) + 1 :]
        return self._collected(self._parser.feed(text))

    def _collected(self, parsing: Iterable[Message]) -> list[Message]:
        messages: list[Message] = []
        try:
            messages.extend(parsing)
        except _BROKEN:
            self._parser = _Sequences()
            self.pasting = False
        return messages
