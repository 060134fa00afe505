"""Hostile content against every reader of foreign bytes: one table of targets (`targets`), used in three ways.

`test_targets.py` tries hypothesis's inputs in the normal run, after the regression inputs in `found/`;
`python -m tests.fuzz --target segment --seconds 60` lets atheris look for new ones, guided by coverage (`make fuzz`
tries all targets in turn). What that finds is mended, and its input kept in `found/<target>/`.
"""
