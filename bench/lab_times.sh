#!/usr/bin/env bash
# How long the labs take: each in its short form and in full, one after the other, as a Markdown table of seconds
# (CPU seconds of all cores in brackets). What takes longer than it may (12 s and 90 s on two cores) is marked.
#   bench/lab_times.sh [NOTEBOOK …]        CREMA_DATA names the folder of MNIST and CIFAR-10; CREMA_LIMIT=cpu judges
#                                          by half the CPU time instead, for a machine that others use too
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%R %U %S'

# Seconds of a run: wall, CPU.
seconds() {
  local name=$1; shift
  mkdir -p "$work/$name" && cp "$root/example-notebooks/$name.ipynb" "$work/$name/"
  cd "$work/$name"
  local spent
  spent=$( { time "$java" -jar "$root/kernel-ext/target/crema.jar" run "$name.ipynb" "$@" > out.txt 2> err.txt < /dev/null; } 2>&1 ) || echo "$name failed: $(tail -n 1 err.txt)" >&2
  [ ! -s err.txt ] || echo "$name: standard error is not empty: $(head -n 1 err.txt)" >&2
  awk '{ printf "%.1f %.1f", $1, $2 + $3 }' <<< "$spent"
}

cell() {
  awk -v limit="$1" -v by="${CREMA_LIMIT:-wall}" '{ judged = by == "cpu" ? $2 / 2 : $1; printf "%.0f s (%.0f)%s", $1, $2, judged > limit ? " **over**" : "" }'
}

echo "| notebook | quick, at most 12 s | default, at most 90 s |"
echo "|---|---|---|"
for file in "${@:-$root/example-notebooks/}"; do
  if [ -d "$file" ]; then names=$(cd "$file" && ls ./*.ipynb | grep -v '\.run\.'); else names=$file; fi
  for name in $names; do
    name=$(basename "$name" .ipynb)
    short=quick=true
    grep -q 'boolean quick' "$root/example-notebooks/$name.ipynb" || short=epochs=1
    if [ "$name" = gallery ]; then quick=$(seconds "$name"); else quick=$(seconds "$name" --param $short); fi
    echo "| $name | $(cell 12 <<< "$quick") | $(seconds "$name" | cell 90) |"
  done
done
