"""The two elements that the XML feeds share: the label's facts, and the tombstone of RFC 6721."""

from zoneinfo import ZoneInfo

from ..terms.label import label_id
from ..terms.site import Site
from ..terms.story import Card, Front, Tombstone
from .feed_entry import WHY_GONE, entry_id, local, proof_of
from .xml_text import escaped


def label_element(site: Site, card: Card) -> str:
    """What the label on the page says, in machine form; the feed declares the prefix `nightdesk`."""
    proof = f' entry="{card.leaf}" proof="{escaped(proof_of(site, card))}"' if card.leaf is not None else ""
    return (
        f'<nightdesk:label agency="{escaped(card.agency)}" published="automatically" reviewed="no"'
        f' version="{escaped(card.version)}" corrected="{"yes" if card.corrected else "no"}"'
        f' wording="{label_id(site.language)}"{proof}/>\n'
    )


def checkpoint_element(front: Front) -> str:
    """The log's signed note as it was when the newest of these entries went in: every reader of a feed keeps a copy."""
    return f"<nightdesk:checkpoint>{escaped(front.checkpoint)}</nightdesk:checkpoint>\n" if front.checkpoint else ""


def tombstone_element(site: Site, tombstone: Tombstone, zone: ZoneInfo) -> str:
    """An entry to forget, with the fixed sentence of its kind; the feed declares the prefix `at`."""
    return (
        f'<at:deleted-entry ref="{escaped(entry_id(site, tombstone))}" when="{local(tombstone.gone, zone)}">'
        f"<at:comment>{WHY_GONE[tombstone.kind]}</at:comment></at:deleted-entry>\n"
    )
