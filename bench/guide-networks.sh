#!/bin/sh
# The method beside all others with students made of networks: the tables of docs/guide.md.
#   bench/guide-networks.sh light-dark OUT [SEEDS]    bench B: 8 seeds x 7 methods, 4 to 5 hours of processor time
#   bench/guide-networks.sh memory OUT [SEEDS]        bench C: 8 seeds x 7 methods, 3 to 7 hours of processor time
#   bench/guide-networks.sh lava-crossing OUT [SEEDS] bench C: 3 seeds x 4 methods, 1 to 2 hours of processor time
# (estimated from the time of an update; how long episodes are depends on what is learnt)
# One process, one thread: start two of them for two cores. A killed bench goes on in the middle of the training it was at: run the
# same again. OUT holds rows.jsonl and report.html at the end, OUT.json the rows and OUT.txt the table.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 2 ] || {
    printf 'No environment and folder.\nMaybe: bench/guide-networks.sh light-dark OUT\n' >&2
    exit 64
}
hone=${HONE:-$home/hone}
methods=tgrl,rl,imitation,fixed:0.1,fixed:0.3,fixed:1,fixed:3
seeds=${3:-8}
case $1 in
light-dark | memory) ;;
lava-crossing)
    methods=tgrl,rl,imitation,fixed:0.3
    seeds=${3:-3}
    ;;
*)
    printf "There is no bench for '%s'.\nMaybe: light-dark, memory or lava-crossing\n" "$1" >&2
    exit 64
    ;;
esac
# seeds from 100 on: nothing was chosen on them
"$hone" guide compare --env "$1" --methods "$methods" --seeds "$seeds" --seed 100 --out "$2" --json "$2.json" >"$2.txt"
cat "$2.txt"
