import re

from whoosh.qparser.taggers import RegexTagger

# At run time TaggingPlugin only has what a Plugin has.
class Plugin: ...

class TaggingPlugin(RegexTagger, Plugin):
    priority: int
    def __init__(self, expr: str | re.Pattern[str] | None = ...) -> None: ...

class PrefixPlugin(TaggingPlugin): ...

class FieldsPlugin(TaggingPlugin):
    def __init__(self, expr: str = ..., remove_unknown: bool = ...) -> None: ...

class GroupPlugin(Plugin):
    def __init__(self, openexpr: str = ..., closeexpr: str = ...) -> None: ...

class OperatorsPlugin(Plugin):
    def __init__(
        self,
        And: str = ...,
        Or: str = ...,
        AndNot: str | None = ...,
        AndMaybe: str | None = ...,
        Not: str = ...,
        Require: str | None = ...,
    ) -> None: ...
