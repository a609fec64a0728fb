#!/bin/sh
# Best-of-k over the graded pools, each alone and humaneval with both game24 pools as mixed traffic: the tables "Real pools, text
# features" and "Mixed traffic" of docs/results.md. Four and a half minutes of processor time.
#   HONE_POOLS=DIR bench/pools.sh OUT [SEED]
# Every case leaves one file in OUT once it is whole, OUT/SEED/CASE.json: run the same again after an interruption and only the missing
# ones are made. SEED is 0 where it is reported; develop on 11 and above.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] && [ -n "${HONE_POOLS:-}" ] || {
    printf 'No folder for the results, or no HONE_POOLS.\nMaybe: HONE_POOLS=DIR bench/pools.sh OUT [SEED]\n' >&2
    exit 64
}
seed=${2:-0}
out=$1/$seed
mkdir -p "$out"
hone=${HONE:-$home/hone}

case_() { # name, pool, further options
    name=$1 pool=$2
    shift 2
    [ ! -s "$out/$name.json" ] || return 0
    printf '== %s\n' "$name" >&2
    [ -d "$out/$name.predictor" ] || "$hone" budget fit "$pool" --seed "$seed" --out "$out/$name.predictor" >"$out/$name.fit.txt"
    # twenty label shuffles and permutations are part of every evaluation
    "$hone" budget evaluate "$pool" --predictor "$out/$name.predictor" --folds 5 --fold-seeds 4 --seed "$seed" "$@" \
        --json "$out/$name.part" >"$out/$name.txt"
    mv "$out/$name.part" "$out/$name.json"
}

case_ humaneval "$HONE_POOLS/humaneval.jsonl.gz" --budgets 1,2,4,8,16
case_ game24-cot "$HONE_POOLS/game24-cot.jsonl.gz" --budgets 1,2,4,8,16
case_ game24-standard "$HONE_POOLS/game24-standard.jsonl.gz" --budgets 1,2,4,8,16
case_ creative-writing "$HONE_POOLS/creative-writing.jsonl.gz" --budgets 2,3,4,6 --floor 1
mixed=$out/mixed.jsonl.gz
[ -s "$mixed" ] || {
    "$hone" pool merge "$HONE_POOLS/humaneval.jsonl.gz" "$HONE_POOLS/game24-cot.jsonl.gz" "$HONE_POOLS/game24-standard.jsonl.gz" \
        --out "$out/part-of-mixed.jsonl.gz"
    mv "$out/part-of-mixed.jsonl.gz" "$mixed"
}
case_ mixed "$mixed" --budgets 1,2,4,8,16

# a table: the ratio at each budget
for file in "$out"/*.json; do
    tr '{' '\n' <"$file" | awk -v name="$(basename "$file" .json)" '
        function of(key, m) { return match($0, "\"" key "\":[^,}]*") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : "" }
        /"policy"/ && /"ratio"/ {
            policy = of("policy"); gsub(/"/, "", policy)
            printf "| %s | %s | %s | %.3f [%.3f, %.3f] |\n", name, policy, of("budget"), of("ratio"), of("ratioLow"), of("ratioHigh")
        }'
done
