"""llama2.c's own way from text to tokens, kept apart from the tokenizer.json it is to check: byte strings, no merges list.

Each character is its token or, failing that, its bytes; then the adjacent pair that joins to the token of the best score is
joined, the leftmost of equals, until none joins. A text that isn't empty gets a space before it.
"""

FIRST_BYTE = 3


class Llama2cEncoder:
    def __init__(self, tokens):
        """tokens: (score, bytes) in order of their id."""
        self.scores = [score for score, _ in tokens]
        self.strings = [raw for _, raw in tokens]
        ordinary = range(FIRST_BYTE + 256, len(tokens))
        self.ids = {self.strings[id]: id for id in ordinary}

    def encode(self, text):
        """Ids without the beginning-of-sequence token."""
        ids = []
        for character in (" " + text) if text else "":
            raw = character.encode()
            ids += [self.ids[raw]] if raw in self.ids else [FIRST_BYTE + byte for byte in raw]
        while True:
            best, place, joined = -1e10, -1, -1
            for i in range(len(ids) - 1):
                if min(ids[i], ids[i + 1]) < FIRST_BYTE + 256:
                    continue
                id = self.ids.get(self.strings[ids[i]] + self.strings[ids[i + 1]], -1)
                if id >= 0 and self.scores[id] > best:
                    best, place, joined = self.scores[id], i, id
            if place < 0:
                return ids
            ids[place : place + 2] = [joined]
