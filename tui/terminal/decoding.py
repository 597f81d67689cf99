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

ESCAPE = "\x1b"
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

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that `data` completes. Between two sequences a character is a key: Textual's way is six times as
        long, because it describes each message for a log that nobody keeps."""
        if ESCAPE in data or self._awaiting.timeout is not None:
            return super().feed(data)
        return (key for character in data for key in self._sequence_to_key_events(character))

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        keys = list(super()._sequence_to_key_events(sequence, alt))
        if keys or sequence in _BEGINNINGS or _ANSWER.match(sequence):
            return keys
        if _CONTROL_SEQUENCE.fullmatch(sequence):
            # A late answer to another program's question: its letters must not press keys.
            return [events.Key(Keys.Ignore, sequence)]
        return keys


class Decoder:
    """Bytes in, messages out; never raises, never stops.

    Pastes are taken out here: Textual's parser types out an escape sequence that stands inside one, and sends
    its letters ahead of the paste.
    """

    def __init__(self) -> None:
        self._utf8 = Utf8()
        self._parser = _Sequences()
        self._tail = ""
        self._paste: str | None = None

    @property
    def failed(self) -> bool:
        """Whether anything came that was not UTF-8."""
        return self._utf8.failed

    @property
    def pasting(self) -> bool:
        """Whether a paste has begun whose end has not come."""
        return self._paste is not None

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes."""
        text = self._utf8.decode(data)
        messages: list[Message] = []
        while text:
            text = self._pasted(text, messages) if self.pasting else self._typed(text, messages)
        return messages

    def wait(self) -> list[Message]:
        """The messages that waiting completes: an Escape key that was no sequence's beginning."""
        return self._collected(self._parser.tick())

    def end_paste(self) -> list[Message]:
        """The paste so far: its end was lost, and without one every key would go into it for ever."""
        messages: list[Message] = []
        self._pasted(BRACKETED_PASTE_END, messages)
        return messages

    def _pasted(self, text: str, messages: list[Message]) -> str:
        """Add `text` to the paste up to its end; what is left."""
        before = self._paste or ""
        whole = before + text
        end = whole.find(BRACKETED_PASTE_END, max(0, len(before) - len(BRACKETED_PASTE_END)))
        if end < 0:
            self._paste = whole
            return ""
        self._paste = None
        messages.append(events.Paste(whole[:end]))
        return whole[end + len(BRACKETED_PASTE_END) :]

    def _typed(self, text: str, messages: list[Message]) -> str:
        """Parse `text` up to the beginning of a paste; what is left."""
        whole = self._tail + text
        begin = whole.find(BRACKETED_PASTE_START)
        keys = text if begin < 0 else whole[len(self._tail) : begin]
        if 0 <= begin < len(self._tail):
            self._parser = _Sequences()  # it has the first half of the mark, cut in the middle
        self._tail = whole[1 - len(BRACKETED_PASTE_START) :] if begin < 0 else ""
        keys = _CONTROL_STRING.sub("", keys)
        if keys:  # nothing at all would mean the end of all input to the parser
            messages += self._collected(self._parser.feed(keys))
        if begin < 0:
            return ""
        self._paste = ""
        return whole[begin + len(BRACKETED_PASTE_START) :]

    def _collected(self, parsing: Iterable[Message]) -> list[Message]:
        messages: list[Message] = []
        try:
            messages.extend(parsing)
        except _BROKEN:
            self._parser = _Sequences()
        return messages
