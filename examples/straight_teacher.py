"""A teacher for Hone that goes straight to the goal, first sideways, then up or down: ./hone guide train --env tiger-door-xl \\
    --teacher "command:python3 examples/straight_teacher.py" --out policy"""
import json, sys

UP, DOWN, LEFT, RIGHT = range(4)
for line in sys.stdin:
    state = json.loads(line)["state"]
    down, right = (to - at for to, at in zip(divmod(state["goal"], state["width"]), divmod(state["cell"], state["width"])))
    action = RIGHT if right > 0 else LEFT if right < 0 else DOWN if down > 0 else UP
    print(json.dumps({"action": action}), flush=True)
