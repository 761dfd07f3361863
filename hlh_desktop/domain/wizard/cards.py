"""The options as cards at the head of step 5: each protocol, and waiting; what is said of it, and which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.edits import put
from hlh_desktop.domain.finding import Option
from hlh_desktop.domain.wizard.lines import OptionCard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.wizard.words import Words

WAITING, PROTOCOL = "watchful_waiting", "regimen.protocol"
# The gate of a plan that orders nothing; the first of its reasons is that one waits and watches.
NOTHING = "nothing"


def option_cards(options: Sequence[Option], draft: Draft, words: Words) -> tuple[OptionCard, ...]:
    """One card a protocol, in the order of the files, then watchful waiting where it is spoken of or was chosen.

    No named protocol has no stance of its own unless an option says one of it: its lines are judged one by one.
    """
    by_id = {option.id: option for option in options}
    return (*_protocols(by_id, draft, words), *_waiting(by_id.get(WAITING), draft, words))


def choose_card(draft: Draft, card: str, words: Words) -> Draft:
    """The draft with a card chosen. Waiting is no named protocol, for the reason that one waits; lines stay."""
    waits = card == WAITING
    protocol = _unnamed(words) if waits else card
    chosen = draft.with_case(put(draft.case, PROTOCOL, protocol))
    return chosen.with_reason(_key(words), _reason(words)) if waits else _without_waiting(chosen, words)


def waits(draft: Draft, words: Words) -> bool:
    """Whether watchful waiting is chosen."""
    return value_at(draft.case, PROTOCOL) == _unnamed(words) and draft.reasons.get(_key(words)) == _reason(words)


def _without_waiting(draft: Draft, words: Words) -> Draft:
    return draft.with_reason(_key(words), "") if draft.reasons.get(_key(words)) == _reason(words) else draft


def _unnamed(words: Words) -> str:
    return next(name for name, protocol in words.knowledge.protocols.items() if not protocol.named)


def _key(words: Words) -> str:
    """Where the reason is kept for a plan without a named protocol that orders nothing."""
    return f"{NOTHING}.{_unnamed(words)}"


def _reason(words: Words) -> str:
    return words.each(words.knowledge.asking.gates[NOTHING].reasons)[0]


def _protocols(by_id: dict[str, Option], draft: Draft, words: Words) -> Iterator[OptionCard]:
    chosen = None if waits(draft, words) else value_at(draft.case, PROTOCOL)
    for name, protocol in words.knowledge.protocols.items():
        title = protocol.title if protocol.named else words.screen("card.none")
        neutral = Option(name, "offered", title, protocol.note, protocol.statements, protocol.cites)
        yield _card(by_id.get(name), neutral, title, words, chosen=chosen == name)


def _waiting(option: Option | None, draft: Draft, words: Words) -> Iterator[OptionCard]:
    if option is not None or waits(draft, words):
        rule, title = words.knowledge.asking.gates[NOTHING], words.screen("card.waiting")
        neutral = Option(WAITING, "offered", title, words.screen("reason.added"), rule.statements, rule.cites)
        yield _card(option, neutral, title, words, chosen=waits(draft, words))


def _card(said: Option | None, neutral: Option, title: str, words: Words, *, chosen: bool) -> OptionCard:
    """What is said of an option, else the words of `neutral` without a stance."""
    option = neutral if said is None else said
    return OptionCard(
        id=option.id,
        title=words.text(title),
        stance=None if said is None else said.stance,
        stance_text=words.screen("card.no_stance" if said is None else f"stance.{said.stance}"),
        reason=words.text(option.reason),
        statements=option.statements,
        sources=words.sources(option.cites),
        chosen=chosen,
    )
