"""The nginx configuration: accepted by nginx, and closed to settings that would break out of it."""

import datetime
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nightdesk.errors import SettingsError
from nightdesk.serve.nginx import Tls, nginx_conf

from .house import free_port, need_nginx, nginx_main_conf


def check(site: str, folder: Path) -> str:
    conf = nginx_main_conf(site, folder)
    command = ["nginx", "-t", "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(conf)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stderr if ran.returncode else ""


@pytest.mark.parametrize("brotli", [True, False])
def test_nginx_takes_it_without_a_warning(tmp_path: Path, brotli: bool) -> None:
    need_nginx()
    listen = (f"127.0.0.1:{free_port()}",)
    site = nginx_conf(tmp_path, "http://paper.example", "127.0.0.1:8080", listen=listen, brotli=brotli)
    assert check(site, tmp_path) == ""
    assert "warn" not in (tmp_path / "error.log").read_text()
    assert "Strict-Transport-Security" not in site


def test_nginx_takes_it_with_tls(tmp_path: Path) -> None:
    need_nginx()
    tls = a_certificate(tmp_path)
    site = nginx_conf(tmp_path, "https://paper.example", "127.0.0.1:8080", tls=tls)
    assert "Strict-Transport-Security" in site
    assert "return 301 https://paper.example$request_uri;" in site
    listen = (f"127.0.0.1:{free_port()} ssl http2",)
    site = nginx_conf(tmp_path, "https://paper.example", "127.0.0.1:8080", listen=listen, tls=tls)
    assert check(site, tmp_path) == ""


@pytest.mark.parametrize("bad", ["/srv/a b", "/srv/a;", '/srv/a"', "/srv/a{", "/srv/$host", "/srv/a\nb"])
def test_a_folder_nginx_would_misread_is_refused(bad: str) -> None:
    with pytest.raises(SettingsError, match="the public folder"):
        nginx_conf(Path(bad), "https://paper.example", "127.0.0.1:8080")


@pytest.mark.parametrize("bad", ["", "paper.example", "https://", "https://a.example;x"])
def test_a_url_nginx_would_misread_is_refused(bad: str) -> None:
    with pytest.raises(SettingsError, match="the site's url"):
        nginx_conf(Path("/srv/public"), bad, "127.0.0.1:8080")


def a_certificate(folder: Path) -> Tls:
    """A certificate for a name that does not exist."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "paper.example")])
    day = datetime.datetime(2025, 4, 27, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    tls = Tls(folder / "paper.pem", folder / "paper.key")
    tls.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    tls.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return tls
