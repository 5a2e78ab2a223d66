"""What each block of a story is, told from its markup."""

from tests.epaper.issues import a_paper_story

from nightdesk.epaper.copy import roles_of


def test_tells_headings_points_and_quotations_from_paragraphs() -> None:
    markup = "<h2>One</h2><p>Two</p><ul><li>Three</li><li><p>Four</p></li></ul><blockquote><p>Five</p></blockquote>"
    story = a_paper_story("Head", "One", "Two", "Three", "Four", "Five", markup=markup)
    assert roles_of(story) == ("head", "text", "point", "point", "quote")


def test_sets_everything_as_paragraphs_where_markup_and_blocks_do_not_agree() -> None:
    story = a_paper_story("Head", "One", "Two", markup="<h2>One</h2>loose<p>Two</p><p>Three</p>")
    assert roles_of(story) == ("text", "text")
