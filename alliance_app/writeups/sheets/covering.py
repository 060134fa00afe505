"""Personal numbers covered in a list, and counted: the same rules as in documents, quick over many short texts."""

from dataclasses import dataclass

from alliance_app.writeups.masking import masked_phone, masked_text, personal_numbers

_FEWEST_DIGITS = 10  # of the shortest number that is covered: a land line with its area code


@dataclass(slots=True)
class Covering:
    """`count`: how many numbers were covered so far."""

    mask: bool
    count: int = 0

    def said(self, text: str) -> str:
        """A text as it may be written."""
        if not self.mask or len(text) < _FEWEST_DIGITS or sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
            return text
        self.count += personal_numbers(text)
        return masked_text(text)

    def called(self, number: str) -> str:
        """A telephone as it may be written."""
        if not self.mask:
            return number
        covered = masked_phone(number)
        self.count += covered != number
        return covered
