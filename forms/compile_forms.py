"""Turn Designer's forms (forms/*.ui) into hlh_desktop/ui/forms/ui_*.py, wherever they are needed.

Three callers, one way: `python forms/compile_forms.py` by hand, tests/conftest.py before the first test, and
hatchling through `CompileForms` when a wheel is built. Nothing is compiled while the program runs.
The generated modules are ignored by git, so the hook names them as artifacts; without that they would be
missing from the wheel in silence.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
GENERATED = "hlh_desktop/ui/forms"


def uic() -> Path:
    """Qt's form compiler as PySide6-Essentials ships it.

    Raises FileNotFoundError when PySide6 is not installed or has no compiler.
    """
    spec = find_spec("PySide6")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for name in ("Qt/libexec/uic", "uic.exe", "uic"):
            if (found := Path(place, name)).is_file():
                return found
    raise FileNotFoundError("PySide6-Essentials with its form compiler (uic) is not installed for " + sys.executable)


def is_stale(form: Path, module: Path) -> bool:
    """Whether a form was saved after its module was made."""
    return not module.exists() or module.stat().st_mtime <= form.stat().st_mtime


def compile_form(form: Path, module: Path) -> None:
    """Write the module of one form; another process never sees it half written.

    Raises subprocess.CalledProcessError when uic refuses the form; the old module then stays.
    """
    unfinished = module.with_suffix(".unfinished")
    module.parent.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run([uic(), "--generator", "python", "--output", unfinished, form], check=True)
        unfinished.replace(module)
    finally:
        unfinished.unlink(missing_ok=True)


def compile_forms(root: Path = ROOT) -> list[Path]:
    """Compile each form that is newer than its module, drop modules without a form; the modules written."""
    made = {root / GENERATED / f"ui_{form.stem}.py": form for form in sorted((root / "forms").glob("*.ui"))}
    for orphan in set((root / GENERATED).glob("ui_*.py")) - made.keys():
        orphan.unlink()
    stale = [module for module, form in made.items() if is_stale(form, module)]
    for module in stale:
        compile_form(made[module], module)
    return stale


def wheel_data(root: Path) -> dict[str, str]:
    """What a wheel carries besides code: where it lies in the checkout, and where in the wheel."""
    places = {
        "resources": "hlh_desktop/resources",
        "tests/cases/golden": "hlh_desktop/resources/cases/golden",
    }
    return {str(root / source): target for source, target in places.items() if (root / source).is_dir()}


class CompileForms(BuildHookInterface[Any]):
    """The build hook: compiled forms for every build, data for a wheel only.

    An editable install gets no copy of the data: it runs from the checkout, and a copy would go stale.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        if self.target_name != "wheel":
            return
        compile_forms(Path(self.root))
        build_data["artifacts"].append(f"{GENERATED}/ui_*.py")
        if version == "standard":
            build_data["force_include"].update(wheel_data(Path(self.root)))


if __name__ == "__main__":
    for written in compile_forms():
        print(written.relative_to(ROOT).as_posix())
