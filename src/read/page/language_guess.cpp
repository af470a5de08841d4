// SPDX-License-Identifier: Apache-2.0
#include "read/page/language_guess.h"

#include "base/ascii.h"

#include <array>
#include <utility>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace raven::read {

std::string language_code(std::string_view tag) {
  tag = base::trim(tag);
  std::size_t size = 0;
  while (size < tag.size() && base::is_letter(tag[size])) ++size;
  if (size < 2 || size > 3) return {};
  std::string code = base::lowered(tag.substr(0, size));
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kShort = {{{"eng", "en"},
                                                                                            {"deu", "de"},
                                                                                            {"ger", "de"},
                                                                                            {"fra", "fr"},
                                                                                            {"fre", "fr"},
                                                                                            {"spa", "es"},
                                                                                            {"ita", "it"},
                                                                                            {"por", "pt"},
                                                                                            {"rus", "ru"},
                                                                                            {"ara", "ar"},
                                                                                            {"zho", "zh"},
                                                                                            {"jpn", "ja"},
                                                                                            {"iw", "he"},
                                                                                            {"in", "id"}}};
  for (const auto& [from, to] : kShort)
    if (code == from) return std::string(to);
  return code;
}

std::string guess_language(std::string_view text, std::string_view declared) {
  const std::string given = language_code(declared);
  constexpr std::size_t kLong = 200, kLooked = 6000;
  if (text.size() < 20 || (text.size() < kLong && !given.empty())) return given;
  text = text.substr(0, kLooked);
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.remove_suffix(1);
  if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);

  CLD2::Language best[3];
  int percent[3];
  double score[3];
  int bytes = 0, valid = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language =
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints, 0,
                                              best, percent, score, nullptr, &bytes, &reliable, &valid);
  if (language == CLD2::UNKNOWN_LANGUAGE || (!reliable && !given.empty())) return given;
  return language_code(CLD2::LanguageCode(language));
}

}  // namespace raven::read
