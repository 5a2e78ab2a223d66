"""`nightdesk nginx`."""

from pathlib import Path

import pytest

from fakes.site import Site, run


def test_prints_the_configuration_of_this_site(site: Site) -> None:
    ran = site.run("nginx", "--no-brotli")
    assert ran.code == 0
    assert f"root {site.public};" in ran.out
    assert "server 127.0.0.1:8080;" in ran.out
    assert "listen 80;" in ran.out
    assert "brotli_static" not in ran.out


def test_with_a_certificate_it_listens_for_tls(site: Site) -> None:
    pem, key = site.folder / "paper.pem", site.folder / "paper.key"
    ran = site.run("nginx", "--certificate", pem, "--key", key, "--upstream", "127.0.0.1:9000")
    assert ran.code == 0
    assert "listen 443 ssl" in ran.out
    assert f"ssl_certificate     {pem};" in ran.out
    assert "server 127.0.0.1:9000;" in ran.out


@pytest.mark.parametrize("alone", ["--certificate", "--key"])
def test_a_certificate_without_its_key_is_refused(site: Site, alone: str) -> None:
    ran = site.run("nginx", alone, site.folder / "one.pem")
    assert ran.code == 2
    assert "belong together" in ran.err


def test_an_address_that_nginx_would_misread_is_refused(site: Site) -> None:
    ran = site.run("nginx", "--upstream", "127.0.0.1:80; include /etc/passwd")
    assert ran.code == 1
    assert "upstream cannot stand in an nginx configuration" in ran.err


def test_a_folder_without_a_site_says_how_to_make_one(tmp_path: Path) -> None:
    ran = run("nginx", tmp_path)
    assert ran.code == 1
    assert "nightdesk init" in ran.err
