#!/bin/sh
# clang-tidy over the sources, warnings as errors: sh tests/lint.sh [FILE…]
# Takes minutes, so it is run by hand and is no part of tests/run.sh. A file that passed is not
# looked at again before it, a header or the checks change.
set -eu
cd "$(dirname "$0")/.."

build=build/lint
cmake --preset dev -B "$build" -DCOSDROP_PCH=OFF >/dev/null
# The checks need what moc and rcc make, not the objects.
autogen=$(ninja -C "$build" -t targets all | sed -n 's/^\([A-Za-z0-9_-]*_autogen\): phony$/\1/p')
# shellcheck disable=SC2086 # one word a target
ninja -C "$build" $autogen >/dev/null

[ "$#" -gt 0 ] || set -- $(git ls-files 'app/*.cpp' 'core/*.cpp' 'ui/*.cpp' 'tests/*.cpp' \
    | grep -vE '_(win|other)\.cpp$')
common=$(git ls-files '*.h' .clang-tidy | xargs cat | sha1sum | cut -d ' ' -f 1)
mkdir -p "$build/passed"
export build common

# The build's flags are GCC's; clang need not know each of them.
printf '%s\n' "$@" | xargs -P "$(nproc)" -I '{}' sh -c '
    stamp="$build/passed/$(printf %s "$common" | cat - "$1" | sha1sum | cut -d " " -f 1)"
    [ -e "$stamp" ] && exit 0
    if clang-tidy -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option "$1" 2>"$stamp.err"; then
        touch "$stamp"
        rm -f "$stamp.err"
    else
        grep -v "warnings generated" "$stamp.err" >&2 || true
        rm -f "$stamp.err"
        exit 1
    fi' lint '{}'
echo "clang-tidy: $# files, no warnings"
