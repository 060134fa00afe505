"""Which member a name means. What is certain is matched; what only resembles is asked, never guessed.

Two names are the same when they differ in width, blanks, brackets or case, or by the word for the union at the end
(示例精密有限公司 and 示例精密有限公司工会委员会). They resemble each other when what is left without the place before
and the form of company behind is the same (深圳市示例精密 and 示例精密有限公司).
"""

import re
import unicodedata

_UNION = re.compile(r"(?:工会联合会|联合工会|基层工会|基层委员会|工会委员会|工会)+$")
_FORM = re.compile(r"(?:股份)?(?:有限)?(?:责任)?(?:公司|集团|实业|工厂|厂|企业)+$")
_PLACE = re.compile(r"^(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,3}市)?(?:[\u4e00-\u9fff]{2,3}区)?")
_LEAST = 2


def same_key(name: str) -> str:
    """What names share that certainly mean the same enterprise."""
    plain = re.sub(r"[\s·・]+", "", unicodedata.normalize("NFKC", name)).casefold()
    plain = plain.replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")")
    without = _UNION.sub("", plain)
    return without if len(without) >= _LEAST else plain


def like_key(name: str) -> str:
    """What names share that may mean the same enterprise."""
    plain = re.sub(r"\([^()]*\)", "", same_key(name))
    without = _PLACE.sub("", _FORM.sub("", plain))
    return without if len(without) >= _LEAST else plain
