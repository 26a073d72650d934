"""Brings the packages of the explorer page into api/explorer/vendor, so that a wheel carries them.

They are pinned with their hashes in api/explorer/package-lock.json, come by `npm ci` and are copied as they are, but
for the addresses by which they import each other: a browser takes none by bare name. Where npm is missing, or fails,
the rest is built all the same and the page says what it lacks.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = {
    "cytoscape.js": "cytoscape/dist/cytoscape.esm.min.mjs",
    "htm.js": "htm/dist/htm.mjs",
    "preact.js": "preact/dist/preact.mjs",
    "hooks.js": "preact/hooks/dist/hooks.mjs",
    "topojson-client.js": "topojson-client/dist/topojson-client.min.js",
    "countries-110m.json": "world-atlas/countries-110m.json",
    **{
        f"d3-{name}.js": f"d3-{name}/dist/d3-{name}.min.mjs"
        for name in "array color dispatch force format geo interpolate quadtree scale time time-format timer".split()
    },
}
FOR_TESTS = {"axe.js": "axe-core/axe.min.js"}
_BARE = re.compile(rb"""(\bfrom\s*|\bimport\s*)(["'])([a-z][\w-]*)\2""")
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


class ExplorerHook(BuildHookInterface):  # type: ignore[type-arg]
    """`editable` builds, which developers make, also get what the tests of the page need, in build/explorer."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        root = Path(self.root)
        page = root / "api" / "explorer"
        for_tests = root / "build" / "explorer" if version == "editable" else None
        digest = hashlib.sha256(Path(__file__).read_bytes() + (page / "package-lock.json").read_bytes()).hexdigest()
        stamp = page / "vendor" / "stamp"
        complete = for_tests is None or all((for_tests / name).exists() for name in FOR_TESTS)
        if stamp.exists() and stamp.read_text() == digest and complete:
            return
        try:
            bring(page, for_tests)
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"the explorer page is built without its packages: {said(error)}")
        else:
            stamp.write_text(digest)


def said(error: Exception) -> str:
    if isinstance(error, FileNotFoundError) and error.filename == "npm":
        return "npm is not installed"
    return (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1]


def bring(page: Path, for_tests: Path | None) -> None:
    """Raises OSError, or SubprocessError where npm fails."""
    with tempfile.TemporaryDirectory() as work:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(page / name, work)
        omitted = [] if for_tests else ["--omit=dev"]
        subprocess.run(  # noqa: S603
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omitted],  # noqa: S607
            cwd=work,
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        )
        modules, vendor = Path(work) / "node_modules", page / "vendor"
        shutil.rmtree(vendor, ignore_errors=True)
        licences = vendor / "licences"
        licences.mkdir(parents=True)
        for name, source in FILES.items():
            (vendor / name).write_bytes(browsable((modules / source).read_bytes()))
            package = source.partition("/")[0]
            shutil.copy(next((modules / package).glob("LICENSE*")), licences / f"{package}.txt")
        if for_tests:
            for_tests.mkdir(parents=True, exist_ok=True)
            for name, source in FOR_TESTS.items():
                shutil.copy(modules / source, for_tests / name)


def browsable(code: bytes) -> bytes:
    """The module with `from "d3-array"` as `from "./d3-array.js"`, and without the address of a map that stays away."""
    named = _BARE.sub(lambda found: b'%s"./%s.js"' % (found[1], found[3]), code)
    return _SOURCE_MAP.sub(b"\n", named)
