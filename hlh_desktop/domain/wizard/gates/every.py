"""Every gate of signing of a draft: what is not met first, in the order of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.wizard.gates import case, child, findings, regimen, times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate

# By name: the rule, and the sentences that it needs besides those of its states.
RULES: dict[str, Callable[[Scene], Iterator[Gate]]] = {
    rule.__name__: rule
    for rule in (
        child.entries,
        child.identity,
        child.sex,
        child.allergies,
        child.weight,
        child.height,
        child.estimated_weight,
        child.rare,
        case.criteria,
        case.etiology,
        case.trigger,
        case.severity,
        case.kidney,
        case.medicines,
        case.questions,
        case.hepatitis_b,
        case.bloods_before_ivig,
        regimen.regimen,
        regimen.lines,
        regimen.nothing,
        regimen.etoposide,
        regimen.pneumocystis,
        regimen.antifungal,
        times.first_doses,
        times.begun,
        times.past,
        times.schedule,
    )
}
# Entries without a rule of their own: findings are made by them.
OF_FINDINGS = ("critical", "refusal")
ORDER = ("open", "refused", "reason", "met")


def gates_of(scene: Scene) -> tuple[Gate, ...]:
    """Every gate; one that a finding repeats while it is open stands once."""
    own = [gate for rule in RULES.values() for gate in rule(scene)]
    unmet = {gate.key for gate in own if gate.state == "open"}
    hidden = {code for code, name in findings.TOLD.items() if name in unmet}
    more = [gate for gate in findings.findings(scene) if gate.key.partition(".")[0] not in hidden]
    return tuple(sorted((*own, *more), key=lambda gate: (ORDER.index(gate.state), gate.step)))
