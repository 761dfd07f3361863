"""Gates that findings are: each refusal, each critical finding, and those that resources/gates.toml names."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate

# Told by a gate of their own while that is open.
TOLD = {
    "trigger_treatment_missing": "trigger",
    "trigger_treatment_not_recorded": "trigger",
    "prophylaxis_missing": "pneumocystis",
}
# Asked by gates of their own, whatever state these are in.
ASKED = ("bloods_before_ivig",)
LETTERS = 10


def findings(scene: Scene) -> Iterator[Gate]:
    """One gate for each finding that stops a signature; a reason holds for what it was given for alone."""
    for finding in scene.plan.findings if scene.plan else ():
        if finding.level == "refuse":
            yield _refusal(finding, scene)
        elif finding.code not in ASKED and (finding.level == "critical" or finding.level in _levels(finding, scene)):
            yield _reasoned(finding, scene)


def _levels(finding: Finding, scene: Scene) -> tuple[str, ...]:
    """The lower levels at which a finding stops a signature too."""
    rule = scene.words.knowledge.asking.findings.get(finding.code)
    return () if rule is None else rule.lists.get("levels", ())


def _reasoned(finding: Finding, scene: Scene) -> Gate:
    asking = scene.words.knowledge.asking
    rule = asking.findings.get(finding.code, asking.gates["critical"])
    made = scene.reasoned(rule, reason_key(finding.code, finding.text), scene.words.text(finding.text))
    return replace(made, sources=scene.words.sources(finding.cites))


def _refusal(finding: Finding, scene: Scene) -> Gate:
    """What was asked for and is not in the plan: no reason opens it, only another choice."""
    asking = scene.words.knowledge.asking
    rule = asking.findings.get(finding.code, asking.gates["refusal"])
    text = scene.words.of(asking.gates["refusal"].texts["hint"], text=finding.text)
    lines = scene.words.knowledge.alerts[finding.code].lines
    path = next((one.path for one in scene.proposals if one.line in lines), None)
    made = scene.reasoned(rule, reason_key(finding.code, finding.text), text, path=path)
    return replace(made, state="refused", reasons=(), reason=None, sources=scene.words.sources(finding.cites))


def reason_key(code: str, text: str) -> str:
    """The name that a reason for a finding is kept under: another sentence of it asks again."""
    return f"{code}.{sha256(text.encode(errors='replace')).hexdigest()[:LETTERS]}"
