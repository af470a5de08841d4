// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/coded_texts.h"

#include "base/ascii.h"

#include <algorithm>

namespace raven::code {
namespace {

constexpr std::uint32_t kUnseenEvery = 5;
constexpr std::uint32_t kChooseEvery = 10;

std::vector<std::string> parties_in(std::string_view cell) {
  std::vector<std::string> parties;
  if (cell == "-" || cell == "=" || cell.empty()) return parties;
  for (const std::string_view piece : base::split(cell, ';'))
    if (const std::string_view party = base::trim(piece); !party.empty()) parties.emplace_back(party);
  return parties;
}

/// The event of a line, or nothing with `fault` set.
bool read_event(std::string_view rest, CodedEvent& event, std::string& fault) {
  std::vector<std::string_view> cells = base::split(rest, '|');
  for (std::string_view& cell : cells) cell = base::trim(cell);
  if (cells.size() != 5 && cells.size() != 7) {
    fault = "an event has five or seven cells, not " + std::to_string(cells.size());
    return false;
  }
  const std::size_t slash = cells[0].find('/');
  const std::optional<EventType> type = event_type_named(cells[0].substr(0, slash));
  const std::optional<Factuality> factuality = factuality_named(cells[3]);
  if (!type || !factuality) {
    fault = "no such " + std::string(type ? "factuality" : "type") + ": " + std::string(cells[type ? 3 : 0]);
    return false;
  }
  event.type = *type;
  if (slash != std::string_view::npos) event.mode = cells[0].substr(slash + 1);
  event.actors = parties_in(cells[1]);
  event.recipients = parties_in(cells[2]);
  event.mutual = cells[2] == "=";
  event.factuality = *factuality;
  if (cells[4] != "-") event.source = cells[4];
  if (cells.size() == 7) {
    event.contexts = parties_in(cells[5]);
    if (cells[6] != "-") event.cameo = cells[6];
  }
  return true;
}

void divide(std::string_view name, std::vector<CodedText>& texts) {
  const bool held_out = name.ends_with("held_out.txt");
  std::uint32_t number = 0, seen = 0;
  for (CodedText& text : texts) {
    ++number;
    if (held_out || number % kUnseenEvery == 0) {
      text.part = Part::Unseen;
    } else {
      text.part = ++seen % kChooseEvery == 0 ? Part::Choose : Part::Learn;
    }
  }
}

}  // namespace

Result<std::vector<CodedText>> read_coded_texts(std::string_view name, std::string_view bytes) {
  std::vector<CodedText> texts;
  bool open = false;
  std::uint32_t number = 0;
  const auto bad = [&](std::string message) {
    return Error{ErrorCode::BadFormat, std::move(message), std::string(name) + ":" + std::to_string(number)};
  };
  const auto close = [&]() {
    open = false;
    return !texts.empty() && texts.back().text.empty();
  };
  for (std::string_view line : base::split(bytes, '\n')) {
    ++number;
    line = base::trim(line);
    if (line.empty()) {
      if (open && close()) return bad("a block without a text");
      continue;
    }
    if (line.front() == '#') continue;
    if (!open) {
      texts.emplace_back();
      texts.back().line = number;
      open = true;
    }
    CodedText& text = texts.back();
    const std::size_t blank = line.find_first_of(" \t");
    const std::string_view key = line.substr(0, blank);
    const std::string_view rest =
        blank == std::string_view::npos ? std::string_view() : base::trim(line.substr(blank));
    if (key == "id") {
      text.id = rest;
    } else if (key == "date") {
      text.date = rest;
    } else if (key == "kind") {
      text.kind = rest;
    } else if (key == "text") {
      text.text = rest;
    } else if (key == "event") {
      CodedEvent event;
      std::string fault;
      if (!read_event(rest, event, fault)) return bad(fault);
      text.events.push_back(std::move(event));
    } else if (key != "none" && key != "region") {
      return bad("no such key: " + std::string(key));
    }
  }
  if (open && close()) return bad("a block without a text");
  divide(name, texts);
  return texts;
}

void add_pairs(const CodedText& text, std::uint32_t index, std::vector<CodedPair>& pairs) {
  std::vector<CodedPair> found;
  for (const CodedEvent& event : text.events) {
    if (event.actors.empty()) continue;
    if (event.mutual) {
      if (event.actors.size() < 2) continue;
      found.push_back({index, event.actors[0], event.actors[1], event.type, event.mode});
      found.push_back({index, event.actors[1], event.actors[0], event.type, event.mode});
    } else if (!event.recipients.empty()) {
      found.push_back({index, event.actors[0], event.recipients[0], event.type, event.mode});
    }
  }
  for (const CodedPair& pair : found) {
    const auto same_parties = [&](const CodedPair& other) {
      return other.actor == pair.actor && other.recipient == pair.recipient;
    };
    const bool one_answer = std::all_of(found.begin(), found.end(), [&](const CodedPair& other) {
      return !same_parties(other) || other.type == pair.type;
    });
    const bool asked = std::any_of(pairs.begin(), pairs.end(), [&](const CodedPair& other) {
      return other.text == index && same_parties(other);
    });
    if (one_answer && !asked) pairs.push_back(pair);
  }
}

}  // namespace raven::code
