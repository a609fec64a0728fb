"""Writes a small dataset with pictures by LeRobot's own writer, for Hone to read.

python3 bench/dataset/write.py DATASET     needs lerobot
"""

import sys

import numpy as np
from lerobot.datasets.lerobot_dataset import LeRobotDataset

FEATURES = {
    "observation.state": {"dtype": "float32", "shape": (3,), "names": ["x", "y", "z"]},
    "action": {"dtype": "float32", "shape": (2,), "names": ["turn", "grip"]},
    "observation.images.top": {"dtype": "image", "shape": (48, 64, 3), "names": ["height", "width", "channels"]},
}
dataset = LeRobotDataset.create("hone/made", fps=20, features=FEATURES, root=sys.argv[1], use_videos=False)
for episode in range(3):
    for t in range(10 + episode):
        picture = np.full((48, 64, 3), 20 * episode, dtype=np.uint8)
        picture[:, : 5 * t + 5] = (255, 128, 0)  # a bar that grows
        dataset.add_frame(
            {
                "observation.state": np.array([episode, t, 0.5], dtype=np.float32),
                "action": np.array([-t, 1], dtype=np.float32),
                "observation.images.top": picture,
                "task": "let the bar grow",
            }
        )
    dataset.save_episode()
dataset.finalize()
