"""A ninjs document, one item or a list of them, into items. Names of all branches are understood side by side."""

from typing import Any, Final

from ...errors import BrokenDelivery, BrokenItem, DeliveryError
from ...terms.delivery import Delivery
from ...terms.item import Item, Repair
from ...terms.spike import Spike
from ..json_document import JsonDocument, read_json
from ..profile import Profile
from ..sniff import Sniffed
from .fields import folded
from .item import read_item

# Besides the id, names that no other JSON wire has in this spelling.
_TELLING: Final = frozenset(
    "bodies headlines pubstatus versioncreated headline body_text body_html body_xhtml body_nitf firstcreated "
    "representationtype edNote ednote descriptions eventdetails plannedcoverage".lower().split()
)
_OTHERS: Final = frozenset({"urn", "format", "article_html", "data", "usn"})


def recognises(sniffed: Sniffed) -> bool:
    """ninjs says so itself, or has `uri` and nothing of another wire, or `guid` with names of ninjs, or holds items."""
    if sniffed.kind != "json":
        return False
    if any(mark.lower().startswith("standard.name=") and "ninjs" in mark.lower() for mark in sniffed.marks):
        return True
    keys = {key.lower() for key in sniffed.keys}
    if keys & _OTHERS or any(mark.startswith("version=https://jsonfeed.org/") for mark in sniffed.marks):
        return False
    if "uri" in keys:
        return True
    if "guid" in keys:
        return bool(keys & _TELLING)
    return "items" in keys and not keys & {"home_page_url", "feed_url"} and "version" not in keys


def parse(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
    """The items in order. Of a list, one that cannot be read becomes a Spike; alone, it refuses the delivery."""
    document = read_json(delivery, profile)
    listed = _listed(document.value)
    if listed is None:
        if not isinstance(document.value, dict):
            raise BrokenDelivery(
                "json", "a ninjs document is an object or a list of objects; the agency must send it anew"
            )
        return (_read(document.value, profile, document.repairs),)
    if not listed:
        raise BrokenDelivery("no-items", "a list without a single item; the agency must send it again")
    return tuple(_judged(part, number, profile, document) for number, part in enumerate(listed))


def _listed(value: Any) -> list[Any] | None:
    """The items of a collection, None for a single item."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(value.get("items"), list) and "uri" not in value and "guid" not in value:
        return list(value["items"])
    return None


def _judged(part: Any, number: int, profile: Profile, document: JsonDocument) -> Item | Spike:
    place = f"item {number + 1}"
    if not isinstance(part, dict):
        return Spike("field", "no object stands where an item should; the agency must send it anew", place)
    try:
        return _read(part, profile, document.repairs)
    except DeliveryError as error:
        guid = part.get("uri") or part.get("guid")
        headline = part.get("headline")
        return Spike(
            error.code,
            error.reason,
            f"{place}, {error.place}" if error.place else place,
            guid if isinstance(guid, str) else "",
            headline if isinstance(headline, str) else "",
        )


def _read(value: dict[str, Any], profile: Profile, repairs: tuple[Repair, ...]) -> Item:
    fields = folded(value)
    if "uri" not in fields and "guid" not in fields:
        raise BrokenItem("no-guid", "the item has no uri, so that no later version or kill could find it", "field uri")
    return read_item(fields, profile, repairs)
