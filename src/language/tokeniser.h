// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Cuts a text into words as the English treebanks of Universal Dependencies do (UD English EWT and GUM,
/// after the LDC's web guidelines): clitics apart ("do|n't", "Kabul|'s", "can|not"), hyphens apart but for
/// affixes
/// ("Russian|-|made", "anti-tank"), addresses, numbers, dates, clock times and abbreviations whole.
///
///     Tokeniser tokeniser(abbreviations);
///     std::vector<Token> tokens;
///     tokeniser.tokenise("Russia’s envoy didn't go.", tokens);   // Russia ’s envoy did n't go .
///
/// Offsets count bytes of the text given. Tokens are sorted, do not overlap, are never empty, and between
/// them stands nothing but white space. Time is linear in the text whatever it holds; ill-formed UTF-8 is
/// cut, not refused. Thread safety: `const` methods may be called from many threads.

#include "language/abbreviations.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace raven::language {

enum class TokenKind : std::uint8_t { Word, Number, Web, Punctuation, Symbol };

/// Why a stop belongs to its word and does not stand alone.
enum class Stop : std::uint8_t { None, Abbreviation, Initial, Acronym };

/// What stands before a token.
enum class Gap : std::uint8_t { None, Blank, LineBreak };

struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::Word;
  Stop stop = Stop::None;
  Gap gap = Gap::None;
  AbbreviationKind abbreviation = AbbreviationKind::Common;  ///< meant only where `stop` is Abbreviation
};

class Tokeniser {
 public:
  /// Keeps a reference: the abbreviations must outlive the tokeniser.
  explicit Tokeniser(const Abbreviations& abbreviations) : abbreviations_(&abbreviations) {}

  /// Appends the tokens of `text`, which must be shorter than 4 GB.
  void tokenise(std::string_view text, std::vector<Token>& tokens) const;

 private:
  const Abbreviations* abbreviations_;
};

}  // namespace raven::language
