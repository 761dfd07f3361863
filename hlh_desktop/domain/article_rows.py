"""The rows of the article in words: for the list of the guide, and for whatever proves a finding, task or option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.proof import source_rows
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.proof_values import SourceRow
    from hlh_desktop.domain.statements import Verdict


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row in words: its number, what the article says, what is done, the verdict and why, whose data, sources."""

    code: str
    says: str
    does: str
    verdict: Verdict
    word: str
    note: str
    whose: str
    sources: tuple[SourceRow, ...]

    def holds(self, part: str) -> bool:
        """Whether a typed part stands in the row, in any letters."""
        told = (self.code, self.says, self.does, self.word, self.note, self.whose, *(one.title for one in self.sources))
        return all(word in " ".join(told).casefold() for word in part.casefold().split())


def article_rows(knowledge: Knowledge) -> tuple[ArticleRow, ...]:
    """Every row in the order of the article."""
    return tuple(article_row(code, knowledge) for code in sorted(knowledge.statements))


def article_row(code: str, knowledge: Knowledge) -> ArticleRow:
    """One row; KeyError for a number that there is none of."""
    row, say = knowledge.statements[code], knowledge.wording.say
    tell, language = Telling(knowledge.wording), knowledge.wording.language
    return ArticleRow(
        code, tell.sentence(row.says[language]), tell.sentence(row.does[language]), row.verdict,
        say(f"guide.verdict.{row.verdict}"), tell.sentence(row.note[language]),
        listed(say(f"guide.population.{one}") for one in row.population), source_rows(knowledge, row.cites),
    )  # fmt: skip
