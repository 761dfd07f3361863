"""The protocols as cards at the head of step 5: what cause and severity say of each, and which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.wizard.lines import OptionCard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.case import Regimen
    from hlh_desktop.domain.finding import Option
    from hlh_desktop.domain.wizard.words import Words

# What the choice of no named protocol stands for among the options.
WAITING = "watchful_waiting"


def option_cards(options: Sequence[Option], regimen: Regimen | None, words: Words) -> tuple[OptionCard, ...]:
    """One card a protocol, in the order of the files; no named protocol carries what is said of waiting."""
    return tuple(_cards(options, regimen, words))


def _cards(options: Sequence[Option], regimen: Regimen | None, words: Words) -> Iterator[OptionCard]:
    by_id = {option.id: option for option in options}
    for name, protocol in words.knowledge.protocols.items():
        option = by_id.get(name if protocol.named else WAITING)
        reason = protocol.note if option is None else option.reason
        title = protocol.title if protocol.named else words.screen("card.none")
        yield OptionCard(
            id=name,
            title=words.text(title),
            stance=None if option is None else option.stance,
            stance_text=words.screen(f"stance.{'none' if option is None else option.stance}"),
            reason=words.text(
                reason
                if protocol.named or option is None
                else words.screen("card.text", title=option.title, reason=reason)
            ),
            statements=protocol.statements if option is None else option.statements,
            sources=words.sources(protocol.cites if option is None else option.cites),
            chosen=regimen is not None and regimen.protocol == name,
        )
