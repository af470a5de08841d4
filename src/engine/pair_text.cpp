// SPDX-License-Identifier: Apache-2.0
#include "engine/pair_text.h"

#include "read/input/json_text.h"

namespace raven {

Result<GoldPair> read_pair(std::string_view line, const std::string& where) {
  read::JsonText json;
  if (!json.parse(line, read::JsonTolerance::Strict))
    return Error{ErrorCode::BadFormat, "is not JSON: " + json.fault(), where};
  if (json.kind(json.root()) != read::JsonKind::Object)
    return Error{ErrorCode::BadFormat, "is no JSON object", where};
  GoldPair pair;
  struct Member {
    const char* name;
    std::string& value;
  };
  for (const Member& member : {Member{"text", pair.question.text}, Member{"actor", pair.question.actor},
                               Member{"recipient", pair.question.recipient}}) {
    const auto node = json.member(json.root(), member.name);
    if (node == kNone || json.kind(node) != read::JsonKind::String)
      return Error{ErrorCode::BadFormat, "has no string \"" + std::string(member.name) + "\"", where};
    member.value = json.text(node);
  }
  pair.question.id = json.text(json.member(json.root(), "id"));
  pair.question.date = json.text(json.member(json.root(), "date"));
  pair.mode = json.text(json.member(json.root(), "mode"));
  if (const std::string type = json.text(json.member(json.root(), "type")); !type.empty()) {
    pair.type = event_type_named(type);
    if (!pair.type) return Error{ErrorCode::BadFormat, "names a type that there is not: " + type, where};
  }
  return pair;
}

}  // namespace raven
