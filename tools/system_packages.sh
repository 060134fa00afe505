#!/bin/sh
# Installs the Debian packages of debian-packages.txt that are missing, when that is permitted; else names them and goes on.
set -u
python="${1:-python3}"
list="$(dirname "$0")/debian-packages.txt"

[ "$(uname -s)" = Linux ] || exit 0

wanted="$(grep -v '^#' "$list")"
if ! "$python" -c 'import ensurepip' >/dev/null 2>&1; then
    wanted="$wanted $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    echo "This is not a Debian-like system. If the window does not open or Chinese text shows as boxes,"
    echo "install what your system calls these packages:" $wanted
    exit 0
fi

missing_of() {
    for package in $wanted; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

missing="$(missing_of)"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    run="env"
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo -n env"
else
    echo "Some system packages are missing and this account may not install them. Please have them installed:"
    echo "    sudo apt-get install" $missing
    exit 0
fi

echo "Installing system packages:" $missing
$run DEBIAN_FRONTEND=noninteractive apt-get update -qq || true
install() {
    $run DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
# One name this release does not know must not keep the others out.
install $missing || for package in $missing; do install "$package" || true; done

missing="$(missing_of)"
if [ -n "$missing" ]; then
    echo "These system packages could not be installed; the program goes on without them:" $missing
fi
exit 0
