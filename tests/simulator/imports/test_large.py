"""F63: fifty megabytes of anything end in the right turns or in a sentence, in bounded memory."""

import json
import subprocess
import sys
from pathlib import Path

SIZE = 50_000_000
MOST_MEGABYTES = 300
CUE = "00:00:01.000 --> 00:00:02.000\n"
SCRIPT = """
import resource, sys
from pathlib import Path
from simulator.imports.decoding import read_text
from simulator.imports.reading import pieces_in
from simulator.imports.speakers import conversation
from simulator.problem import Problem
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for file in sys.argv[1:]:
    try:
        text, _ = read_text(Path(file))
        print(len(conversation(pieces_in(text, "x", []), "x").turns), "turns")
    except Problem as problem:
        print(problem)
status = Path("/proc/self/status")
peak = status.read_text().split("VmHWM:")[1].split()[0] if status.exists() else 0
print(int(peak) // 1000)
"""


def _repeated(text: str) -> str:
    return text * (SIZE // len(text))


def test_fifty_megabytes_of_anything(tmp_path: Path) -> None:
    """Right turns, or the line at which it became too much, within a minute's work and 300 MB."""
    two = f"WEBVTT\n\n{CUE}Seller: a\n\n{CUE}Buyer: b\n\n"
    segments = [{"speaker": name, "body": "a"} for name in ("Seller", "Buyer")]
    files: dict[Path, str] = {}

    def given(text: str, said: str) -> None:
        file = tmp_path / str(len(files))
        file.write_text(text)
        files[file] = said

    given(_repeated("Seller: Why?\nBuyer: Late.\n"), "holds more than one call can")
    given("WEBVTT\n\n" + _repeated(f"{CUE}Seller: a\n\n"), "holds more than one call can")
    given(two + _repeated("NOTE " + "x" * 994 + "\n\n"), "2 turns")
    given("Seller: a\nBuyer: b\n" + "\n" * SIZE, "2 turns")
    given("Seller: a\nBuyer: " + _repeated("b "), "x:2: is longer than 100,000 characters")
    given('{"segments": ' + "[" * SIZE, "too deep")
    given(json.dumps({"padding": "x" * SIZE, "segments": segments}), "2 turns")
    given("a" * 70_000_000, "is larger than 64,000,000 bytes; split it into calls")
    *outcomes, used = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, files)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for outcome, said in zip(outcomes, files.values(), strict=True):
        assert said in outcome
    assert int(used) < MOST_MEGABYTES
