"""Who may come to the desk, as commands: onrecord users add, list, remove, role, password, views."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.users.roles import Role
    from onrecord.users.users import Users

__all__ = ["users", "users_option"]

users_option = click.option(
    "--users",
    "users_file",
    envvar="ONRECORD_USERS",
    default="onrecord.users.db",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file of users.",
)
_name = click.argument("name")
_role = click.argument("role", type=click.Choice(["viewer", "reviewer", "editor", "owner"]))


@click.group()
def users() -> None:
    """Say who may come to the desk, and in which role.

    A viewer reads, a reviewer says what is right and wrong, an editor settles what reviewers differ in, an owner sees
    who was shown hidden names. Passwords are asked for, or read from standard input, never taken from the command line.
    """


@users.command()
@_name
@_role
@users_option
def add(name: str, role: "Role", users_file: Path) -> None:
    """Add a user NAME in this ROLE."""
    _open(users_file).add(name, role, _ask(), now=datetime.now(UTC))
    click.echo(f"{name} may come to the desk as {role}.", err=True)


@users.command(name="list")
@users_option
def list_users(users_file: Path) -> None:
    """List the users and their roles."""
    for user in _open(users_file).list():
        if sys.stdout.isatty():
            click.echo(f"{user.role:9} {user.name}")
        else:
            click.echo(json.dumps(asdict(user), ensure_ascii=False))


@users.command()
@_name
@users_option
def remove(name: str, users_file: Path) -> None:
    """Take a user away, and end what sessions are open; reviews of that name stay."""
    _open(users_file).remove(name)


@users.command(name="role")
@_name
@_role
@users_option
def set_role(name: str, role: "Role", users_file: Path) -> None:
    """Give a user another ROLE, and end what sessions are open."""
    _open(users_file).set_role(name, role)


@users.command(name="password")
@_name
@users_option
def set_password(name: str, users_file: Path) -> None:
    """Give a user another password, and end what sessions are open."""
    _open(users_file).set_password(name, _ask())


@users.command()
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="How many, the latest first.")
@users_option
def views(limit: int, users_file: Path) -> None:
    """List who was shown pages with names that are hidden from others, and when."""
    for view in _open(users_file).views(limit=limit):
        if sys.stdout.isatty():
            click.echo(f"{view.time}  {view.user}  {view.page}")
        else:
            click.echo(json.dumps(asdict(view), ensure_ascii=False))


def _open(path: Path) -> "Users":
    try:
        from onrecord.users.users import open_users
    except ImportError as error:
        raise click.UsageError("Users need Argon2: pip install 'onrecord[desk]'.") from error
    return open_users(path)


def _ask() -> str:
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return password
    return sys.stdin.readline().rstrip("\r\n")
