"""What is closed opens for its key and for nothing else."""

from __future__ import annotations

import pytest

from majlis import boxes

SECRET = "بلبل و باران ۱۴۰۵"
CHEAP = {"ops": 1, "memory": 8192}


def test_a_sealed_box_opens_for_its_private_key_alone() -> None:
    mine, other = boxes.new_pair(), boxes.new_pair()
    box = boxes.seal(mine.public, b"what was said")
    assert boxes.unseal(mine.private, box) == b"what was said"
    with pytest.raises(boxes.NotOpened):
        boxes.unseal(other.private, box)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_one_flipped_bit_opens_nothing(place: int) -> None:
    mine = boxes.new_pair()
    box = bytearray(boxes.seal(mine.public, b"what was said"))
    box[place] ^= 1
    with pytest.raises(boxes.NotOpened):
        boxes.unseal(mine.private, bytes(box))


def test_a_text_opens_under_its_own_names_only() -> None:
    key = boxes.new_key()
    closed = boxes.encrypt(key, b"text", "safe", "1", "report:1:text")
    assert boxes.decrypt(key, closed, "safe", "1", "report:1:text") == b"text"
    for other in (("safe", "2", "report:1:text"), ("safe", "1", "report:2:text"), ("safe1", "", "report:1:text"), ()):
        with pytest.raises(boxes.NotOpened):
            boxes.decrypt(key, closed, *other)


def test_a_wrapped_key_opens_with_its_password_alone() -> None:
    private = boxes.new_pair().private
    wrapped = boxes.wrap(SECRET, private, **CHEAP)
    assert private not in wrapped
    assert boxes.unwrap(SECRET, wrapped) == private
    for wrong in ("", SECRET + " ", SECRET[:-1]):
        with pytest.raises(boxes.NotOpened):
            boxes.unwrap(wrong, wrapped)
    with pytest.raises(boxes.NotOpened):
        boxes.unwrap(SECRET, wrapped[:-1])


def test_three_open_together_and_two_do_not() -> None:
    pairs = [boxes.new_pair() for _ in range(3)]
    nested = boxes.nest([each.public for each in pairs], b"the archive")
    peeled = nested
    for each in pairs:
        peeled = boxes.unseal(each.private, peeled)
    assert peeled == b"the archive"
    for lonely in pairs[1:]:
        with pytest.raises(boxes.NotOpened):
            boxes.unseal(lonely.private, nested)


def test_a_recovery_key_is_read_as_hands_type_it() -> None:
    printed = boxes.new_recovery()
    assert boxes.read_recovery(printed.lower().replace("-", "  ")) == printed
    assert len(printed.replace("-", "")) == 32
    assert printed != boxes.new_recovery()


def test_a_key_lies_in_a_session_under_what_the_browser_keeps() -> None:
    browser, private = boxes.new_key(), boxes.new_pair().private
    box = boxes.carried(browser, private)
    assert boxes.taken_up(browser, box) == private
    with pytest.raises(boxes.NotOpened):
        boxes.taken_up(boxes.new_key(), box)
