#!/bin/sh
# What steering gains on stories15m beside best-of-n: the tables of docs/results.md, section steer. A value for each reward and seed from
# fit.jsonl; strengths chosen on choose.jsonl by Choose.java with the first seed's value, for all seeds; the numbers from report.jsonl. On two
# idle cores about half an hour for the frozen model's samples, a quarter of an hour for each reward's first seed and seven minutes for a
# further one. For the first seed also what else could be done: other heads, FUDGE-style and ARGS-style values, decoding without centring and
# with the rest left out, and a grid of two values.
#   bench/steer.sh OUT [SEED…]
# Every step leaves one file in OUT once it is whole, and steps resume: run the same again after an interruption. The rows that docs/results.md
# tells are kept in bench/steer/results and not measured again.
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

fit() { # name, reward, seed, more
    value=$1 graded=$2 number=$3
    shift 3
    [ -d "$out/$value" ] ||
        "$hone" steer fit "$out/fit-4.jsonl.gz" $model --reward "$graded" --seed "$number" "$@" --out "$out/$value" >"$out/$value.fit.txt"
}

evaluate() { # name of the rows, prompts, value (ends with its seed), reward, strengths, best-of, n
    [ -s "$out/$1.json" ] || {
        fit "$3" "$4" "${3##*-}"
        "$hone" steer evaluate "$prompts/$2.jsonl" $model --value "$out/$3" --reward "$4" --base "$out/$2-128.jsonl.gz" \
            --beta "$5" --best-of "$6" --n "$7" --json "$out/$1.part" >"$out/$1.txt"
        mv "$out/$1.part" "$out/$1.json"
    }
}

others() { # name of the value, reward, seed, strength: the same strength for all, on report
    [ -s "$out/$1-others.json" ] || {
        fit "$1" "$2" "$3"
        fit "$1-fudge" "$2" "$3" --lambda 1
        fit "$1-distributional" "$2" "$3" --head distributional
        "$hone" steer evaluate "$prompts/report.jsonl" $model --value "$out/$1" --beside "$out/$1-fudge" --beside "$out/$1-distributional" \
            --uncentred --masked --reward "$2" --base "$out/report-128.jsonl.gz" --beta "$4" --best-of 1 --n 4 \
            --json "$out/$1-others.part" >"$out/$1-others.txt"
        mv "$out/$1-others.part" "$out/$1-others.json"
    }
}

args() { # name of the value, reward, strength: slow, so 50 prompts
    head -50 "$prompts/report.jsonl" >"$out/report-50.jsonl"
    [ -s "$out/$1-args.json" ] || {
        fit "$1" "$2" "${1##*-}"
        "$hone" steer evaluate "$out/report-50.jsonl" $model --value "$out/$1" --args --reward "$2" --base "$out/report-128.jsonl.gz" \
            --beta "$3" --best-of 1 --n 4 --json "$out/$1-args.part" >"$out/$1-args.txt"
        mv "$out/$1-args.part" "$out/$1-args.json"
    }
}

grid() { # seed
    [ -s "$out/grid-$1.json" ] || {
        fit "positivity-$1" positivity "$1"
        fit "readability-$1" readability "$1"
        "$hone" steer grid "$prompts/report.jsonl" $model --value "$out/positivity-$1" --value "$out/readability-$1" \
            --reward positivity --reward readability --base "$out/report-128.jsonl.gz" --n 2 --json "$out/grid-$1.part" >"$out/grid-$1.txt"
        mv "$out/grid-$1.part" "$out/grid-$1.json"
    }
}

choose() { # name of the rows, name of the value, reward, strengths, best-of, n, which line of Choose: a strength and a number, or none
    evaluate "$1" choose "$2" "$3" "$4" "$5" "$6"
    "$java" "$prompts/Choose.java" "$out/$1.json" | sed -n "$7p"
}

report() { # name of the rows, name of the value, reward, strength and number, n
    [ "$4" = none ] || evaluate "$1" report "$2" "$3" "${4% *}" "1,${4#* }" "$5"
}

near() { # reward, seed
    name=$(named "$1" "$2")
    chooser=$(named "$1" "$first")
    near=$(choose "$chooser-choose-near" "$chooser" "$1" 1,1.5,2 8,16,32 32 2)
    printf '%s: near %s\n' "$name" "$near" >&2
    report "$name-report-near" "$name" "$1" "$near" 32
}

named() { # reward, seed
    printf '%s-%s' "$(printf '%s' "$1" | tr -c 'a-z0-9' -)" "$2"
}

# rows that the repository holds count as done; move bench/steer/results away to measure all of them anew
for kept in "$prompts"/results/*.json; do
    [ ! -s "$kept" ] || [ -s "$out/$(basename "$kept")" ] || cp "$kept" "$out/"
done
sample fit 4 0
sample choose 128 1
sample report 128 1
first=$1
for seed in "$@"; do
    for reward in positivity readability topic:animals '0.5*positivity+0.5*topic:animals'; do
        name=$(named "$reward" "$seed")
        chooser=$(named "$reward" "$first")
        # a strength and a number for the reward of best-of-128 at little cost, and one for its divergence
        cheap=$(choose "$chooser-choose-cheap" "$chooser" "$reward" 3,4,5,6,8 1,4,8 8 1)
        printf '%s: cheap %s\n' "$name" "$cheap" >&2
        report "$name-report-cheap" "$name" "$reward" "$cheap" 8
    done
done
grid "$first"
for reward in positivity readability; do near "$reward" "$first"; done
others "positivity-$first" positivity "$first" 4
args "positivity-$first" positivity 4
for seed in "$@"; do
    for reward in positivity readability; do near "$reward" "$seed"; done
done
near topic:animals "$first"
near '0.5*positivity+0.5*topic:animals' "$first"
