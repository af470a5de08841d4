#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds Raven, takes the sample pages along the whole path into a store of its own, and shows what they tell.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
echo "Building ..."
cmake --preset release >build/release.log 2>&1 || { cat build/release.log; exit 1; }
cmake --build --preset release --parallel "${JOBS:-2}" --target raven_command >build/release.log 2>&1 || { tail -50 build/release.log; exit 1; }

raven=build/release/raven
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
store=$folder/demo.raven

echo
echo "\$ raven ingest samples/html samples/text samples/jsonl samples/feed samples/warc --store demo.raven"
# Some samples are broken on purpose: exit 1 says that those were named and the rest done.
status=0
$raven ingest samples/html samples/text samples/jsonl samples/feed samples/warc --store "$store" >"$folder/report.jsonl" 2>"$folder/messages" || status=$?
sed "s|$folder/||" "$folder/messages"
[ "$status" -le 1 ] || exit "$status"

echo
echo "\$ raven query --store demo.raven 'SELECT ... FROM events'"
$raven query --store "$store" "
  SELECT type || CASE WHEN coalesce(mode, '') <> '' THEN '/' || mode ELSE '' END AS event,
         coalesce(actor_name, '') AS who, coalesce(recipient_name, '') AS whom,
         coalesce(date_from, '') AS \"when\", coalesce(place_name, '') AS \"where\", factuality,
         replace(rtrim(uri, '/'), rtrim(rtrim(uri, '/'), replace(uri, '/', '')), '') AS page
  FROM events ORDER BY uri, sentence"

echo
echo "\$ raven query --store demo.raven 'SELECT type, factuality, count(*) FROM event GROUP BY 1, 2'"
$raven query --store "$store" "SELECT type, factuality, count(*) AS events FROM event GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 12"
echo
echo "Next: $raven explain samples/html/harbor-courier-dorrin-pass.html"
