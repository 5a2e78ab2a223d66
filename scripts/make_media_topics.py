"""Make `src/nightdesk/desk/data/media_topics.tsv` from the IPTC Media Topics vocabulary (CC BY 4.0).

    python scripts/make_media_topics.py cptall-en-GB.json

Each line is a topic's code and the code of the next broader one; topics retired since are kept, wires still send them.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/nightdesk/desk/data/media_topics.tsv"


def main(vocabulary: Path) -> None:
    concepts = json.loads(vocabulary.read_bytes())
    pairs = sorted(
        (concept["uri"][-8:], concept["broader"][0][-8:])
        for concept in concepts["conceptSet"]
        if concept.get("broader")
    )
    head = f"# IPTC Media Topics of {concepts['dateReleased'][:10]}: code, next broader code. (c) IPTC, CC BY 4.0\n"
    TARGET.write_text(head + "".join(f"{code}\t{broader}\n" for code, broader in pairs), encoding="utf-8")
    print(f"{len(pairs)} topics")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
