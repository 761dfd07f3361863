"""Everything that the program knows, loaded once and never changed: the frozen counterpart of resources/."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.patient import HaycockFormula
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.sources import Datum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.approval.own_values import OwnNumber, OwnRule
    from hlh_desktop.domain.criteria.rules import CriteriaRules
    from hlh_desktop.domain.growth import Growth
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.log.rules import BedsideForm, GivingRules
    from hlh_desktop.domain.log.shift import BoardRules
    from hlh_desktop.domain.log.stay import StayRules
    from hlh_desktop.domain.log.tasks import TaskLogRules
    from hlh_desktop.domain.people import PeopleRules
    from hlh_desktop.domain.protocol import Drug, IntrathecalLine, Protocol, RouteNote
    from hlh_desktop.domain.renal import RenalRules
    from hlh_desktop.domain.results.alerts.rules import WatchRules
    from hlh_desktop.domain.results.coded import CodeRules
    from hlh_desktop.domain.results.flowsheet.values import FlowsheetRules
    from hlh_desktop.domain.results.incoming.mapping import ImportRules
    from hlh_desktop.domain.results.ranges import ReferenceRange
    from hlh_desktop.domain.results.response.rules import ResponseRules
    from hlh_desktop.domain.results.stops.values import StopRules
    from hlh_desktop.domain.results.trend.rules import TrendRules
    from hlh_desktop.domain.rules import Alert, Interaction, OptionRule, TaskRule
    from hlh_desktop.domain.sources import Source
    from hlh_desktop.domain.statements import Chapter, Statement
    from hlh_desktop.domain.stress import StressRules
    from hlh_desktop.domain.wizard.asking import Asking
    from hlh_desktop.domain.wording import Wording


class Settings(Datum):
    """Ward settings and the numbers of the arithmetic: clock times, windows, rounding warning, lengths of a plan."""

    clock: dict[str, tuple[time, ...]]
    plan_weeks: tuple[int, ...]
    result_days: int
    haycock: HaycockFormula
    ranges: dict[str, tuple[Decimal, Decimal]]
    cumulative_drug: str
    cumulative_names: tuple[str, ...]
    typed_days: int
    pending: str
    young_years: int
    first_drugs: tuple[str, ...]
    questions: tuple[str, ...]
    question_years: dict[str, int]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One edition of the knowledge files.

    `own_values` are the numbers that a ward may set; `own` those that it has set, by their path: they stand in this
    knowledge already, in the place of what was shipped.
    """

    edition: str
    settings: Settings
    sources: dict[str, Source]
    catalogue: dict[str, Analyte]
    formulary: dict[str, Drug]
    protocols: dict[str, Protocol]
    extra_lines: dict[str, Line]
    criteria: CriteriaRules
    renal: RenalRules
    alerts: dict[str, Alert]
    tasks: dict[str, TaskRule]
    options: dict[str, OptionRule]
    interactions: tuple[Interaction, ...]
    growth: Growth
    asking: Asking
    people: PeopleRules
    giving: GivingRules
    bedside: dict[str, BedsideForm]
    stay: StayRules
    task_log: TaskLogRules
    stress: StressRules
    board: BoardRules
    trends: TrendRules
    response: ResponseRules
    result_alerts: WatchRules
    fhir: CodeRules
    importing: ImportRules
    result_stops: StopRules
    reference_ranges: dict[str, ReferenceRange]
    flowsheet: FlowsheetRules
    statements: dict[str, Statement]
    guide: dict[str, Chapter]
    own_values: dict[str, OwnRule]
    wording: Wording
    own: Mapping[str, OwnNumber] = field(default_factory=dict)

    def line(self, protocol: str, name: str) -> Line | IntrathecalLine | None:
        """The rule of a line under a protocol: the protocol's own, else the formulary's, else None."""
        return self.protocols[protocol].lines.get(name) or self.extra_lines.get(name)

    def route_note(self, rule: Line | IntrathecalLine) -> RouteNote | None:
        """How the doses of a line's drug compare by its routes; None for a line with one route, or not told."""
        if not isinstance(rule, Line) or len(rule.routes) == 1:
            return None
        return self.formulary[rule.drug].route_note

    def lines(self, protocol: str) -> Mapping[str, Line | IntrathecalLine]:
        """Every line that may be ordered under a protocol, by name."""
        return {**self.extra_lines, **self.protocols[protocol].lines}
