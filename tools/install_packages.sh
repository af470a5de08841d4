#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Sees that every package of tools/packages.txt is there. With nothing missing it does nothing and asks no network.
# Missing ones are installed when this is root or sudo needs no password; else they are named and the exit is 1.
set -eu
list="$(dirname "$0")/packages.txt"

missing=""
for package in $(sed 's/#.*//' "$list"); do
  case "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)" in
    *"ok installed") ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "These packages (by their Debian names) are missing:$missing" >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  become=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  become="sudo"
else
  echo "Missing packages. Install them with:" >&2
  echo "  sudo apt-get install$missing" >&2
  exit 1
fi
echo "Installing:$missing"
if ! DEBIAN_FRONTEND=noninteractive $become apt-get install -y --no-install-recommends $missing >/dev/null 2>&1; then
  # The lists of packages may be old or absent.
  $become apt-get update >/dev/null
  DEBIAN_FRONTEND=noninteractive $become apt-get install -y --no-install-recommends $missing >/dev/null
fi
