# What sync uses of s3fs, which ships no types.
from asyncio import AbstractEventLoop
from typing import Any

from fsspec import AbstractFileSystem

class S3FileSystem(AbstractFileSystem):
    retries: int
    loop: AbstractEventLoop
    def __init__(self, **settings: Any) -> None: ...
    def call_s3(self, method: str, **kwargs: Any) -> Any: ...
