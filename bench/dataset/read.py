"""Reads a dataset that Hone wrote as Python programs do, and fails where the two disagree.

python3 bench/dataset/read.py DATASET     needs pyarrow; uses pillow, pandas, datasets and lerobot where they are installed
"""

import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

folder = Path(sys.argv[1])
info = json.loads((folder / "meta/info.json").read_text())
stats = json.loads((folder / "meta/stats.json").read_text())
files = sorted((folder / "data").glob("*/*.parquet"))
frames = pa.concat_tables([pq.read_table(file) for file in files])
episodes = pa.concat_tables([pq.read_table(f) for f in sorted((folder / "meta/episodes").glob("*/*.parquet"))])

assert frames.num_rows == info["total_frames"], "frames"
assert episodes.num_rows == info["total_episodes"], "episodes"
assert frames.column_names == list(info["features"]), "every column is a feature, in order"
pictures = [name for name, feature in info["features"].items() if feature["dtype"] == "image"]
for name in pictures:
    kind = frames.schema.field(name).type
    assert kind == pa.struct([("bytes", pa.binary()), ("path", pa.string())]), (name, kind)
for name, feature in info["features"].items():
    if name in pictures:
        continue
    kind, width = frames.schema.field(name).type, feature["shape"][0]
    value = kind.value_type if pa.types.is_list(kind) else kind
    assert str(value) == {"float32": "float", "int64": "int64", "bool": "bool"}[feature["dtype"]], (name, kind)
    assert pa.types.is_list(kind) == (width > 1), name
    if width > 1:
        assert set(pa.compute.list_value_length(frames[name]).to_pylist()) == {width}, name
for name in ("observation.state", "action"):
    rows = frames[name].to_pylist()
    for i, column in enumerate(zip(*rows)):
        assert min(column) == stats[name]["min"][i] and max(column) == stats[name]["max"][i], (name, i)
        assert abs(sum(column) / len(column) - stats[name]["mean"][i]) < 1e-6, (name, i)
for row in episodes.to_pylist():
    part = frames.slice(row["dataset_from_index"], row["length"])
    assert set(part["episode_index"].to_pylist()) == {row["episode_index"]}
    assert part["frame_index"].to_pylist() == list(range(row["length"]))
    assert all(abs(t - i / info["fps"]) < 1e-3 for i, t in enumerate(part["timestamp"].to_pylist()))
print(f"pyarrow {pa.__version__}: {frames.num_rows} frames of {episodes.num_rows} episodes agree")

def picture(name, row):
    """Red, green and blue of a picture from 0 to 1, a list each."""
    shape = info["features"][name]["shape"]
    image = PIL.Image.open(io.BytesIO(frames[name][row]["bytes"].as_py()))
    assert image.mode == "RGB" and image.size == (shape[1], shape[0]), (name, image)
    return [[value / 255 for value in band.tobytes()] for band in image.split()]


try:
    import PIL.Image
except ImportError:
    print("pillow is not installed: pictures are not looked at")
else:
    for name in pictures:
        counted = [i for i, t in enumerate(frames["frame_index"].to_pylist()) if t % 8 == 0]
        assert stats[name]["count"] == [len(counted)], name
        for channel, values in enumerate(zip(*(picture(name, i) for i in counted))):
            all_values = [value for one in values for value in one]
            for key, value in (("min", min), ("max", max), ("mean", lambda v: sum(v) / len(v))):
                assert abs(stats[name][key][channel][0][0] - value(all_values)) < 1e-6, (name, channel, key)
    if pictures:
        print(f"pillow {PIL.__version__}: pictures and their statistics agree: {', '.join(pictures)}")

try:
    import pandas
except ImportError:
    print("pandas is not installed: tasks as its index are not tried")
else:
    tasks = pandas.read_parquet(folder / "meta/tasks.parquet")
    assert list(tasks.columns) == ["task_index"] and tasks.index.name == "task", tasks
    assert list(tasks["task_index"]) == list(range(info["total_tasks"]))
    print(f"pandas {pandas.__version__}: tasks {list(tasks.index)}")

try:
    import datasets
except ImportError:
    print("datasets is not installed: fixed-length features are not tried")
else:
    def kind(feature):
        if feature["dtype"] == "image":
            return datasets.Image()
        value = datasets.Value(feature["dtype"])
        width = feature["shape"][0]
        return value if width == 1 else datasets.Sequence(value, length=width)

    features = datasets.Features({name: kind(feature) for name, feature in info["features"].items()})
    loaded = datasets.Dataset.from_parquet([str(file) for file in files], features=features, keep_in_memory=True)
    assert len(loaded) == info["total_frames"]
    assert loaded[1]["action"] == frames["action"][1].as_py()
    for name in pictures:
        shape = info["features"][name]["shape"]
        assert loaded[1][name].mode == "RGB" and loaded[1][name].size == (shape[1], shape[0]), name
    print(f"datasets {datasets.__version__}: {len(loaded)} frames with features of fixed length")

try:
    from lerobot.datasets.lerobot_dataset import LeRobotDataset
except ImportError:
    print("lerobot is not installed: its own loader is not tried")
else:
    ahead = {"action": [i / info["fps"] for i in range(8)]}  # as a policy that predicts chunks asks for
    own = LeRobotDataset(f"hone/{folder.name}", root=folder, delta_timestamps=ahead)
    assert len(own) == info["total_frames"] and own.num_episodes == info["total_episodes"]
    assert own[1]["action"].shape == (8, info["features"]["action"]["shape"][0])
    assert own[1]["action"][1].tolist() == frames["action"][2].as_py()
    assert own[1]["task"] in own.meta.tasks.index
    for name in pictures:
        seen = own[1][name]
        assert list(seen.shape) == [info["features"][name]["shape"][i] for i in (2, 0, 1)], name
        for channel, values in enumerate(picture(name, 1)):
            assert max(abs(a - b) for a, b in zip(seen[channel].flatten().tolist(), values)) < 1e-6, name
        assert own.meta.stats[name]["mean"].shape == (3, 1, 1), name
    print(f"lerobot: {len(own)} frames in chunks of 8 actions, pictures {own.meta.image_keys}")
