"""`alliance match` and how a pair stands, by the command line."""

from tests.cli.conftest import Alliance


def pair(alliance: Alliance) -> tuple[str, str]:
    """A need and an offer of the same thing."""
    owner = alliance.add("member", "模具厂工会")
    common = ("--set", "chain_stage=加工", "--set", "what=精密注塑", "--set", "area=坪山")
    need = alliance.add("supply_demand", "精密注塑代工", "--set", "side=需", *common)
    offer = alliance.add("supply_demand", "塑胶件加工", "--set", "side=供", "--set", f"owner={owner}", *common)
    return need, offer


def test_a_pair_is_talked_about_agreed_and_closed(alliance: Alliance) -> None:
    need, offer = pair(alliance)
    for verb, standing in (("talk", "talking"), ("intend", "intent"), ("agree", "agreed")):
        said = alliance.json("match", verb, need, offer)
        assert said["standing"] == standing
    shown = alliance.json("show", need)
    assert shown["fields"]["status"] == "agreed"
    assert alliance.json("match")["matches"] == []  # the need is settled
    assert alliance.json("match", "close", need, offer)["standing"] == "closed"
    assert alliance.json("match", "reopen", need, offer)["standing"] is None
    assert len(alliance.json("match", "--new")["matches"]) == 1


def test_what_does_not_suit_is_not_proposed_again(alliance: Alliance) -> None:
    need, offer = pair(alliance)
    (found,) = alliance.json("match", "--need", need)["matches"]
    assert found["standing"] is None
    assert "注塑" in found["reasons"][0]
    alliance("match", "unsuitable", need, offer)
    assert alliance.json("match")["matches"] == []
    assert "not a need and an offer" in alliance("match", "talk", offer, need).refusal
