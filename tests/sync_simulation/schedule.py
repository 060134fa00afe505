"""A schedule: a seed and a few numbers from which everything follows, or what a shrinking has left of it.

    seed=41 devices=3 steps=20                   the steps follow from the seed
    seed=41 devices=3 do=0.add.0,3.share.0,…     these steps only: number.act.who
    seed=41 devices=3 protected=yes steps=20     in an alliance with a passphrase

A step draws its chances from the seed and its own number, so that dropping others does not change it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: which act, and by which device (counted round those there are)."""

    number: int
    act: str
    who: int

    def __str__(self) -> str:
        return f"{self.number}.{self.act}.{self.who}"

    @classmethod
    def read(cls, text: str) -> "Step":
        number, act, who = text.split(".")
        return cls(int(number), act, int(who))


@dataclass(frozen=True, slots=True)
class Schedule:
    """What to play. `steps`: how many steps to draw; `kept`: the steps themselves where they are told.

    `protected`: the alliance is founded with a passphrase.
    """

    seed: int
    devices: int
    steps: int
    kept: tuple[Step, ...] | None = None
    protected: bool = False

    def __str__(self) -> str:
        start = f"seed={self.seed} devices={self.devices}{' protected=yes' if self.protected else ''}"
        if self.kept is None:
            return f"{start} steps={self.steps}"
        return f"{start} do={','.join(map(str, self.kept))}"

    @classmethod
    def read(cls, line: str) -> "Schedule":
        """The schedule in a line as `str` writes it; what follows a # is a remark."""
        told = dict(word.split("=", 1) for word in line.partition("#")[0].split())
        kept = None
        if "do" in told:
            kept = tuple(Step.read(each) for each in told["do"].split(",") if each)
        protected = told.get("protected") == "yes"
        return cls(int(told["seed"]), int(told["devices"]), int(told.get("steps", 0)), kept, protected)
