"""Whatever a terminal sends, the app lives, and nothing that was not pressed presses a key."""

from __future__ import annotations

import pytest
from textual import events

from tests.terminal.pty import Terminal, sample
from tui.terminal.decoding import REPLACEMENT, Decoder, Utf8


def test_full_width_punctuation_and_phrases_arrive() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").press("？", "：", "、")
        terminal.wait("fullwidth_question_mark fullwidth_colon ideographic_comma")
    with Terminal(sample("form")) as terminal:
        terminal.wait("ready").type("七天无理由退货？").wait("七天无理由退货？")
        terminal.press("enter").wait("submitted(七天无理由退货？)")


def test_gbk_is_said_once_and_kills_nothing() -> None:
    with Terminal(sample("form"), cols=160) as terminal:
        terminal.wait("ready").write("退款".encode("gbk")).wait("does not send UTF-8")
        terminal.write("丂x".encode("gbk")).type("好").press("enter")
        terminal.wait(f"submitted({REPLACEMENT * 3}x好)")
        assert terminal.text().count("does not send UTF-8") == 1


def test_a_gbk_character_that_ends_in_a_letter_presses_no_key() -> None:
    assert "乗"[0].encode("gbk")[1:] == b"\x5c"
    letter = next(c for c in map(chr, range(0x4E00, 0x9FA5)) if c.encode("gbk", "replace")[1:] == b"q")
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").write(letter.encode("gbk")).press("a").wait("a")
        terminal.wait("ready replacement_character a")
        assert not terminal.ended()


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[?62;22c",  # a late answer to somebody's question: who are you
        b"\x1b[>0;276;0c",
        b"\x1b[?1u",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1bP1+r524742=71\x1b\\",
        b"\x1b[113;1:3u",  # kitty's q: numbers that Textual's parser fails on
        b"\x1b[99999999999u",
        b"\x1b[55296u",
        b"\x1b[48;9999;9999;9999;9999t",  # a size that nobody has
        b"\x1b[<0;5;1M\x1b[<0;5;1m",  # a mouse that nobody asked for
    ],
)
def test_an_unasked_sequence_presses_nothing(sequence: bytes) -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").write(sequence).press("a").wait("ready a")
        assert terminal.press("q").wait_exit() == 3


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        ([b"jk"], ["j", "k"]),
        ([b"\x1b", b"OR", b"j"], ["f3", "j"]),
        ([b"j\x1b[", b"A", b"j"], ["j", "up", "j"]),
    ],
)
def test_a_letter_is_a_key_unless_a_sequence_has_begun(pieces: list[bytes], keys: list[str]) -> None:
    decoder = Decoder()
    messages = [message for piece in pieces for message in decoder.feed(piece)]
    assert [message.key for message in messages if isinstance(message, events.Key)] == keys


def test_cut_sequences_kill_nothing() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready")
        for cut in (b"\x1b", b"\x1b[", b"\x1b[1;", b"\x1bO", b"\xe9", b"\xe9\x80", b"\x1b[200"):
            terminal.write(cut).settle(0.2)
        terminal.press("b").wait(" b")
        terminal.write(b"\x1b[").write(b"B").wait("down")
        assert terminal.press("q").wait_exit() == 3


def test_a_paste_arrives_clean_and_whole() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").paste("订单\x0712\u200b34\u202e5\x1b[31m6\n尾")
        terminal.wait("14<订单12345[31m6").wait("尾>")


def test_a_paste_whose_end_is_lost_ends_by_itself() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").write(b"\x1b[200~half").wait("<half>")
        terminal.settle().press("a").wait("<half> a")


def test_the_rest_of_a_broken_paste_presses_no_action() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").paste("one\x1b[201~qqq!" + "y" * 200).wait("<one>")
        terminal.settle().press("a").wait("<one> a")
        assert not terminal.ended()


def test_the_rest_of_a_broken_paste_goes_into_the_field_but_not_further() -> None:
    with Terminal(sample("form")) as terminal:
        terminal.wait("ready").paste("one\x1b[201~xX\rtwo\t").wait("onexXtwo")
        terminal.settle()
        assert "submitted" not in terminal.text()
        assert "ACTION" not in terminal.text()
        terminal.press("enter").wait("submitted(onexXtwo)")


def test_typing_right_after_a_paste_is_not_lost() -> None:
    with Terminal(sample("form")) as terminal:
        terminal.wait("ready").paste("4711").type("好x").wait("4711好x")


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([b"\xe9", b"\x80", b"\x80"], "退"),
        ([b"a\xffb"], f"a{REPLACEMENT}b"),
        (["退款".encode("gbk")], REPLACEMENT * 2),
        (["乗q".encode("gbk")], f"{REPLACEMENT}q"),
        ([b"\xe9", b"\xe9\x80\x80"], f"{REPLACEMENT}{REPLACEMENT}"),
    ],
)
def test_utf8_in_pieces_and_something_else(pieces: list[bytes], text: str) -> None:
    decoder = Utf8()
    assert "".join(decoder.decode(piece) for piece in pieces)[: len(text)] == text
    assert decoder.failed == (REPLACEMENT in text)


@pytest.mark.parametrize("size", [1, 2, 5, 7, 100])
def test_a_paste_in_pieces_of_any_size(size: int) -> None:
    data = b"a\x1b[A\x1b[200~one\x1b[201\x1b[Bm\x1b[201~b\x1b[200~\x1b[201~c"
    decoder, messages = Decoder(), []
    for start in range(0, len(data), size):
        messages += decoder.feed(data[start : start + size])
    shown = [
        m.text if isinstance(m, events.Paste) else m.key for m in messages if isinstance(m, (events.Paste, events.Key))
    ]
    assert shown == ["a", "up", "one\x1b[201\x1b[Bm", "b", "", "c"]
