"""The ward: reads a case, makes its plan, and puts it on paper or into a file. Needs no record and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from hlh_desktop import paths
from hlh_desktop.domain.plan import Plan, make_plan
from hlh_desktop.exchange.case_file import Reading, read_case
from hlh_desktop.exchange.plan_file import to_json
from hlh_desktop.knowledge.load import load

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.printing import Printing


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward with the knowledge that it works by. `shipped` is the program's own where the ward has own values."""

    knowledge: Knowledge
    shipped: Knowledge | None = None

    @property
    def as_shipped(self) -> Knowledge:
        """The knowledge of the program, without any value of the ward's own."""
        return self.knowledge if self.shipped is None else self.shipped

    @property
    def wording(self) -> Wording:
        """The sentences of the program."""
        return self.knowledge.wording

    def read(self, raw: bytes) -> Reading:
        """A case from the bytes of its JSON, or its problems."""
        return read_case(raw, self.knowledge)

    def propose(self, case: Case) -> Plan:
        """The plan of a case that was read without problems."""
        return make_plan(case, self.knowledge)

    def as_json(self, plan: Plan, *, indent: int | None = None) -> str:
        """The plan as hlh-plan/1."""
        return to_json(plan, self.knowledge, indent=indent)

    def print_plan(self, plan: Plan, printing: Printing, target: BinaryIO) -> None:
        """The plan on paper, written to an open binary file."""
        # ReportLab costs a fifth of a second and is only needed by who prints.
        from hlh_desktop.report.plan_pdf import write

        write(plan, self.knowledge, printing, target)


def open_knowledge() -> Ward:
    """A ward with the program's own knowledge files; KnowledgeError if they can't be understood."""
    return Ward(load(paths.resources()))
