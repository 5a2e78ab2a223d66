"""The typesetter: Typst, given data and our own sheets. No story's text is ever read as markup."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from ..errors import PaperError

_HOME = Path(str(files(__package__)))
_SHEETS = _HOME / "sheets"
NO_PICTURES: Final[Mapping[str, bytes]] = {}
HOW_TO_INSTALL = "install the e-paper's typesetter: pip install 'nightdesk[epaper]'"


@contextmanager
def _sheets(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder that the typesetter may read, and nothing outside it: the sheets, with the pictures beside them.

    Typst takes bytes from files alone, and only below its root: so the sheets are copied to where the pictures are,
    for as long as it takes, below the folder that this process works in.
    """
    if not pictures:
        yield _SHEETS
        return
    with TemporaryDirectory(prefix="sheets-", dir=Path.cwd()) as name:
        folder = Path(name)
        for sheet in _SHEETS.glob("*.typ"):
            shutil.copyfile(sheet, folder / sheet.name)
        for file, content in pictures.items():
            (folder / file).write_bytes(content)
        yield folder


class Typesetter:
    """Sets sheets with the paper's own fonts, so that every machine gives the same bytes. Raises PaperError."""

    def __init__(self) -> None:
        try:
            import typst  # noqa: PLC0415
        except ImportError as error:
            raise PaperError(f"there is no typesetter: {HOW_TO_INSTALL}") from error
        self._typst = typst
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_HOME / "fonts")]
        )

    def measure(self, asked: bytes) -> dict[str, Any]:
        """The counts of `measure.typ` for what it is asked, one object a copy, and the widths of the faces' words."""
        compiler = self._compiler("measure.typ", {"asked": asked.decode()})
        found: dict[str, Any] = self._query(compiler, "<counted>")[0]
        return found

    def set(
        self, issue: bytes, pictures: Mapping[str, bytes] = NO_PICTURES
    ) -> tuple[bytes, list[bytes], list[dict[str, float]]]:
        """The PDF, the pages as SVG, and where each block's text ended. `pictures` are those that the issue names."""
        with _sheets(pictures) as folder:
            return self._set(folder, issue)

    def _set(self, folder: Path, issue: bytes) -> tuple[bytes, list[bytes], list[dict[str, float]]]:
        compiler = self._compiler("sheet.typ", {"issue": issue.decode()}, folder)
        try:
            pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
            images = compiler.compile(format="svg")
        except self._typst.TypstError as error:
            raise PaperError(f"the typesetter refused the sheet: {error}") from error
        ends = self._query(compiler, "<ends>")[0]
        return pdf, images if isinstance(images, list) else [images], ends

    def _compiler(self, sheet: str, inputs: dict[str, str], folder: Path = _SHEETS) -> Any:
        return self._typst.Compiler(str(folder / sheet), root=str(folder), font_paths=self._fonts, sys_inputs=inputs)

    def _query(self, compiler: Any, label: str) -> list[Any]:
        try:
            found: list[Any] = msgspec.json.decode(compiler.query(label, field="value"))
        except self._typst.TypstError as error:
            raise PaperError(f"the typesetter refused the sheet: {error}") from error
        return found
