#!/bin/sh
# Installs one lock into .venv, which it makes when it is not there: sh requirements/install.sh run|dev|bench|lock
# After the first time nothing is downloaded until a lock changes.
set -eu
cd "$(dirname "$0")/.."
lock=$1

say() { printf '%s\n' "$*" >&2; }

suitable() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1; }

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if suitable "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "Targetree needs Python 3.11 to 3.14, and none was found on PATH. Install one and run make again:"
    say "  Debian or Ubuntu: sudo apt-get install python3 python3-venv     macOS: brew install python@3.13"
    say "未找到 Python 3.11–3.14。请先安装（见上面的命令），再重新运行 make。"
    exit 1
}

make_venv() {
    rm -rf .venv
    "$1" -m venv .venv >/dev/null 2>&1 && [ -x .venv/bin/pip ]
}

install_venv_package() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    package="python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    say "Installing $package …"
    { apt-get update -qq && apt-get install -y -qq "$package"; } >/dev/null 2>&1
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! suitable .venv/bin/python; then
    python=$(find_python)
    say "Making .venv with $python …"
    if ! make_venv "$python" && ! { install_venv_package "$python" && make_venv "$python"; }; then
        rm -rf .venv
        say "$python cannot make a virtual environment: its venv or ensurepip module is missing."
        say "  Debian or Ubuntu: sudo apt-get install python3-venv     Fedora: sudo dnf install python3-pip"
        say "  Then run make again.  缺少 venv 组件：请按上面的命令安装后重新运行 make。"
        exit 1
    fi
fi

say "Installing requirements/$lock.txt …"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "requirements/$lock.txt"
if [ "$lock" != lock ]; then
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
    # The command starts at once even where Python is told to keep no bytecode.
    .venv/bin/python -m compileall -q src/targetree
fi
touch ".venv/.installed-$lock"
if [ "$lock" = dev ]; then
    touch .venv/.installed-run # all of it is in there
fi
