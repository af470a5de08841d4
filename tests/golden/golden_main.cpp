// SPDX-License-Identifier: Apache-2.0
// Runs golden cases through the whole path and compares the events.
//
//     raven_golden FOLDER [FILTER]                 runs the cases whose path under FOLDER holds FILTER
//     raven_golden FOLDER --rebaseline FILTER      writes what came out into the cases that differ
//
// --rebaseline refuses a case that cannot be read or whose text failed. Review what it wrote before keeping
// it: the table says what is right, not what happened.

#include "tests/golden/case_file.h"

#include <raven/raven.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "\"";
}

/// The case as a page: a JSON record, so that nothing stands between the text and the coder.
std::string page_of(const golden::Case& given) {
  std::string text;
  for (const std::string& paragraph : given.text) text += (text.empty() ? "" : "\n\n") + paragraph;
  std::string page = "{\"id\": " + json_text(given.name) + ", \"language\": " + json_text(given.language);
  if (!given.date.empty()) page += ", \"date\": " + json_text(given.date);
  return page + ", \"text\": " + json_text(text) + "}";
}

std::string day(const std::chrono::year_month_day& date) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer;
}

std::string parties(const std::vector<raven::Party>& side) {
  std::string out;
  for (const raven::Party& party : side)
    out += (out.empty() ? "" : "; ") + (party.name.empty() ? party.text : party.name);
  return out;
}

golden::Row row_of(const raven::Document& document, const raven::Event& event) {
  golden::Row row;
  row[0] = parties(event.actors);
  row[1] = std::string(raven::name_of(event.type)) + (event.mode.empty() ? "" : "/" + event.mode) + ": " +
           std::string(raven::text_of(document.article, event.trigger));
  row[2] = parties(event.recipients);
  if (event.place) row[3] = event.place->name.empty() ? event.place->text : event.place->name;
  if (event.date.from) {
    row[4] = day(*event.date.from);
    if (event.date.to && *event.date.to != *event.date.from) row[4] += " to " + day(*event.date.to);
  }
  for (const raven::Attribution& link : event.attribution)
    row[5] += (row[5].empty() ? "" : " < ") + (link.name.empty() ? link.text : link.name);
  row[6] = raven::name_of(event.factuality);
  // A bar would end the cell.
  for (std::string& cell : row) std::replace(cell.begin(), cell.end(), '|', '/');
  return row;
}

}  // namespace

int main(int count, char** words) {
  const bool rebaseline = count == 4 && std::string_view(words[2]) == "--rebaseline";
  if (count < 2 || count > 4 || (count == 4 && !rebaseline)) {
    std::cerr << "usage: raven_golden FOLDER [[--rebaseline] FILTER]\n";
    return 2;
  }
  const std::filesystem::path folder = words[1];
  const std::string filter = count > 2 ? words[count - 1] : "";
  const raven::Result<raven::Raven> engine = raven::Raven::open();
  if (!engine) {
    std::cerr << raven::describe(engine.error()) << '\n';
    return 1;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".case" &&
        entry.path().lexically_relative(folder).string().find(filter) != std::string::npos)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  int failed = 0;
  for (const auto& file : files) {
    const std::string name = file.lexically_relative(folder).string();
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    in.close();
    raven::Result<golden::Case> given = golden::parse_case(bytes, name);
    if (!given) {
      std::cout << raven::describe(given.error()) << '\n';
      ++failed;
      continue;
    }
    if (given->name + ".case" != name) {
      std::cout << name << ": its name line says " << given->name << '\n';
      ++failed;
    }
    const raven::Document document = engine->code(page_of(*given), {.media_type = "application/json"});
    if (document.failure) {
      std::cout << name << ": " << raven::describe(*document.failure) << '\n';
      ++failed;
      continue;
    }
    std::vector<golden::Row> found;
    for (const raven::Event& event : document.analysis.events) found.push_back(row_of(document, event));
    if (golden::rows_match(given->rows, found)) continue;
    if (rebaseline) {
      given->rows = found;
      std::ofstream(file, std::ios::binary) << golden::write_case(*given);
      std::cout << name << ": rebaselined\n";
      continue;
    }
    ++failed;
    std::cout << name << ": differs (" << given->why << ")\nexpected\n"
              << golden::write_rows(given->rows) << "came out\n"
              << golden::write_rows(found);
  }
  std::cout << files.size() << " cases, " << failed << " failed\n";
  return failed || files.empty() ? 1 : 0;
}
