#!/bin/sh
# The table of evidence on stories15m under two rewards: bench/stories.sh OUT
# Files in OUT that are there already are not made again.
set -eu
out=$1
hone="$(dirname "$0")/../hone"
mkdir -p "$out"
[ -f "$out/open.json" ] || "$hone" generate --model stories15m --raw --prompt Once --n 400 --max-tokens 10 --seed 41 --json "$out/open.json" >/dev/null
[ -f "$out/prompts.jsonl" ] || java "$(dirname "$0")/Openings.java" Once "$out/open.json" >"$out/prompts.jsonl"
[ -f "$out/positivity.jsonl" ] || "$hone" budget sample "$out/prompts.jsonl" --model stories15m --reward positivity --n 32 --max-tokens 48 \
    --seed 41 --runs "$out/runs" --out "$out/positivity.jsonl"
[ -f "$out/readability.jsonl" ] || "$hone" pool grade "$out/positivity.jsonl" --reward readability --runs "$out/runs" --out "$out/readability.jsonl"
for reward in positivity readability; do
    [ -d "$out/$reward" ] || "$hone" budget fit "$out/$reward.jsonl" --runs "$out/runs" --out "$out/$reward"
    "$hone" budget evaluate "$out/$reward.jsonl" --predictor "$out/$reward" --folds 5 --budgets 1,2,3,4,6,8 --runs "$out/runs"
done
