"""Bytes as text in JSON."""

import base64
import binascii


def text_of(raw: bytes) -> str:
    """Base64."""
    return base64.b64encode(raw).decode()


def bytes_of(text: object) -> bytes:
    """What was spelled. Raises ValueError and TypeError for anything else."""
    if not isinstance(text, str):
        raise TypeError("not text")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
