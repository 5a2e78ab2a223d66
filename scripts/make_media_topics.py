"""Make `src/nightdesk/terms/data/media_topics.tsv` from the IPTC Media Topics vocabulary (CC BY 4.0).

    python scripts/make_media_topics.py cptall-en-GB.json

Each line is a topic's code, the code of the next broader one, its name, and the older Subject Codes that mean it;
topics retired since are kept, wires still send them.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src/nightdesk/terms/data/media_topics.tsv"
_SAME = ("exactMatch", "closeMatch")


def main(vocabulary: Path) -> None:
    concepts = json.loads(vocabulary.read_bytes())
    rows = sorted(row(concept) for concept in concepts["conceptSet"])
    head = (
        f"# IPTC Media Topics of {concepts['dateReleased'][:10]}: code, next broader code, name, Subject Codes. "
        "(c) IPTC, CC BY 4.0\n"
    )
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(head + "".join("\t".join(one) + "\n" for one in rows), encoding="utf-8")
    print(f"{len(rows)} topics")


def row(concept: dict[str, Any]) -> tuple[str, str, str, str]:
    broader = concept["broader"][0][-8:] if concept.get("broader") else ""
    older = [link[-8:] for kind in _SAME for link in concept.get(kind, ()) if "/subjectcode/" in link]
    return concept["uri"][-8:], broader, concept["prefLabel"]["en-GB"].strip(), ",".join(dict.fromkeys(older))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
