#!/bin/sh
# What steering gains on stories15m beside best-of-n: the tables of docs/results.md, section steer. A value for each reward and seed from
# fit.jsonl, strengths chosen on choose.jsonl by Choose.java, the numbers from report.jsonl. On two idle cores about half an hour for the
# frozen model's samples, and a quarter of an hour for each reward and seed. For the first seed also what else could be done: other heads,
# FUDGE-style and ARGS-style values, decoding without centring and with the rest left out, and a grid of two values.
#   bench/steer.sh OUT [SEED…]
# Every step leaves one file in OUT once it is whole, and steps resume: run the same again after an interruption.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] || {
    printf 'No folder for the results.\nMaybe: bench/steer.sh OUT [SEED…]\n' >&2
    exit 64
}
out=$1
shift
[ $# -gt 0 ] || set -- 0
mkdir -p "$out"
hone=${HONE:-$home/hone}
java=${JAVA:-java}
prompts=$home/bench/steer
model="--model stories15m"

sample() { # prompts, n, seed
    [ -s "$out/$1-$2.jsonl.gz" ] ||
        "$hone" steer sample "$prompts/$1.jsonl" $model --n "$2" --seed "$3" --out "$out/$1-$2.jsonl.gz"
}

evaluate() { # name of the rows, prompts, value, reward, strengths, best-of, n
    [ -s "$out/$1.json" ] || {
        "$hone" steer evaluate "$prompts/$2.jsonl" $model --value "$out/$3" --reward "$4" --base "$out/$2-128.jsonl.gz" \
            --beta "$5" --best-of "$6" --n "$7" --json "$out/$1.part" >"$out/$1.txt"
        mv "$out/$1.part" "$out/$1.json"
    }
}

fit() { # name, reward, seed, more
    value=$1 graded=$2 number=$3
    shift 3
    [ -d "$out/$value" ] ||
        "$hone" steer fit "$out/fit-4.jsonl.gz" $model --reward "$graded" --seed "$number" "$@" --out "$out/$value" >"$out/$value.fit.txt"
}

others() { # name of the value, reward, seed, strength: the same strength for all, on report
    fit "$1-fudge" "$2" "$3" --lambda 1
    fit "$1-distributional" "$2" "$3" --head distributional
    [ -s "$out/$1-others.json" ] || {
        "$hone" steer evaluate "$prompts/report.jsonl" $model --value "$out/$1" --beside "$out/$1-fudge" --beside "$out/$1-distributional" \
            --uncentred --masked --reward "$2" --base "$out/report-128.jsonl.gz" --beta "$4" --best-of 1 --n 4 \
            --json "$out/$1-others.part" >"$out/$1-others.txt"
        mv "$out/$1-others.part" "$out/$1-others.json"
    }
}

args() { # name of the value, reward, strength: slow, so 50 prompts
    head -50 "$prompts/report.jsonl" >"$out/report-50.jsonl"
    [ -s "$out/$1-args.json" ] || {
        "$hone" steer evaluate "$out/report-50.jsonl" $model --value "$out/$1" --args --reward "$2" --base "$out/report-128.jsonl.gz" \
            --beta "$3" --best-of 1 --n 4 --json "$out/$1-args.part" >"$out/$1-args.txt"
        mv "$out/$1-args.part" "$out/$1-args.json"
    }
}

grid() { # seed
    [ -s "$out/grid-$1.json" ] || {
        "$hone" steer grid "$prompts/report.jsonl" $model --value "$out/positivity-$1" --value "$out/readability-$1" \
            --reward positivity --reward readability --base "$out/report-128.jsonl.gz" --n 2 --json "$out/grid-$1.part" >"$out/grid-$1.txt"
        mv "$out/grid-$1.part" "$out/grid-$1.json"
    }
}

sample fit 4 0
sample choose 128 1
sample report 128 1
first=$1
for reward in positivity readability topic:animals '0.5*positivity+0.5*topic:animals'; do
    for seed in "$@"; do
        name=$(printf '%s' "$reward" | tr -c 'a-z0-9' -)-$seed
        fit "$name" "$reward" "$seed"
        evaluate "$name-choose-cheap" choose "$name" "$reward" 3,4,5,6,8 1,4,8 8
        evaluate "$name-choose-near" choose "$name" "$reward" 1,1.5,2 8,16,32 32
        # a strength and a number for the reward of best-of-128 at little cost, and one for its divergence
        cheap=$($java "$prompts/Choose.java" "$out/$name-choose-cheap.json" | sed -n 1p)
        near=$($java "$prompts/Choose.java" "$out/$name-choose-near.json" | sed -n 2p)
        printf '%s: cheap %s, near %s\n' "$name" "$cheap" "$near" >&2
        [ "$cheap" = none ] || evaluate "$name-report-cheap" report "$name" "$reward" "${cheap% *}" "1,${cheap#* }" 8
        [ "$near" = none ] || evaluate "$name-report-near" report "$name" "$reward" "${near% *}" "1,${near#* }" 32
        [ "$seed" != "$first" ] || [ "$reward" != positivity ] || {
            others "$name" "$reward" "$seed" 4
            args "$name" "$reward" 4
        }
        [ "$seed" != "$first" ] || [ "$reward" != readability ] || grid "$seed"
    done
done
