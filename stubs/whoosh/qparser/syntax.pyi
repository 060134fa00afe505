from whoosh.query import Query

class SyntaxNode: ...

class TextNode(SyntaxNode):
    qclass: type[Query] | None
    def __init__(self, text: str) -> None: ...
