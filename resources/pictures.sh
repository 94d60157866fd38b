#!/bin/sh
# Makes pictures of every screen of the window program, as it runs: in light, dark, Chinese, and at
# twice the size. Those that README shows are put in resources/screenshots.
# Usage: sh resources/pictures.sh [LOOK...]        of light, dark, chinese, large; else all
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
pictures=$top/build/pictures
# The pictures show this path.
home=/tmp/photos

[ $# -gt 0 ] || set -- light dark chinese large
sh "$top/app/install-packages.sh" build window test
sh "$top/app/build.sh" release cosdrop-pictures
mkdir -p "$pictures"
mkdir "$home"

display=''
clean_up() {
    [ -z "$display" ] || kill "$display"
    rm -rf "$home"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server chooses a number that is free, and says it once it answers.
: >"$pictures/display"
Xvfb -displayfd 3 -screen 0 2600x1700x24 -nolisten tcp 3>>"$pictures/display" 2>/dev/null &
display=$!
while [ "$(wc -l <"$pictures/display")" -eq 0 ]; do
    kill -0 "$display"
    sleep 0.05
done
DISPLAY=:$(cat "$pictures/display")
HOME=$pictures/home
# No other program's bus, keys or settings.
DBUS_SESSION_BUS_ADDRESS=unix:path=$pictures/no-bus
COS_SECRET_ID=AKIDexample
COS_SECRET_KEY=example
export DISPLAY HOME DBUS_SESSION_BUS_ADDRESS COS_SECRET_ID COS_SECRET_KEY
unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_CURRENT_DESKTOP
mkdir -p "$HOME"
openbox --sm-disable >/dev/null 2>&1 &

for look in "$@"; do
    theme=light
    language=en
    scale=1
    case $look in
    light) ;;
    dark) theme=dark ;;
    chinese) language=zh_CN ;;
    large) scale=2 ;;
    *)
        echo "No such look: $look" >&2
        exit 2
        ;;
    esac
    rm -rf "$pictures/$look" "$home"
    mkdir -p "$pictures/$look" "$home"
    QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR=$scale LC_ALL=C.UTF-8 \
        "$top/build/release/tests/cosdrop-pictures" \
        "$home" "$pictures/$look" "$theme" "$language"
    echo "$pictures/$look"
done

if [ -d "$pictures/light" ]; then
    cp "$pictures/light/window.png" "$pictures/light/details.png" "$top/resources/screenshots/"
    cp "$pictures/light/settings-speed.png" "$top/resources/screenshots/settings.png"
fi
