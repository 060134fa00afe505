"""One target under atheris, in a process of its own: `python -m tests.fuzz.hunting TARGET SECONDS [options]`.

What Python code is watched for new branches: the program's, and the readers' it uses. The merging engine is not.
"""

import sys
import time

import atheris

_BEGUN = time.monotonic()
_WATCHED = ("alliance_app", "mammoth", "markdownify", "markdown", "whoosh", "PIL.PngImagePlugin", "yaml")


def main() -> None:
    """Try inputs for so many seconds, counted from now, or until one does harm."""
    name, seconds, *options = sys.argv[1:]
    with atheris.instrument_imports(include=list(_WATCHED)):
        from tests.fuzz.targets import TABLE

        target = next(each for each in TABLE if each.name == name)
        for seed in target.seeds()[:3]:
            target.run(seed)  # what a verb imports when it is called is imported now, and so watched
    from tests.fuzz.apart import bound
    from tests.fuzz.watch import Watch

    watch = Watch()
    bound()

    def run(data: bytes) -> None:
        watch.begin()
        target.run(data)
        watch.end()

    left = max(1, int(float(seconds) - (time.monotonic() - _BEGUN)))
    atheris.Setup([sys.argv[0], f"-max_total_time={left}", *options], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
