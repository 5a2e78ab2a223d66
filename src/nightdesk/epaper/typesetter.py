"""The typesetter: Typst, given data and our own sheets. No story's text is ever read as markup."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from ..errors import PaperError

_HOME = Path(str(files(__package__)))
HOW_TO_INSTALL = "install the e-paper's typesetter: pip install 'nightdesk[epaper]'"


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

    def set(self, issue: bytes) -> tuple[bytes, list[bytes], list[dict[str, float]]]:
        """The PDF, the pages as SVG, and where each block's text ended."""
        compiler = self._compiler("sheet.typ", {"issue": issue.decode()})
        try:
            pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
            images = compiler.compile(format="svg")
        except self._typst.TypstError as error:
            raise PaperError(f"the typesetter refused the sheet: {error}") from error
        ends = self._query(compiler, "<ends>")[0]
        return pdf, images if isinstance(images, list) else [images], ends

    def _compiler(self, sheet: str, inputs: dict[str, str]) -> Any:
        return self._typst.Compiler(
            str(_HOME / "sheets" / sheet), root=str(_HOME / "sheets"), font_paths=self._fonts, sys_inputs=inputs
        )

    def _query(self, compiler: Any, label: str) -> list[Any]:
        try:
            found: list[Any] = msgspec.json.decode(compiler.query(label, field="value"))
        except self._typst.TypstError as error:
            raise PaperError(f"the typesetter refused the sheet: {error}") from error
        return found
