"""Opens the model that the settings name, for as long as a command runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from simulator.cli.output import note
from simulator.model.client import ModelClient
from simulator.model.endpoint import endpoint_in_force
from simulator.settings import Settings
from simulator.voices.model import ModelVoice
from simulator.voices.voice import FreeVoice


@contextmanager
def asked_model(settings: Settings) -> Iterator[ModelClient | None]:
    """The model, where the settings ask for one; None, and nothing is opened, where they do not.

    Says at the end what was asked of it. Raises ModelProblem when it is not set up.
    """
    if settings.voice != "model" and not settings.rephrasing:
        yield None
        return
    with ModelClient(endpoint_in_force(settings)) as client:
        try:
            yield client
        finally:
            if client.spent.requests:
                note(spent_words(client))


@contextmanager
def free_voice(settings: Settings) -> Iterator[FreeVoice | None]:
    """The model's voice, where the settings choose it."""
    wanted = settings.model_copy(update={"rephrasing": False})
    with asked_model(wanted) as client:
        yield voice_of(wanted, client)


def voice_of(settings: Settings, client: ModelClient | None) -> FreeVoice | None:
    """The voice of an open model, where the settings choose it."""
    return ModelVoice(client) if client is not None and settings.voice == "model" else None


def spent_words(client: ModelClient) -> str:
    """What was asked of a model, in one sentence."""
    spent, place = client.spent, client.endpoint
    counted = (
        f"{spent.read:,} tokens read ({spent.cached:,} of them kept), {spent.written:,} written"
    )
    if spent.uncounted:
        counted += f"; {spent.uncounted} answers came without a count"
    cost = spent.cost(place.price_in, place.price_out)
    price = f"; about {cost:.4f} in the currency of your bill" if cost else ""
    return f"Model {place.model}: {spent.requests} answers, {counted}{price}."
