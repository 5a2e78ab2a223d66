"""`robots.txt`: everything that is published may be read; what is computed on asking need not be crawled."""

from ...terms.page import Page
from ...terms.site import Site
from ..output import Output


def render(site: Site) -> tuple[Page, ...]:
    """Pages that must not be indexed say so themselves: a page that robots may not fetch could not."""
    text = (
        "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /intake/\nAllow: /\n\n"
        f"Sitemap: {site.url}/sitemap.xml\nSitemap: {site.url}/sitemap-news.xml\n"
    )
    return (Page("robots.txt", text.encode()),)


OUTPUT = Output(name="robots", follows="site", render=render)
