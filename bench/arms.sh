#!/bin/sh
# Routing and many arms over the graded pools: the tables of docs/results.md. About five minutes of processor time, 1.5 GB.
#   HONE_POOLS=DIR bench/arms.sh OUT [SEED]
# DIR holds the pools and prices.json ({"model": {"input": USD, "output": USD}} per million tokens). Every case leaves one file in OUT once it is
# whole, OUT/SEED/CASE.json: run the same again after an interruption and only the missing ones are made. SEED is 1 where it is
# reported; develop on 11 and above.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] && [ -n "${HONE_POOLS:-}" ] || {
    printf 'No folder for the results, or no HONE_POOLS.\nMaybe: HONE_POOLS=DIR bench/arms.sh OUT [SEED]\n' >&2
    exit 64
}
seed=${2:-1}
out=$1/$seed
mkdir -p "$out"

case_() { # name, pool, cost, arms
    [ -s "$out/$1.json" ] && return 0
    prices=
    [ "$3" != money ] || prices="--prices $HONE_POOLS/prices.json"
    printf '== %s\n' "$1" >&2
    # shellcheck disable=SC2086 # no file name with a blank is in prices
    "${HONE:-$home/hone}" budget evaluate "$HONE_POOLS/$2.jsonl.gz" --arms "$4" --cost "$3" $prices --folds 5 --fold-seeds 4 \
        --seed "$seed" --json "$out/$1.part" >"$out/$1.txt"
    mv "$out/$1.part" "$out/$1.json"
}

case_ bbh-calls bbh samples direct,chain-of-thought
case_ zeroeval-calls zeroeval-math samples Qwen2-7B-Instruct,o1-mini-2024-09-12
case_ reasoning-gym-calls reasoning-gym samples mistralai_mistral-small-3.1-24b-instruct,openai_o3-mini
case_ bbh-tokens bbh tokens direct,chain-of-thought
# arms with a price, without those that think in secret
case_ reasoning-gym-money reasoning-gym money "google_gemma-3-27b-it,meta-llama_llama-3.3-70b-instruct,meta-llama_llama-4-maverick,\
meta-llama_llama-4-scout,mistralai_mistral-small-3.1-24b-instruct,anthropic_claude-sonnet-4"
case_ zeroeval-money zeroeval-math money "gpt-3.5-turbo-0125,gpt-4o-mini-2024-07-18,gpt-4o-2024-05-13,gpt-4o-2024-08-06,\
claude-3-haiku-20240307,Meta-Llama-3.1-8B-Instruct,Meta-Llama-3.1-70B-Instruct,Mistral-Large-2,deepseek-v2.5-0908"
# a cheap model, then a strong one
case_ maverick-sonnet-money reasoning-gym money meta-llama_llama-4-maverick,anthropic_claude-sonnet-4
case_ llama-sonnet-money reasoning-gym money meta-llama_llama-3.3-70b-instruct,anthropic_claude-sonnet-4
# the largest last
case_ routellm-calls routellm samples mixtral-8x7b,gpt-4-1106-preview

# a table: quality at each share, gain over the best fixed mix at half
for file in "$out"/*.json; do
    tr '{' '\n' <"$file" | awk -v name="$(basename "$file" .json)" '
        function of(key, m) { return match($0, "\"" key "\":[^,}]*") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : "" }
        /"policy"/ && of("share") == .5 {
            policy = of("policy"); split_ = of("split"); gsub(/"/, "", policy); gsub(/"/, "", split_)
            printf "| %s | %s | %s | %.3f [%.3f, %.3f] | %+.3f [%+.3f, %+.3f] |\n", name, split_, policy, of("quality"), of("low"),
                of("high"), of("gain"), of("gainLow"), of("gainHigh")
        }'
done
