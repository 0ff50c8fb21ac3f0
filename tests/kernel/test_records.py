"""Records: small classes of values."""

from __future__ import annotations

import pytest

from wlmini.kernel.records import record


@record
class Place:
    """A place with a name."""

    row: int
    column: int = 1

    @property
    def name(self) -> str:
        return f"{self.row}/{self.column}"


def test_fields_are_given_by_place_or_by_name() -> None:
    assert Place(3).column == 1
    assert Place(3, column=2).name == "3/2"
    assert Place(column=5, row=4).row == 4


def test_equal_fields_make_equal_records() -> None:
    assert Place(1, 2) == Place(1, column=2)
    assert Place(1, 2) != Place(2, 1)
    assert Place(1, 2) != (1, 2)
    assert len({Place(1), Place(1, 1), Place(2)}) == 2
    assert repr(Place(1)) == "Place(row=1, column=1)"


@pytest.mark.parametrize("arguments", [(), (1, 2, 3)])
def test_wrong_numbers_of_fields_are_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match="Place has the fields row, column"):
        Place(*arguments)


@pytest.mark.parametrize("named", [{"row": 2}, {"depth": 2}])
def test_wrong_names_are_refused(named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="fields row, column"):
        Place(1, **named)
