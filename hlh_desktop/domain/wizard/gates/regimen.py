"""Gates about what is ordered: protocol, lines decided, etoposide's reason, prophylaxis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.names import stands_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate

ETOPOSIDE, COTRIMOXAZOLE, MISSING = "etoposide", "cotrimoxazole", "prophylaxis_missing"


def regimen(scene: Scene) -> Iterator[Gate]:
    """A protocol is chosen, be it none."""
    found = scene.case.regimen
    if found is None:
        yield scene.gate("regimen", "open", "open")
    else:
        title = scene.words.knowledge.protocols[found.protocol].title
        yield scene.gate("regimen", "met", "met", protocol=title, weeks=found.last_week)


def lines(scene: Scene) -> Iterator[Gate]:
    """Every line that has to be decided is."""
    if scene.plan is None or scene.case.regimen is None:
        yield from scene.waits("lines")
        return
    must = [one for one in scene.proposals if one.must]
    undecided = [one for one in must if one.state == "undecided"]
    if undecided:
        names = scene.words.joined(one.title for one in undecided)
        yield scene.gate("lines", "open", "open", path=undecided[0].path, names=names)
    else:
        yield scene.gate("lines", "met", "met" if must else "none", count=len(must), all=len(must))


def nothing(scene: Scene) -> Iterator[Gate]:
    """A plan that orders nothing says why."""
    if scene.plan is not None and scene.case.regimen is not None and not scene.plan.orders:
        yield scene.asks("nothing", "reason", scene.case.regimen.protocol)


def etoposide(scene: Scene) -> Iterator[Gate]:
    """Etoposide needs a reason unless the child is deteriorating."""
    course = scene.case.severity.course
    if scene.plan is None:
        yield from scene.waits("etoposide")
    elif not any(order.drug == ETOPOSIDE for order in scene.plan.orders):
        yield scene.gate("etoposide", "met", "none")
    elif course == "deteriorating":
        yield scene.gate("etoposide", "met", "met")
    else:
        yield scene.asks("etoposide", "reason", course or "unknown")


def pneumocystis(scene: Scene) -> Iterator[Gate]:
    """Ordered or declined with a reason, where the lines call for it (S18)."""
    if scene.plan is None:
        yield from scene.waits("pneumocystis")
        return
    reason = _declined(scene, (COTRIMOXAZOLE,))
    if any(finding.code == MISSING for finding in scene.plan.findings):
        yield scene.gate("pneumocystis", "open", "open", path=_place(scene))
    elif scene.ordered((COTRIMOXAZOLE,)):
        yield scene.gate("pneumocystis", "met", "met")
    else:
        yield scene.gate("pneumocystis", "met", "none" if reason is None else "declined", reason=reason)


def _declined(scene: Scene, lines: Collection[str]) -> str | None:
    """Why one of the lines was declined; None where none was."""
    declined = scene.case.regimen.declined if scene.case.regimen else ()
    return next((one.reason for one in declined if one.line in lines), None)


def _place(scene: Scene) -> str | None:
    return next((one.path for one in scene.proposals if one.line == COTRIMOXAZOLE), None)


def antifungal(scene: Scene) -> Iterator[Gate]:
    """Ordered, among the medicines, declined or a reason, with a cytotoxic or a long steroid (S18)."""
    if scene.plan is None:
        yield from scene.waits("antifungal")
        return
    rule = scene.rule("antifungal")
    needed = (*scene.ordered(rule.lists["lines"]), *_long_steroids(scene))
    names = rule.lists["medicines"]
    typed = (text for text in scene.case.other_medicines or () if any(stands_in(name, text) for name in names))
    given = (*scene.ordered(rule.lists["ordered"]), *typed)
    declined = _declined(scene, rule.lists["ordered"])
    if not needed:
        yield scene.gate("antifungal", "met", "none")
    elif given:
        yield scene.gate("antifungal", "met", "met", names=scene.words.joined(given))
    elif declined is not None:
        yield scene.gate("antifungal", "met", "declined", reason=declined)
    else:
        yield scene.asks("antifungal", "reason", "none", lines=scene.words.joined(needed))


def _long_steroids(scene: Scene) -> tuple[str, ...]:
    """The steroid lines where all of them together are given on more days than the limit."""
    rule = scene.rule("antifungal")
    orders = [order for order in (scene.plan.orders if scene.plan else ()) if order.line in rule.lists["steroids"]]
    days = {one.day for order in orders for one in order.administrations}
    return scene.ordered(rule.lists["steroids"]) if len(days) > rule.numbers["steroid_days"] else ()
