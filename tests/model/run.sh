#!/usr/bin/env bash
# Has spin try every order of events of keys.pml. As it stands every promise must hold, and the day must be
# possible; with each weakness switched on, the promise that it breaks must be found broken.
set -euo pipefail
model=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/keys.pml

command -v spin >/dev/null && command -v cc >/dev/null || {
    echo "spin is not installed (Debian: apt-get install spin gcc)"
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# check DEFINES...: prints `holds` or `broken`.
check() {
    local said
    spin -a "$@" "$model" >spin.log 2>&1 || { cat spin.log >&2; exit 1; }
    cc -O2 -w -DSAFETY -DNOREDUCE -o pan pan.c
    said=$(./pan -E -m1000000)
    # An unfinished search proves nothing.
    case $said in
        *"max search depth too small"* | *"out of memory"*) echo "$said" >&2; exit 1 ;;
        *"errors: 0"*) echo holds ;;
        *"errors: 1"*) echo broken ;;
        *) echo "$said" >&2; exit 1 ;;
    esac
}

expect() {
    local wanted=$1 found
    shift
    found=$(check "$@")
    printf '%-7s %s\n' "$found" "$*"
    [ "$found" = "$wanted" ] || { echo "expected: $wanted"; exit 1; }
}

for promise in DESK_STAYS NOTHING_IS_LOST NO_THIEF REVOKED_READS_NO_MORE; do
    expect holds "-D$promise"
done
expect holds -DTHEFT_ENDS -DLEAK
expect broken -DHONEST_DAY
expect broken -DHONEST_CHANGE
expect broken -DDESK_STAYS -DUNSIGNED_RENEWAL
expect broken -DDESK_STAYS -DNO_WORDS_AT_PHONE
expect broken -DNO_THIEF -DNO_WORDS_AT_DESK
expect broken -DNOTHING_IS_LOST -DANY_RECEIPT
expect broken -DREVOKED_READS_NO_MORE -DONE_AUDIENCE
expect broken -DDESK_STAYS -DUNSIGNED_STATEMENT
expect broken -DTHEFT_ENDS -DLEAK -DOLD_KEY_COUNTS
expect broken -DTHEFT_ENDS -DLEAK -DOLD_KEY_RENEWS
