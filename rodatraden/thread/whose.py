"""Whose a status is: the rule's proposal, or somebody's by hand with the proposal beside it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rodatraden.lib.text import NOTHING, Text, say, verbatim

if TYPE_CHECKING:
    from rodatraden.thread.gather import Node, Thread


def whose(nodes: Iterable["Node"]) -> Text:
    """Whose the statuses are as long as the year runs: the rule's, somebody's, or both."""
    judged = [node for node in nodes if node.judgement is not None]
    by_hand = [node for node in judged if node.by_hand is not None]
    if not by_hand:
        return say("regelns förslag, ej behandlat av nämnderna")
    if len(by_hand) == len(judged):
        return say("bedömt för hand")
    return say("{n} av {total} bedömda för hand, annars regelns förslag", n=len(by_hand), total=len(judged))


def hand_told(thread: "Thread", node: "Node") -> Text:
    """ "Bedömt av Kommunstyrelsen; regelns förslag: bedöms inte uppfyllas"; nothing where the rule speaks."""
    if node.by_hand is None:
        return NOTHING
    place = thread.tree.places.get(node.by_hand.unit_id)
    who = verbatim(place.name) if place else say("någon")
    if node.proposal is None:
        return say("Bedömt av {who}", who=who)
    word = str(node.proposal.word)
    return say("Bedömt av {who}; regelns förslag: {word}", who=who, word=f"{word[:1].lower()}{word[1:]}")
