#!/bin/sh
# Teacher-guided learning with tables: every table of docs/guide.md. Killed anywhere, the same command goes on.
#   bench/guide.sh OUT [SEED [SEEDS]]     one folder in OUT a case; seeds SEED to SEED + SEEDS - 1 (100 and 20)
set -eu
out=${1:?usage: bench/guide.sh OUT [SEED [SEEDS]]}
seed=${2:-100}
seeds=${3:-20}
hone=${HONE:-$(dirname "$0")/../hone}
all=tgrl,rl,rl:plain,imitation,fixed:0.1,fixed:0.3,fixed:1,fixed:3,fixed:10,cosil:1,advisor
mkdir -p "$out"

compare() { # name of the case, then words of 'guide compare'
    case=$1
    shift
    [ ! -d "$out/$case" ] || return 0
    echo "== $case"
    "$hone" guide compare "$@" --seed "$seed" --seeds "$seeds" --out "$out/$case" --json "$out/$case.json" >"$out/$case.txt.new"
    mv "$out/$case.txt.new" "$out/$case.txt"
    cat "$out/$case.txt"
}

compare moor --env moor --methods $all
compare tiger-door-xl --env tiger-door-xl --methods $all
compare tiger-door --env tiger-door --methods $all
for first in 0.5 1; do # where values start
    compare "tiger-door-xl-first-$first" --env tiger-door-xl --methods tgrl,rl,rl:plain --first-value $first
done
for weight in 0.1 1 3; do # what the weight starts at
    compare "weight-$weight" --env tiger-door,tiger-door-xl,moor --methods tgrl --first-weight $weight
done
for teacher in adversary best-student; do
    compare "$teacher" --env tiger-door,tiger-door-xl,moor --methods tgrl,rl --teacher $teacher
done
