"""A deterministic simulation of an alliance: devices, their users, and a shared folder that does its worst.

`world.py` plays a schedule; `users.py`, `exchanging.py`, `fates.py` and `weather.py` hold what can happen in one, each
thing a small declaration, and say how to add another; `laws.py` and `ending.py` say what must hold. `doubles.py` puts
the faults of well-known peers into the program, to see that the laws catch them. `python -m tests.sync_simulation` runs
it. docs/sync.md says how to read a failure.
"""
