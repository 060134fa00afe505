import re

from whoosh.qparser.default import QueryParser
from whoosh.qparser.syntax import SyntaxNode

class RegexTagger:
    expr: re.Pattern[str]
    def create(self, parser: QueryParser, match: re.Match[str]) -> SyntaxNode: ...
