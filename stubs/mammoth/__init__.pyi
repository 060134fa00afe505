from collections.abc import Callable
from typing import IO, Any

from mammoth import images as images

class Result:
    value: str
    messages: list[Any]

def convert_to_html(
    fileobj: IO[bytes],
    *,
    convert_image: Callable[[Any], Any] = ...,
    style_map: str = ...,
    external_file_access: bool = ...,
    include_embedded_style_map: bool = ...,
) -> Result: ...
