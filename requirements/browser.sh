#!/bin/sh
# Chromium and a Chinese font for the tests in a real browser: installed where that may be, else said what to install.
set -eu

has_chromium() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_font() {
    [ "$(uname)" = Darwin ] && return
    if command -v fc-list; then
        [ -n "$(fc-list :lang=zh-cn file)" ]
    else
        [ -n "$(find /usr/share/fonts "$HOME/.fonts" -iname '*cjk*' -o -iname '*wqy*' -o -iname '*droidsansfallback*' 2>/dev/null)" ]
    fi
}

if has_chromium >/dev/null 2>&1 && has_font >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium and a Chinese font …" >&2
    {
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq fonts-wqy-microhei
        has_chromium || apt-get install -y -qq chromium-headless-shell || apt-get install -y -qq chromium
    } >/dev/null 2>&1 || true
fi
if has_chromium >/dev/null 2>&1 && has_font >/dev/null 2>&1; then
    exit 0
fi
{
    echo "The tests look at the pages in a real browser, and this machine has no Chromium or no Chinese font:"
    echo "  Debian or Ubuntu: sudo apt-get install chromium fonts-noto-cjk     macOS: brew install --cask chromium"
    echo "  Fedora: sudo dnf install chromium google-noto-sans-cjk-fonts"
    echo "测试需要 Chromium 浏览器和中文字体，请按上面的命令安装后重新运行。"
} >&2
exit 1
