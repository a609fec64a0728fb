#!/bin/bash
# The tables of docs/imitate.md, row by row. Kill it whenever you like; the same command goes on. Processor time on two cores, in all:
# grasp-peg about an hour (four of its rows took 42 minutes), scaling and ablations as long each; one-leg about 6 hours (estimated).
#   bench/imitate.sh FOLDER [grasp-peg|scaling|ablations|one-leg|fine]...
set -euo pipefail
folder=${1:?folder for the results}
shift
[ $# -gt 0 ] || set -- grasp-peg scaling ablations one-leg fine
hone=$(dirname "$0")/../hone
row() { [ -d "$folder/$1" ] || "$hone" imitate run --runs "$folder/runs" --out "$folder/$1" "${@:2}" | tee "$folder/$1.txt"; }
mkdir -p "$folder"
for part; do
  case $part in
    grasp-peg) row grasp-peg-50 --task grasp-peg --demos 50 --seeds 5 --pipeline noise,ta,ci,ta+ci,more,mlp,mlp-chunk ;;
    scaling)
      row grasp-peg-10 --task grasp-peg --demos 10 --seeds 5 --segments 20 --collected 40
      row grasp-peg-25 --task grasp-peg --demos 25 --seeds 5
      ;;
    ablations) row grasp-peg-ablations --task grasp-peg --demos 50 --seeds 5 \
      --pipeline ta,ta-near,ta-outward,ta-unfiltered,ta-unbalanced ;;
    one-leg) row one-leg-50 --task one-leg --demos 50 --seeds 5 ;;
    fine) row grasp-peg-fine --task grasp-peg --demos 50 --seeds 5 --time-step 2 ;;
    *) echo "no part '$part'" >&2; exit 1 ;;
  esac
done
