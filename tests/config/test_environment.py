"""The environment's variables: what they mean, and what is said when one makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from targetree.config.databases import databases
from targetree.config.environment import providers, read
from targetree.config.folder import DataFolder
from targetree.config.mail import settings
from targetree.config.problems import ServingProblem


def test_nothing_set_is_a_server_for_this_machine() -> None:
    environment = read({})
    assert (environment.bind, environment.port, environment.hosts) == ("127.0.0.1", 8000, ())
    assert not environment.debug
    assert not environment.https
    assert environment.time_zone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("TARGETREE_PORT", "eighty", "setting_not_a_number"),
        ("TARGETREE_PORT", "65536", "setting_not_a_number"),
        ("TARGETREE_PORT", "-1", "setting_not_a_number"),
        ("TARGETREE_WORKERS", "0", "setting_not_a_number"),
        ("TARGETREE_HTTPS", "maybe", "setting_not_yes_or_no"),
        ("TARGETREE_HOSTS", "https://plan.example.com", "setting_not_a_host"),
        ("TARGETREE_HOSTS", "*", "setting_not_a_host"),
        ("TARGETREE_TIME_ZONE", "Mars/Olympus", "setting_not_a_time_zone"),
        ("TARGETREE_TIME_ZONE", "../../etc/passwd", "setting_not_a_time_zone"),
        ("TARGETREE_SECRET_KEY", "short", "secret_too_short"),
        ("TARGETREE_DIRECTOR", "somebody", "setting_not_an_address"),
        ("DATABASE_URL", "mysql://somewhere/x", "setting_not_a_url"),
        ("DATABASE_URL", "postgresql://h:port/x", "setting_not_a_url"),
        ("TARGETREE_MAIL_URL", "mail.example.com", "setting_not_a_url"),
        ("TARGETREE_OIDC_ISSUER", "https://id.example.com", "sign_in_incomplete"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_in_both_languages(name: str, value: str, code: str) -> None:
    with pytest.raises(ServingProblem) as problem:
        read({name: value})
    assert problem.value.code == code
    told = [problem.value.sentence(lang) for lang in ("en", "zh")]
    assert told[0] != told[1]
    asked = "TARGETREE_OIDC_CLIENT_ID" if code == "sign_in_incomplete" else name
    assert all(asked in text for text in told)


def test_a_password_in_an_address_is_never_told() -> None:
    with pytest.raises(ServingProblem) as problem:
        read({"DATABASE_URL": "mysql://me:hunter2@somewhere/x"})
    assert "hunter2" not in problem.value.sentence("en")


def test_data_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(ServingProblem, match="is a file"):
        read({"TARGETREE_DATA": str(file)})


def test_the_application_has_a_way_in_of_its_own(tmp_path: Path) -> None:
    environment = read({"DATABASE_URL": "postgresql://boss:p%40ss@db.example.com:5433/plans?sslmode=require"})
    folder = DataFolder(tmp_path)
    (tmp_path / "app-password").write_text("kept")
    ways = databases(environment, folder)
    assert (ways["owner"]["USER"], ways["owner"]["PASSWORD"], ways["owner"]["NAME"]) == ("boss", "p@ss", "plans")
    assert (ways["default"]["USER"], ways["default"]["PASSWORD"]) == ("targetree_app", "kept")
    assert ways["default"]["OPTIONS"]["sslmode"] == "require"


def test_the_embedded_database_is_on_a_socket_whose_path_is_short_enough(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    for root in (tmp_path, deep):
        ways = databases(read({"TARGETREE_DATA": str(root)}), DataFolder(root))
        assert ways["default"]["HOST"].startswith("/")
        assert len(ways["default"]["HOST"] + "/.s.PGSQL.5432.lock") < 104


def test_the_companys_own_sign_in() -> None:
    names = {"ISSUER": "https://id.example.com", "CLIENT_ID": "plan", "CLIENT_SECRET": "hush", "NAME": "飞书"}
    made = providers(read({f"TARGETREE_OIDC_{name}": value for name, value in names.items()}))
    app = made["openid_connect"]["APPS"][0]
    assert (app["name"], app["client_id"]) == ("飞书", "plan")
    assert app["settings"]["server_url"] == "https://id.example.com"
    assert providers(read({})) == {}


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls"),
    [
        ("smtp://mail.example.com", 25, False, False),
        ("smtps://me:secret@mail.example.com", 465, True, False),
        ("smtp+tls://me:secret@mail.example.com:2525", 2525, False, True),
    ],
)
def test_letters_go_to_the_mail_server(url: str, port: int, tls: bool, starttls: bool) -> None:
    backend, server = settings(url)
    assert backend.endswith("smtp.EmailBackend")
    assert (server.host, server.port, server.tls, server.starttls) == ("mail.example.com", port, tls, starttls)


def test_without_a_mail_server_letters_become_files() -> None:
    assert settings("")[0].endswith("filebased.EmailBackend")
