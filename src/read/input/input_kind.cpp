// SPDX-License-Identifier: Apache-2.0
#include "read/input/input_kind.h"

#include "base/ascii.h"
#include "read/input/containers.h"
#include "read/input/json_record.h"
#include "read/input/mail/mail_message.h"
#include "read/input/page_bytes.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

std::string_view beginning_of(std::string_view head) {
  head = head.substr(0, kInputHead);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return base::trim(head);
}

}  // namespace

std::string plain_ending(std::string_view path) {
  std::string name = base::lowered(path.substr(path.rfind('/') + 1));
  for (const std::string_view packed : {".gz", ".zst", ".zstd", ".lz4", ".xz", ".bz2"})
    if (name.ends_with(packed)) {
      name.resize(name.size() - packed.size());
      break;
    }
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : name.substr(dot + 1);
}

InputKind kind_of_input(std::string_view whole_head, std::string_view path) {
  const std::string_view head = beginning_of(whole_head);
  const std::string ending = plain_ending(path);
  if (ending == "conllu") return InputKind::Treebank;
  if (head.starts_with("WARC/") || ending == "warc" || ending == "wet") return InputKind::Warc;
  if (looks_like_arc(head)) return InputKind::Arc;
  if (ending == "jsonl" || ending == "ndjson") return InputKind::JsonLines;
  if (looks_like_json_feed(head)) return InputKind::Feed;
  if (looks_like_json_object(head)) return InputKind::JsonObject;
  if (head.starts_with('[') && (ending == "json" || looks_like_json_object(head.substr(1))))
    return InputKind::JsonArray;
  if (looks_like_feed(head)) return InputKind::Feed;
  const bool is_named = ending == "eml" || ending == "mbox" || ending == "mht" || ending == "mhtml";
  if (mail_shape_of(head, is_named ? MailName::Mail : MailName::Unknown) != MailShape::None)
    return InputKind::Mail;
  if (shape_of(whole_head) == BytesShape::Binary) return InputKind::Binary;
  // UTF-16 hides what it is from all that looks for ASCII.
  if (const PageBytes page = decode_page(whole_head, {}); page.charset.starts_with("utf-16"))
    if (looks_like_feed(page.utf8())) return InputKind::Feed;
  return InputKind::Page;
}

bool is_worth_reading(std::string_view head, std::string_view path) {
  static constexpr std::array<std::string_view, 41> kForMachines = {
      "css", "js",   "mjs",  "cjs", "ts",   "map",  "svg",    "scss",   "less", "c",   "h",
      "cc",  "cpp",  "hpp",  "py",  "sh",   "rb",   "go",     "rs",     "java", "sql", "ini",
      "cfg", "conf", "toml", "yml", "yaml", "lock", "csv",    "tsv",    "md",   "rst", "bib",
      "tex", "cdx",  "cdxj", "idx", "md5",  "sha1", "sha256", "torrent"};
  const std::string ending = plain_ending(path);
  if (std::find(kForMachines.begin(), kForMachines.end(), ending) != kForMachines.end()) {
    const std::string_view start = beginning_of(head);
    return base::starts_with_ignoring_case(start, "<!doctype html") ||
           base::starts_with_ignoring_case(start, "<html");
  }
  return kind_of_input(head, path) != InputKind::Binary;
}

}  // namespace raven::read
