// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads the corpus of coded news sentences (knowledge/corpus/events/README.md has the format): blocks of a
/// text with the events that people wrote down in it. What may be learned from and what may only be counted
/// is decided here and nowhere else.
///
///     RAVEN_TRY(std::vector<CodedText> texts, read_coded_texts("dev.txt", bytes));
///     for (const CodedText& text : texts)
///       if (text.part == Part::Learn) …
///
/// Errors: BadFormat with file and line. Thread safety: pure functions.

#include <raven/record.h>
#include <raven/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::code {

/// What a text may serve for. In order within a file the blocks are counted from 1: every fifth is `Unseen`
/// (only totals are ever told of it), of the others every tenth is `Choose` (choosing settings, calibration),
/// the rest is `Learn`. All of a file called held_out.txt is `Unseen`.
enum class Part { Learn, Choose, Unseen };

/// One event line. Parties are words as they stand in the text; empty where nobody is named.
struct CodedEvent {
  EventType type = EventType::Agree;
  std::string mode;
  std::vector<std::string> actors;
  std::vector<std::string> recipients;
  bool mutual = false;  ///< the recipient cell is "=": the actors did it to each other
  Factuality factuality = Factuality::Asserted;
  std::string source;  ///< empty: the writer himself
  std::vector<std::string> contexts;
  std::string cameo;  ///< empty in files without that cell
};

struct CodedText {
  std::string id;
  std::string date;
  std::string kind;
  std::string text;
  std::vector<CodedEvent> events;
  std::uint32_t line = 0;  ///< of its first line in the file, from 1
  Part part = Part::Learn;
};

/// `name` is the file's name: for messages, and for the rule about held_out.txt.
Result<std::vector<CodedText>> read_coded_texts(std::string_view name, std::string_view bytes);

/// A question with its answer: what does the actor do to the recipient?
struct CodedPair {
  std::uint32_t text = 0;  ///< index of the CodedText
  std::string actor;
  std::string recipient;
  EventType type = EventType::Agree;
  std::string mode;
};

/// Which questions a text's events give: the first of its actors and the first of its recipients of each
/// event; of a mutual event the first two actors, in both directions. Where the events tell several types
/// between the same two there is no one answer, and no question is asked.
void add_pairs(const CodedText& text, std::uint32_t index, std::vector<CodedPair>& pairs);

}  // namespace raven::code
