"""Every public name is in its module's __all__, sorted; files are of a size that a person can read at once."""

import ast
from pathlib import Path

import pytest

import onrecord

SOURCE = Path(onrecord.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
NAMES = [str(path.relative_to(SOURCE)) for path in FILES]


def public_names(tree: ast.Module) -> set[str]:
    """Names that a module defines at its top, without a leading underscore."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_all_names_what_a_module_offers(path: Path) -> None:
    """__all__ is sorted as ruff sorts it (constants, classes, functions), and holds no name that is not there."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    listed = [node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    if path.name in ("__init__.py", "__main__.py"):
        return
    assert listed, "a module says what it offers"
    offered = ast.literal_eval(listed[0].value)
    assert set(offered) <= public_names(tree)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    commands = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list}
    assert {name for name in functions - commands if not name.startswith("_")} <= set(offered)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_file_is_over_400_lines(path: Path) -> None:
    """The wall of the house style."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_package_offers_what_it_says() -> None:
    """Each name can be imported from the root, and no other."""
    assert onrecord.__all__ == sorted(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        onrecord.guess  # noqa: B018 - asking is the test


def test_all_that_leaves_a_ledger_goes_one_way() -> None:
    """Only shown.py, which knows whom other documents hide, asks care to show anything."""
    asked = [
        (str(path.relative_to(SOURCE)), alias.name)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("onrecord", "onrecord.care")
        for alias in node.names
        if alias.name == "care" or alias.name.startswith("show_")
    ]
    assert asked == [("shown.py", "care")]
