"""The house holds: imports go down only and never in a circle, and nothing grows beyond what one can read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "ivr"

FLOORS = (
    "commands",
    "processes",
    "rehearsal",
    "wiring",
    "web",
    "service",
    "simulator",
    "records",
    "carriers",
    "authoring",
    "language",
    "dialogue",
)
"""From the top down; a module may import from its own floor and those below it."""

BESIDE = ("settings", "logging_setup", "__main__", "__init__")
"""Entries and settings: who may use what is said in ALLOWED_BESIDE."""

ALLOWED_BESIDE = {
    "settings": set[str](),
    "logging_setup": {"settings", "records"},
    "__main__": {"commands"},
    "__init__": set[str](),
}
MAY_USE_SETTINGS = {"commands", "processes", "wiring", "logging_setup"}

OUTSIDE = {
    "dialogue": {"pydantic"},
    "language": {"pydantic", "rapidfuzz", "babel", "phonenumbers"},
}
"""The pure floors use these libraries and the standard library, and nothing else."""

MAX_FILE, MAX_FUNCTION = 300, 40  # lines
NO_CLOCK_FLOORS = ("dialogue", "language", "authoring", "carriers", "simulator")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts), path


MODULES = dict(modules())


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, nested and type-checking imports too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                for alias in names:
                    inner = f"{module}.{alias.name}"
                    yield inner if inner in MODULES else module
            case ast.ImportFrom(level=level) if level:
                raise AssertionError(f"{path}: relative import")


def floor_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def ours(path: Path) -> set[str]:
    return {name for name in imports_of(path) if name == "ivr" or name.startswith("ivr.")}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_floor_and_below(module: str) -> None:
    floor = floor_of(module)
    used = {floor_of(name) for name in ours(MODULES[module])} - {floor}

    if floor in BESIDE:
        assert used <= ALLOWED_BESIDE[floor]
        return

    assert floor in FLOORS, f"{module} stands on no floor"
    below = set(FLOORS[FLOORS.index(floor) :])
    allowed = below | (set(BESIDE[:2]) if floor in MAY_USE_SETTINGS else set())
    assert used <= allowed, f"{module} reaches up to {used - allowed}"


def test_the_simulator_knows_nothing_of_ours() -> None:
    foreign = {name for module, path in MODULES.items() if floor_of(module) == "simulator" for name in ours(path)}

    assert {floor_of(name) for name in foreign} == {"simulator"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: ours(path) & set(MODULES) - {module} for module, path in MODULES.items()}

    def circle_through(module: str, way: tuple[str, ...]) -> tuple[str, ...] | None:
        if module in way:
            return (*way[way.index(module) :], module)
        if module in cleared:
            return None
        for following in sorted(graph[module]):
            found = circle_through(following, (*way, module))
            if found:
                return found
        cleared.add(module)
        return None

    cleared: set[str] = set()
    for module in graph:
        found = circle_through(module, ())
        assert found is None, " -> ".join(found or ())


@pytest.mark.parametrize("floor", OUTSIDE)
def test_a_pure_floor_uses_few_libraries(floor: str) -> None:
    import sys

    used = {
        name.split(".")[0]
        for module, path in MODULES.items()
        if floor_of(module) == floor
        for name in imports_of(path)
        if not name.startswith("ivr")
    }

    assert used - set(sys.stdlib_module_names) <= OUTSIDE[floor]


@pytest.mark.parametrize("library", ["flask", "twilio", "sqlalchemy"])
def test_a_library_stays_on_its_floors(library: str) -> None:
    homes = {
        "flask": {"web", "wiring", "processes"},
        "twilio": {"carriers", "simulator"},
        "sqlalchemy": {"records", "commands"},
    }
    used = {
        floor_of(module)
        for module, path in MODULES.items()
        if any(name.split(".")[0] == library for name in imports_of(path))
    }

    assert used <= homes[library]


@pytest.mark.parametrize("module", [name for name in MODULES if floor_of(name) in NO_CLOCK_FLOORS])
def test_no_clock_and_no_chance_below_the_records(module: str) -> None:
    banned = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time"), ("time", "sleep")}
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    used = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }

    assert not used & banned


def sizes() -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    files, functions = [], []
    for path in MODULES.values():
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(ROOT).as_posix()
        files.append((text.count("\n"), where))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                functions.append((length, f"{where}:{node.lineno} {node.name}"))
    return sorted(files, reverse=True), sorted(functions, reverse=True)


def test_files_and_functions_stay_readable(capsys: pytest.CaptureFixture[str]) -> None:
    files, functions = sizes()
    with capsys.disabled():
        print(f"\n{len(files)} files, {len(functions)} functions; the largest:")  # noqa: T201 -- the printed list
        for length, where in (*files[:5], *functions[:5]):
            print(f"  {length:4} lines  {where}")  # noqa: T201

    assert files[0][0] <= MAX_FILE, files[0]
    assert functions[0][0] <= MAX_FUNCTION, functions[0]
    assert files[len(files) // 2][0] <= 100, "the median file grows"
    assert functions[len(functions) // 2][0] <= 10, "the median function grows"
