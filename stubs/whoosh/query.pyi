class Query: ...

class Term(Query):
    fieldname: str | None
    text: str

class Prefix(Query):
    fieldname: str | None
    text: str

class Not(Query):
    query: Query

class CompoundQuery(Query):
    subqueries: list[Query]

class And(CompoundQuery): ...
class Or(CompoundQuery): ...
