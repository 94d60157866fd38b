#!/bin/sh
# Installs what is missing of the Debian packages in app/packages.txt.
# Usage: sh app/install-packages.sh SECTION...
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
log=$top/build/packages.log

wanted=$(awk -v sections=" $* " '
    { sub(/#.*/, ""); gsub(/[ \t\r]/, "") }
    /:$/ { inside = index(sections, " " substr($0, 1, length($0) - 1) " "); next }
    inside && NF' "$top/app/packages.txt")

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not Debian: see app/packages.txt for what has to be installed." >&2
    exit 0
fi

# A package that is known but not installed makes dpkg-query fail as well; what it prints counts.
# shellcheck disable=SC2086  # names have no spaces
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
    sed -n 's/^installed //p')
missing=''
for package in $wanted; do
    case "
$installed
" in
    *"
$package
"*) ;;
    *) missing="$missing $package" ;;
    esac
done
missing=${missing# }
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root='env'
elif command -v sudo >/dev/null 2>&1; then
    as_root='sudo env'
else
    echo "These packages are missing, and there is no sudo to install them. As root, run:" >&2
    echo "  apt-get install $missing" >&2
    exit 1
fi

mkdir -p "$top/build"
: >"$log"

apt() {
    # shellcheck disable=SC2086  # as_root is one word or two
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@" \
        >>"$log" 2>&1 </dev/null
}

install_missing() {
    # shellcheck disable=SC2086  # names have no spaces
    apt install --no-install-recommends $missing
}

# Whether apt knows where to get every one of them.
known() {
    # shellcheck disable=SC2086
    [ "$(apt-cache policy $missing 2>/dev/null | grep -c '^  Candidate: [^(]')" -eq \
        "$(echo "$missing" | wc -w)" ]
}

echo "Installing the Debian packages that are missing: $missing"
updated=no
if ! known; then
    apt update || true
    updated=yes
fi
if ! install_missing; then
    # What apt knows may be older than what the mirrors still have.
    if [ "$updated" = yes ] || ! apt update || ! install_missing; then
        tail -n 20 "$log" >&2
        echo "The packages could not be installed; all of apt's words are in $log" >&2
        exit 1
    fi
fi
