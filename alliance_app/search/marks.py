"""The signs of a query as its readers hand them on: `language` puts them in, `whoosh_tree` tags them as syntax."""

# Marks of our own, which no query can hold.
OPEN, CLOSE, AND, OR, NOT, HYPHEN, END = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3", "\ue0f4", "\ue0f5", "\ue0f6"

QUOTED = (
    r'(?P<{0}>(?<![^\s:\-\ue0f0])(?:"(?P<{0}a>(?s:.)+?)"|“(?P<{0}b>[^“”]+)”|「(?P<{0}c>[^「」]+)」)(?=[\s)\ue0f1]|$))'
)
