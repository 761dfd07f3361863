"""The case: all that is known of one child and decided for it (hlh-case/1); wizard and file fill the same."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from hlh_desktop.domain.plain import ClockTime, Day, Moment, MomentOrDay, PlainDecimal, Words, Zone

Kind = Literal["infection", "malignancy", "rheumatic", "primary_suspected", "unknown"]
Pathogen = Literal[
    "EBV", "CMV", "HSV", "VZV", "adenovirus", "parvovirus", "HHV-6", "influenza", "SARS-CoV-2", "dengue", "leishmania",
    "malaria", "tuberculosis", "rickettsia", "bacterial", "fungal", "other", "unknown",
]  # fmt: skip
# Not intrathecal: no dose can be moved to that route (see orders.IntrathecalOrder).
Route = Literal["intravenous", "oral", "subcutaneous"]
Deed = Literal["move", "hold", "omit", "factor", "route"]
Reach = Literal["dose", "day", "onward"]
Comparator = Literal["<", "<=", ">", ">="]


Item = TypeVar("Item")
# A JSON list is a tuple here; what stands in it stays strict.
Rows = Annotated[tuple[Item, ...], Field(strict=False)]


def _without_nulls(data: Any) -> Any:
    return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


ByLine = Annotated[dict[str, Item], BeforeValidator(_without_nulls), Field(default_factory=dict)]


class Frozen(BaseModel):
    """A part of a case: immutable, strict, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class Forgiving(Frozen):
    """A part in which null stands for absent: an unknown list is an empty one, an unknown object unknown."""

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        return _without_nulls(data)


class Patient(Frozen):
    """Who the child is. `allergies` None is not asked, [] is none known."""

    mrn: Annotated[Words, Field(max_length=64)]
    date_of_birth: Day
    family_name: Words | None = None
    given_name: Words | None = None
    sex: Literal["female", "male"] | None = None
    gestation_weeks: int | None = None
    allergies: Rows[Words] | None = None
    prior_etoposide_mg_per_m2: PlainDecimal | None = None


class Measurement(Frozen):
    """Weight in kg and height in cm of one day; either may be unknown.

    A row with a `time` counts for a revision of its day from that time on, one without for the whole day.
    """

    on: Day
    weight_kg: PlainDecimal | None = None
    height_cm: PlainDecimal | None = None
    weight_source: Literal["measured", "stated", "estimated", "dry"] | None = None
    by: Words | None = None
    lying: bool | None = None
    time: ClockTime | None = None


class Signs(Frozen):
    """What was seen at the bedside; None is not assessed."""

    temperature_c: PlainDecimal | None = None
    splenomegaly: bool | None = None
    hepatomegaly: bool | None = None
    hemophagocytosis: bool | None = None
    nk_activity_low: bool | None = None
    immunosuppression: bool | None = None
    sjia: bool | None = None
    hlh_gene_defect: bool | None = None
    family_history: bool | None = None


class LabRow(Frozen):
    """One laboratory result as reported; `at` without offset is ward time."""

    analyte: str
    value: PlainDecimal
    unit: str
    at: MomentOrDay
    comparator: Comparator | None = None
    fasting: bool | None = None


class Etiology(Frozen):
    """What set HLH off, and other trigger-directed treatment in words."""

    kind: Kind | None = None
    pathogen: Pathogen | None = None
    ebv_lineage: Literal["B", "T", "NK"] | None = None
    treatment: Words | None = None


class Severity(Frozen):
    """How the child is doing."""

    course: Literal["stable", "deteriorating"] | None = None
    responding_to_specific_treatment: bool | None = None
    cns: Literal["none", "present", "progressive"] | None = None
    csf: Literal["normal", "abnormal", "not_done"] | None = None
    # How the disease answered to treatment so far, by a person's judgement; None is not assessed, or no treatment yet.
    response: Literal["resolved", "partial", "below_partial", "reactivated"] | None = None


class LineRequest(BaseModel):
    """A line of treatment that the physician chose; its parameters are checked against the line's rule."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
    line: str
    part: Words | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters as written, by name."""
        return dict(self.model_extra or {})


class Declined(Frozen):
    """A line that was considered and not given, and why."""

    line: str
    reason: Words


class Change(Frozen):
    """Doses of one line moved, held, omitted, reduced or given by another route: all of a day, or those that it names.

    `time` is the ward's clock time at which a dose of the day was planned first. `reach` tells how far the change goes
    from there: that dose alone (usual with a time), it and the rest of its day, or "onward", all later days too.
    Without a time it begins with the day's first dose.
    """

    line: str
    day: int
    do: Deed
    reason: Words
    part: Words | None = None
    to: Moment | None = None
    factor: PlainDecimal | None = None
    route: Route | None = None
    time: ClockTime | None = None
    reach: Reach | None = None

    @property
    def of_a_day(self) -> bool:
        """Whether it is of all doses of its day and of no other day: what a change is that names no more than a day."""
        return self.time is None and self.reach in (None, "day")


class Regimen(Forgiving):
    """What was decided: protocol, length in weeks, lines, what was declined, and changes to single doses."""

    protocol: str
    last_week: int
    lines: Rows[LineRequest] = ()
    declined: Rows[Declined] = ()
    changes: Rows[Change] = ()
    times: ByLine[Rows[ClockTime]]
    first_dose_at: ByLine[Moment]


class Elsewhere(Frozen):
    """A dose given at another place; etoposide counts in the cumulative findings."""

    drug: Words
    on: Day
    mg: PlainDecimal
    bsa_m2: PlainDecimal
    where: Words | None = None


class Gap(Frozen):
    """A time in which no version of a plan ordered a line that was chosen: it was refused. `until` is not in it."""

    line: str
    since: Moment
    until: Moment
    part: Words | None = None


class PastTask(Frozen):
    """A task of the version before, and when it was first due."""

    code: str
    due: Moment


class Past(Forgiving):
    """What the versions before had by a moment: every dose of their lines but those of the gaps, and these tasks."""

    until: Moment
    without: Rows[Gap] = ()
    tasks: Rows[PastTask] = ()


class Case(Forgiving):
    """All that a plan is made from.

    `revised_at`: from each of these moments on, doses rest on the weight and height that were known by its day, and
    what is found rests on the results by the last of them. Doses before stay as they were. `suspected_at` is when HLH
    was first suspected, None not written down: nothing is decided or dosed by it. `past` is written where a next
    version begins; without it refusals and tasks look at what they can know of the past.
    """

    schema_: Literal["hlh-case/1"] = Field(alias="schema")
    patient: Patient
    measurements: Rows[Measurement]
    day_one: Day
    time_zone: Zone
    signs: Signs = Signs()
    labs: Rows[LabRow] = ()
    etiology: Etiology = Etiology()
    severity: Severity = Severity()
    regimen: Regimen | None = None
    revised_at: Rows[Moment] = ()
    suspected_at: Moment | None = None
    past: Past | None = None
    elsewhere: Rows[Elsewhere] = ()
    other_medicines: Rows[Words] | None = None
    safety: dict[str, bool | None] = Field(default_factory=dict)
