#!/bin/sh
# Installs what is missing, builds, and shows Cosdrop at work against a COS server of its own:
# in the window where there is a display, by uploading a sample file where there is none.
# Usage: sh app/run.sh [FILE...]        the files to upload, instead of the sample
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
programs=$top/build/release/bin

display=no
[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || display=yes

if [ "$display" = yes ]; then
    sh "$top/app/install-packages.sh" build window
else
    sh "$top/app/install-packages.sh" build
fi
sh "$top/app/build.sh" release cosdrop cosdrop-cli cos-emulator

if [ "$display" = yes ]; then
    exec "$programs/cosdrop" --demo "$@"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/cosdrop-demo.XXXXXX")
emulator=''
uploader=''
clean_up() {
    trap '' INT TERM HUP
    for child in $uploader $emulator; do
        # Again and again: a signal that comes before the child has become the program is lost.
        (while kill "$child" 2>/dev/null; do sleep 0.2; done) &
        wait "$child" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Keys for this run alone: the server of the demo listens on loopback only.
COS_SECRET_ID=AKIDdemo
COS_SECRET_KEY=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export COS_SECRET_ID COS_SECRET_KEY

mkdir "$folder/bucket"
: >"$folder/emulator.log"
"$programs/cos-emulator" --listen 127.0.0.1:0 --root "$folder/bucket" --appid 1250000000 \
    --bucket demo --secret-id "$COS_SECRET_ID" --secret-key "$COS_SECRET_KEY" \
    >"$folder/emulator.log" 2>&1 &
emulator=$!

endpoint=''
while [ -z "$endpoint" ]; do
    if ! kill -0 "$emulator" 2>/dev/null; then
        cat "$folder/emulator.log" >&2
        echo "The demo's COS server did not start." >&2
        exit 1
    fi
    endpoint=$(sed -n 's/^listening on //p' "$folder/emulator.log")
    [ -n "$endpoint" ] || sleep 0.05
done

if [ $# -eq 0 ]; then
    sample=$folder/sample-40-MiB.bin
    head -c 41943040 /dev/urandom >"$sample"
    set -- "$sample"
    echo "No display: uploading a sample file of 40 MiB to a COS server of its own at $endpoint" >&2
else
    echo "No display: uploading to a COS server of its own at $endpoint" >&2
fi

# In the background and waited for, so that a signal is taken at once.
"$programs/cosdrop-cli" upload --endpoint "$endpoint" --appid 1250000000 --bucket demo \
    --state-dir "$folder/state" "$@" &
uploader=$!
status=0
wait "$uploader" || status=$?
uploader=''
[ "$status" -eq 0 ] || exit "$status"

if [ -t 0 ] && [ -t 1 ]; then
    echo "The link opens as long as this runs; Ctrl+C ends it." >&2
    trap 'exit 0' INT TERM HUP
    wait "$emulator" || true
else
    echo "Run it in a terminal to have the link stay open." >&2
fi
