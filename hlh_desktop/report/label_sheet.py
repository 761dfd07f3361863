"""The wristband and the labels of a child: one sheet that says who the child is, in letters and to be scanned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.printing import Printing


@dataclass(frozen=True, slots=True)
class LabelledChild:
    """What stands on them. `code` is what is scanned, see domain.scan; `allergies` None: not asked, (): none known."""

    code: str
    mrn: str
    family_name: str | None
    given_name: str | None
    date_of_birth: date
    sex: str | None
    allergies: tuple[str, ...] | None


def write_labels(child: LabelledChild, wording: Wording, printing: Printing, target: BinaryIO) -> None:
    """Writes the sheet as PDF into an open binary file. The same child and printing give the same bytes.

    A name of any length stands whole: what holds it grows.
    """
    from hlh_desktop.report.label_page import draw

    draw(child, wording, printing, target)
