"""The card says what the weights do on the frozen lines, to the last digit."""

from tests.card import CARD, card


def test_the_card_is_that_of_these_weights() -> None:
    """Written anew from the frozen lines, the card is the committed one."""
    assert CARD.read_text(encoding="utf-8") == card()
