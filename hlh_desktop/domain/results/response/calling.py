"""Which tasks a signed form of response calls for: by what was concluded, or by a definition that was not met.

A task, never a change: what follows is a person's decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hlh_desktop.domain.results.response.assess import State
    from hlh_desktop.domain.results.response.rules import FormRule


def called_tasks(
    rule: FormRule, conclusion: str, definitions: Mapping[str, State], planned: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes of the tasks, each with the definitions that it rests on; () where it rests on the conclusion.

    `definitions` are states by code, `planned` the codes of the plan's tasks. A definition that is open calls for
    nothing: what is unknown is no failure of treatment.
    """
    for code, call in rule.calls.items():
        if set(call.unless) & set(planned):
            continue
        failed = tuple(one for one in call.not_met if definitions.get(one) == "not_met")
        if conclusion in call.conclusions:
            yield code, ()
        elif failed:
            yield code, failed
