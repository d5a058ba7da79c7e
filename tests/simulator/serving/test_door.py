"""Who may come in, and how often it may be tried."""

import asyncio
import json
import stat
from pathlib import Path

import pytest

from simulator.problem import Problem
from simulator.serving import pins
from simulator.serving.door import BY_ADDRESS, BY_NAME, LETTERS, QUARTER, Door, Refused, new_code
from simulator.serving.limits import Limit, network_of
from simulator.serving.sessions import LIFETIME, Sessions
from simulator.serving.trainees import LONGEST_NAME, Trainee, trainee_of

CODE = "abcdefgh"
PIN = "482913"


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """scrypt at its least cost: what it costs is not what these tests are about."""
    monkeypatch.setattr(pins, "COST", 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(tmp_path: Path, clock: Clock) -> Door:
    return Door(tmp_path, CODE, clock)


def ada(folder: Path) -> Trainee:
    trainee = trainee_of("Ada Byron", folder)
    assert trainee is not None
    return trainee


async def refusal(door: Door, *, code: str = CODE, name: str = "Ada", pin: str = PIN) -> Refused:
    """Why somebody at one address may not come in."""
    with pytest.raises(Refused) as caught:
        await door.enter("192.0.2.7", code, name, pin)
    return caught.value


# ---- names and folders


@pytest.mark.parametrize(
    "name", ["../../etc", "/etc/passwd", "..", "a/b", "NUL", "ada\0", "\x1b[2J"]
)
def test_no_name_leads_out_of_the_servers_folder(name: str, tmp_path: Path) -> None:
    """Whatever a name holds, its folder is a hash below the server's, and its text is inert."""
    trainee = trainee_of(name, tmp_path)
    assert trainee is not None
    assert trainee.folder.resolve().parent == tmp_path / "trainees"
    assert trainee.folder.name.isalnum()
    assert "\x1b" not in trainee.name


def test_one_person_has_one_folder_however_the_name_is_typed(tmp_path: Path) -> None:
    """Case, spacing and the way an umlaut is written make no difference; another name does."""
    one = trainee_of("Jörg  Müller ", tmp_path)
    other = trainee_of("jo\u0308rg müller", tmp_path)
    third = trainee_of("Jorg Muller", tmp_path)
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.folder == other.folder != third.folder


@pytest.mark.parametrize("name", ["", "  \n ", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing, blanks and pages of text are nobody."""
    assert trainee_of(name, tmp_path) is None


# ---- PINs


def test_the_first_use_sets_the_pin_and_later_ones_must_match(tmp_path: Path) -> None:
    """Whoever comes first chooses; afterwards that PIN opens and no other."""
    trainee = ada(tmp_path)
    tries = (PIN, "000000", PIN)
    assert [pins.is_theirs(trainee, pin) for pin in tries] == [True, False, True]


def test_the_pin_is_kept_as_a_salted_hash_that_its_owner_alone_can_read(tmp_path: Path) -> None:
    """The file never holds the PIN; two trainees with one PIN have two hashes; mode 0600."""
    one, other = ada(tmp_path), trainee_of("Grace", tmp_path)
    assert other is not None
    pins.is_theirs(one, PIN)
    pins.is_theirs(other, PIN)
    text = one.pin.read_text()
    assert PIN not in text
    assert json.loads(text)["hash"] != json.loads(other.pin.read_text())["hash"]
    assert stat.S_IMODE(one.pin.stat().st_mode) == 0o600
    assert [path.name for path in one.folder.iterdir()] == ["pin.json"]


def test_a_pin_set_meanwhile_by_another_tab_is_not_overwritten(tmp_path: Path) -> None:
    """Two first uses at once: one sets the PIN, the other is checked against it."""
    trainee = ada(tmp_path)

    def salt(size: int) -> bytes:
        if not trainee.pin.exists():
            assert pins.is_theirs(trainee, "first1")
        return b"s" * size

    assert not pins.is_theirs(trainee, "second", salt)
    assert pins.is_theirs(trainee, "first1")


def test_a_damaged_pin_file_opens_to_nobody(tmp_path: Path) -> None:
    """It is said what to do; it never counts as no PIN."""
    trainee = ada(tmp_path)
    pins.is_theirs(trainee, PIN)
    trainee.pin.write_text("{")
    with pytest.raises(Problem, match="--forget-pin"):
        pins.is_theirs(trainee, PIN)


def test_a_forgotten_pin_is_chosen_anew(tmp_path: Path) -> None:
    """The trainer forgets it; the next use sets another."""
    trainee = ada(tmp_path)
    pins.is_theirs(trainee, PIN)
    assert pins.forget(trainee)
    assert pins.is_theirs(trainee, "another")
    assert not pins.is_theirs(trainee, PIN)


# ---- limits


def test_a_limit_holds_by_key_until_its_time_is_over(clock: Clock) -> None:
    """After the last allowed failure a key waits for the oldest to grow old; others do not."""
    limit = Limit(2, 60, clock)
    limit.take("a")
    clock.now += 20
    limit.take("a")
    assert (limit.wait("a"), limit.wait("b")) == (40, 0)
    clock.now += 40
    assert limit.wait("a") == 0


def test_a_household_counts_as_one_address() -> None:
    """Of IPv6 the first half counts; an address of IPv4 stands for itself."""
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff") != network_of("2001:db8:1::1")
    assert network_of("192.0.2.1") != network_of("192.0.2.2")


# ---- the door


async def test_the_code_the_name_and_the_pin_open(door: Door) -> None:
    """The code as a phone writes it: capitals and spaces make no difference."""
    assert (await door.enter("192.0.2.7", " ABCD efgh", "Ada", PIN)).name == "Ada"


async def test_a_wrong_code_says_nothing_of_names_and_sets_no_pin(
    door: Door, tmp_path: Path
) -> None:
    """Without the code nobody learns who is here, and no name is taken."""
    assert (await refusal(door, code="wrong-code")).status == 403
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pin", ["", "12345", "1" * 65])
async def test_a_pin_too_short_or_too_long_is_refused(pin: str, door: Door) -> None:
    """Six characters at least: five tries a quarter of an hour never find one."""
    assert (await refusal(door, pin=pin)).status == 400


async def test_guesses_at_a_name_are_cut_off_and_the_right_pin_waits_too(
    door: Door, clock: Clock
) -> None:
    """After so many wrong PINs even the right one is refused until the time is over."""
    await door.enter("192.0.2.7", CODE, "Ada", PIN)
    for _ in range(BY_NAME):
        assert (await refusal(door, pin="000000")).status == 403
    late = await refusal(door)
    assert (late.status, late.wait) == (429, QUARTER)
    clock.now += QUARTER
    assert (await door.enter("192.0.2.7", CODE, "Ada", PIN)).name == "Ada"


async def test_many_guesses_at_once_count_as_many(door: Door) -> None:
    """A hundred tries sent together get no further than a hundred one after another."""
    await door.enter("192.0.2.7", CODE, "Ada", PIN)
    tries = (door.enter(f"192.0.2.{n}", CODE, "Ada", f"{n:06}") for n in range(100))
    done = await asyncio.gather(*tries, return_exceptions=True)
    statuses = [error.status for error in done if isinstance(error, Refused)]
    assert (statuses.count(403), statuses.count(429)) == (BY_NAME, 100 - BY_NAME)


async def test_an_address_is_cut_off_whatever_names_it_tries(door: Door) -> None:
    """Guessing the code, or one PIN against many names, ends as well; other addresses come in."""
    for number in range(BY_ADDRESS):
        await refusal(door, code=f"guess{number}")
    assert (await refusal(door)).status == 429
    assert (await door.enter("198.51.100.1", CODE, "Grace", PIN)).name == "Grace"


async def test_a_class_behind_one_address_is_not_cut_off(door: Door) -> None:
    """Those who come in do not count."""
    for number in range(BY_ADDRESS + 10):
        await door.enter("192.0.2.7", CODE, f"Trainee {number}", PIN)


def test_a_join_code_is_drawn_from_letters_that_nobody_confuses() -> None:
    """Eight of them, drawn by what is given."""
    drawn = iter("abcdefgh")
    assert new_code(lambda letters: next(drawn) if letters == LETTERS else "") == "abcdefgh"
    assert not set("il1o0") & set(LETTERS)


# ---- sessions


def test_a_session_is_its_trainees_until_it_is_closed_or_old(tmp_path: Path, clock: Clock) -> None:
    """A token opens one trainee's room, for half a day, and no other token does."""
    sessions = Sessions(clock)
    one, other = sessions.open(ada(tmp_path)), sessions.open(ada(tmp_path))
    assert sessions.trainee(one) == ada(tmp_path)
    assert sessions.trainee(one + "x") is sessions.trainee("") is None
    sessions.close(one)
    assert (sessions.trainee(one), sessions.trainee(other)) == (None, ada(tmp_path))
    clock.now += LIFETIME
    assert sessions.trainee(other) is None
