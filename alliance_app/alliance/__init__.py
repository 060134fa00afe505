"""The alliance's own rules, as plain functions over records.

`catalogue.standard()`, `stars.assessment_of(records, catalogue, member_id, year)`, `matching.matches(records, today)`,
`figures.figures(records, year=None)`.
"""
