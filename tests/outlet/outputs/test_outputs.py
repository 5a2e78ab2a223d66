"""Every output has a sample beside it, and gives these bytes and no others.

`given.json` holds a site and a front; the folder of an output holds the files it makes of them. Set GOLDEN=1 to
write them anew, then read the difference.
"""

import os
from pathlib import Path

import msgspec
import pytest

from nightdesk import registry
from nightdesk.outlet import outputs
from nightdesk.outlet.output import Output
from nightdesk.terms.page import Page
from nightdesk.terms.site import Site
from nightdesk.terms.story import Front

HERE = Path(__file__).parent
OUTPUTS = registry.find(outputs, "OUTPUT", Output)


class Given(msgspec.Struct):
    site: Site
    front: Front


GIVEN = msgspec.json.decode((HERE / "given.json").read_bytes(), type=Given)


def pages(output: Output) -> tuple[Page, ...]:
    if output.follows == "front":
        return output.render(GIVEN.site, GIVEN.front)
    return output.render(GIVEN.site)


def sample(output: Output, page: Page) -> Path:
    return HERE / output.name / page.path.replace("/", "__").lstrip(".")


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS)
def test_the_sample_comes_out_to_the_byte(output: Output) -> None:
    made = {sample(output, page): page.content for page in pages(output)}
    for path, content in made.items() if os.environ.get("GOLDEN") else ():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content or b"")
    assert made == {path: path.read_bytes() for path in (HERE / output.name).iterdir()}


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS)
def test_an_output_follows_one_thing_and_writes_inside_the_site(output: Output) -> None:
    assert output.follows in ("front", "site")
    for page in pages(output):
        assert not page.path.startswith("/")
        assert ".." not in page.path


def test_no_two_outputs_write_one_file() -> None:
    paths = [page.path for output in OUTPUTS.values() for page in pages(output)]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("output", [o for o in OUTPUTS.values() if o.follows == "front"], ids=lambda o: o.name)
def test_archive_pages_have_no_feed(output: Output) -> None:
    assert output.render(GIVEN.site, msgspec.structs.replace(GIVEN.front, number=3)) == ()
