"""What a folder of exported files promises: all of them whole under their names, or none."""

from __future__ import annotations

import gzip
import resource
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.exports.folder import filled


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_get_their_names_when_all_are_whole(tmp_path: Path) -> None:
    with filled(tmp_path / "new") as folder:
        folder.text("one.csv").write("é\r\n")
        folder.text("two.csv.gz").write("zwei\n")
        assert names(tmp_path / "new") == ["one.csv.part", "two.csv.gz.part"]
    assert names(tmp_path / "new") == ["one.csv", "two.csv.gz"]
    assert (tmp_path / "new" / "one.csv").read_bytes() == b"\xc3\xa9\r\n"
    assert gzip.decompress((tmp_path / "new" / "two.csv.gz").read_bytes()) == b"zwei\n"


def test_the_same_text_gives_the_same_compressed_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with filled(tmp_path / name) as folder:
            folder.text("file.gz").write("text")
    assert (tmp_path / "a" / "file.gz").read_bytes() == (tmp_path / "b" / "file.gz").read_bytes()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_fails_on_the_way_leaves_an_empty_folder(tmp_path: Path, error: type[BaseException]) -> None:
    def export() -> None:
        with filled(tmp_path) as folder:
            folder.text("one.csv").write("half")
            raise error

    with pytest.raises(error):
        export()
    assert names(tmp_path) == []


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="is not empty"), filled(tmp_path):
        pass
    assert names(tmp_path) == ["notes.txt"]


def test_a_name_that_is_a_file_or_lies_nowhere_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "no" / "folder"):
        with pytest.raises(InputError, match="cannot be written") as caught, filled(path):
            pass
        assert "\n" not in str(caught.value)


def test_a_disk_that_takes_no_more_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(InputError, match="cannot be written"), filled(tmp_path) as folder:
            folder.text("big.csv").writelines(["x" * 1000] * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(tmp_path) == []
