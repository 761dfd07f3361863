"""The proof of a finding, a task or an option: what it says and why, what it looked at, the rows of the article."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.article_rows import article_row
from hlh_desktop.domain.options import facts, fits
from hlh_desktop.domain.plan import situation_of
from hlh_desktop.domain.proof import source_rows
from hlh_desktop.domain.proof_rule_inputs import finding_inputs, finding_limits
from hlh_desktop.domain.proof_values import InputRow, OtherRow, Proof, SumRow
from hlh_desktop.domain.statements import NOTED
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.wizard.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hlh_desktop.domain.finding import Finding, Option, Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.rules import OptionCase, TaskRule
    from hlh_desktop.domain.sources import Cites, Statements

DAY = timedelta(days=1)


def finding_proof(plan: Plan, knowledge: Knowledge, finding: Finding) -> Proof:
    """The proof of a finding of a plan, on the case as it stands in the plan."""
    say, tell, situation = knowledge.wording.say, Telling(knowledge.wording), situation_of(plan.case, knowledge)
    level = say(f"proof.level.{finding.level}")
    return Proof(
        title=say("proof.rule.finding", level=level),
        where=_why(knowledge, finding),
        sums=(SumRow(level, tell.sentence(finding.text), ""),),
        inputs=tuple(finding_inputs(situation, knowledge, finding)),
        limits=tuple(finding_limits(situation, knowledge, finding)),
        **_grounds(knowledge, finding.statements, finding.cites),
    )


def task_proof(plan: Plan, knowledge: Knowledge, task: Task) -> Proof:
    """The proof of a task of a plan: what it counts from, when it is first due, how it comes again.

    One that the record called for has no day in the plan that it counts from.
    """
    say, tell, rule = knowledge.wording.say, Telling(knowledge.wording), knowledge.tasks.get(task.code)
    sums = [
        SumRow(say("proof.task.says"), tell.sentence(task.text), ""),
        SumRow(say("proof.task.due"), tell.moment(task.due), ""),
        SumRow(say("proof.task.again"), _again(knowledge, task), ""),
    ]
    if rule is not None and task in plan.tasks:
        sums[1:1] = [SumRow(say("proof.task.from"), _counted(knowledge, task, rule, plan.case.day_one), "")]
    if task.until is not None:
        sums.append(SumRow(say("proof.task.until"), tell.moment(task.until), ""))
    return Proof(
        title=say("proof.rule.task"), where=say("proof.task.orders_nothing"), sums=tuple(sums), inputs=(), limits=(),
        **_grounds(knowledge, task.statements, task.cites),
    )  # fmt: skip


def option_proof(plan: Plan, knowledge: Knowledge, option: Option) -> Proof:
    """The proof of an option of a plan: its reason, the facts that it rests on, the article and the sources."""
    words = Words(knowledge)
    found, rule = facts(situation_of(plan.case, knowledge)), knowledge.options.get(option.id)
    case = next((one for one in rule.cases if fits(one, found)), None) if rule is not None else None
    stance = words.screen(f"stance.{option.stance}")
    return Proof(
        title=words.screen("side", title=words.text(option.title), stance=stance),
        where=knowledge.wording.say("proof.option.decides"),
        sums=(SumRow(stance, words.text(option.reason), ""),),
        inputs=() if case is None else tuple(_facts(case, found, words)),
        limits=(),
        **_grounds(knowledge, option.statements, option.cites),
    )


def _facts(case: OptionCase, found: dict[str, str], words: Words) -> Iterator[InputRow]:
    """The answers that made this case of the option fit."""
    for fact in case.when:
        yield InputRow(words.named("fact", fact), words.named("choice", found[fact]), "", "", "")


def _grounds(knowledge: Knowledge, statements: Statements, cites: Cites) -> dict[str, Any]:
    """The rows of the article with their verdicts, the sources, and what the literature says against the article."""
    say = knowledge.wording.say
    found = [article_row(code, knowledge) for code in statements if code in knowledge.statements]
    titles = {row.code: say("proof.rule.row", code=row.code, verdict=row.word) for row in found}
    return {
        "rows": tuple(OtherRow(titles[row.code], row.says) for row in found),
        "sources": source_rows(knowledge, cites),
        "others": tuple(OtherRow(titles[row.code], row.note) for row in found if row.verdict in NOTED),
        "edition": say("proof.edition", edition=knowledge.edition),
        "kind": "rule",
    }


def _why(knowledge: Knowledge, finding: Finding) -> str:
    """What its level means, and whether this rule usually speaks at another one."""
    say, alert = knowledge.wording.say, knowledge.alerts.get(finding.code)
    stops = finding.level == "warning" and finding.code in knowledge.asking.findings
    told = say(f"proof.why.{'stops' if stops else finding.level}")
    if alert is None or alert.level == finding.level:
        return told
    usual = say(f"proof.level.{alert.level}").lower()
    return " ".join((told, say("proof.why.other", usual=usual)))


def _again(knowledge: Knowledge, task: Task) -> str:
    say = knowledge.wording.say
    if task.every_days is not None:
        return say("proof.task.every_day") if task.every_days == 1 else say("proof.task.days", count=task.every_days)
    return say("proof.task.once") if task.every_hours is None else say("proof.task.hours", count=task.every_hours)


def _counted(knowledge: Knowledge, task: Task, rule: TaskRule, day_one: date) -> str:
    """What the due moment was counted from, told backwards from it: a day of the course, a time, so many hours."""
    say, tell = knowledge.wording.say, Telling(knowledge.wording)
    wall = task.due.replace(tzinfo=None) - timedelta(hours=rule.after_hours)
    start = (wall - (rule.day - 1) * DAY).date()
    course = (start - day_one).days + 1
    parts = [say("proof.task.day_one", day=tell.day(start)) if course == 1
             else say("proof.task.course_day", day=tell.day(start), number=course)]  # fmt: skip
    if rule.day != 1:
        parts.append(say("proof.task.on_day", number=rule.day))
    parts.append(say("proof.task.at", clock=clock(wall)))
    if rule.after_hours:
        parts.append(say("proof.task.plus", count=rule.after_hours))
    return ", ".join(parts)
