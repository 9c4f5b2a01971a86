#!/bin/sh
# Makes .venv where it is missing and installs one lock file and the package into it: install.sh run|dev
set -eu
lock=requirements/$1.txt
venv=.venv

usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import ensurepip, sqlite3, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if usable "$python"; then
            echo "$python"
            return
        fi
    done
}

if ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    if [ -z "$python" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "· installing Debian's python3-venv"
        apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv >/dev/null
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        echo "Dangvu needs Python 3.11 or later with its venv module: install Debian's python3-venv, then try again." >&2
        exit 1
    fi
    echo "· making $venv with $("$python" --version)"
    "$python" -m venv --clear $venv
fi

pip="$venv/bin/python -m pip --disable-pip-version-check -qq"
echo "· installing the packages of $lock (some 400 MB; a minute or two on a slow line)"
$pip install --require-hashes -r "$lock"
$pip install --no-deps --no-build-isolation -e .
