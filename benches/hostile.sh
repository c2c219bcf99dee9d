#!/usr/bin/env bash
# What packs and replies that were made to hang a program cost: seconds, and MiB above the program with nothing to do.
# Needs awk and GNU time; builds the release first. The table of docs/performance.md is what this prints.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet
inward="$PWD/${CARGO_TARGET_DIR:-target}/release/inward"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

repeat() { awk -v text="$1" -v times="$2" 'BEGIN { for (i = 0; i < times; i++) printf "%s", text }'; }
# A text so often, with the number of each time in place of `#`.
each() { awk -v text="$1" -v times="$2" 'BEGIN { for (i = 0; i < times; i++) { one = text; gsub("#", i, one); printf "%s", one } }'; }
dialogue() { printf '(format: 1, title: "H", start: "a", facts: {"t": Text, "n": Number(0, 9)}, %s)' "$1"; }

mkdir -p includes/content/parts
printf '(format: 1, title: "I")' >includes/pack.ron
printf '(format: 1, title: "I", start: "n0", include: ["parts/f0.ron"], nodes: {})' >includes/content/main.ron
for i in $(seq 0 799); do
  awk -v i="$i" 'BEGIN { printf "(include: ["; for (k = 0; k < 19; k++) printf "\"f%d.ron\", ", (i * 7 + k * 13 + 1) % 800; printf "], nodes: {\"n%d\": (say: \"x\", goto: \"@end a\")})", i }' >"includes/content/parts/f$i.ron"
done
dialogue "nodes: {\"a\": (say: \"$(repeat '{n + 1}' 4000)\", goto: \"@end b\")}" >braces.ron
dialogue "nodes: {$(each '"a#": (say: "x", ask: Continue, goto: "nowhere#"), ' 8000) "a": (say: "x", goto: "a0")}" >targets.ron
dialogue "nodes: {\"a\": (say: \"x\", ask: Choose({$(each '"o#": "Option # of them", ' 9999)}), goto: \"@end b\")}" >alike.ron
dialogue "patterns: {\"p\": [\"$(repeat 'a .. ' 150)b\"]}, nodes: {\"a\": (say: \"x\", ask: Text, keep: \"t\", goto: [(when: \"heard(t, 'p')\", to: \"@end b\"), (to: \"@end c\")])}" >pattern.ron
dialogue "nodes: {$(each '"n#": (say: "You are in room #.", ask: Choose({"a": (say: "left", goto: "@end a"), "b": (say: "right", goto: "@end b")})), ' 10000) \"a\": (say: \"x\", goto: \"n0\")}" >nodes.ron
mkdir -p hook/content hook/scripts
printf '(format: 1, title: "H")' >hook/pack.ron
dialogue "patterns: {\"p\": [\"$(repeat 'a .. ' 20)b\"]}, nodes: {\"a\": (say: \"x\", ask: Text, keep: \"t\", on_reply: \"look\", goto: \"@end b\")}" >hook/content/main.ron
printf 'fn look(reply, facts, next) { for i in 0..20000 { if hears(reply, "p") { next.say("x"); } } }' >hook/scripts/main.rhai
repeat 'a ' 49000 >a.txt
repeat 'i ' 49000 >i.txt
repeat 'x' 10000000 >x.txt
first='ok\nok\nyes\ngb\n18-plus\n5\ncrush\nSam\n'

# The best of three, since other programs only ever make it slower.
measure() {
  for _ in 1 2 3; do
    command time -o "$folder/time" -f '%e %M' "${@:2}" <"$1" >"$folder/out" 2>&1 || true
    tail -1 "$folder/time"
  done | sort -n | head -1
}
nothing=$(measure /dev/null "$inward" --version | cut -d' ' -f2)
row() {
  awk -v name="$1" -v best="$(measure "${@:2}")" -v nothing="$nothing" \
    'BEGIN { split(best, found, " "); printf "| %s | %d | %.1f |\n", name, found[1] * 1000, (found[2] - nothing) / 1024 }'
}

printf '| what | ms | MiB |\n|---|--:|--:|\n'
printf '%b' "$first" >flagship.txt
(printf '%b' "$first"; cat a.txt) >flagship-a.txt
(printf '%b' "$first"; cat i.txt) >flagship-i.txt
row 'the flagship, eight answers' flagship.txt "$inward"
row 'the same, then 49,000 times `a`' flagship-a.txt "$inward"
row 'the same, then 49,000 times `i`' flagship-i.txt "$inward"
row 'the flagship, a line of 10 MB' x.txt "$inward"
row '800 files, each including 19 others' /dev/null "$inward" check includes
row 'a text with 4,000 braces' /dev/null "$inward" check braces.ron
row '8,000 wrong targets' /dev/null "$inward" check targets.ron
row '8,000 wrong targets, as JSON' /dev/null "$inward" check targets.ron --format json
row '9,999 options, some alike' /dev/null "$inward" check alike.ron
row 'a pattern of 150 gaps, 49,000 words' a.txt "$inward" play pattern.ron
row 'a hook that listens 20,000 times, 49,000 words' a.txt "$inward" play hook
row '10,000 nodes' /dev/null "$inward" check nodes.ron
