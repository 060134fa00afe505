"""What a new passphrase must be like. Apart from the ciphers, which take a while to load."""

from alliance_app.sync.errors import WeakPassphrase

LEAST = 12
LEAST_CHINESE = 6


def check(passphrase: str) -> None:
    """Refuse what could be guessed. Raises WeakPassphrase."""
    text = passphrase.strip()
    strength = sum(2 if each >= "\u3400" else 1 for each in text)
    if strength < LEAST or len(set(text)) < LEAST_CHINESE - 1:
        raise WeakPassphrase(least=LEAST, least_chinese=LEAST_CHINESE)
