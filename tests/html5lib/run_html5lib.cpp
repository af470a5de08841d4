// SPDX-License-Identifier: Apache-2.0
// Runs the html5lib test suite over Raven's HTML parser.
//
//     run_html5lib FOLDER     FOLDER holds tokenizer/, tree-construction/ and encoding/
//
// Prints each failing case, then one line "tokenizer P/N, tree P/N, encoding P/N". Leaves 0 if all pass, 1 if
// not, 2 if the folder cannot be read. Parse errors are not compared. Tests marked script-on are left out:
// the parser has scripting off.
#include "base/utf8.h"
#include "read/html/decode.h"
#include "read/html/document.h"
#include "read/html/outline.h"
#include "read/html/tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

namespace {

namespace html = raven::read::html;
namespace json = simdjson::dom;

struct Score {
  int passed = 0;
  int total = 0;

  void add(const std::string& where, const std::string& input, const std::string& wanted,
           const std::string& got) {
    ++total;
    if (got == wanted) {
      ++passed;
      return;
    }
    std::printf("FAILED %s\n--- input\n%s\n--- wanted\n%s\n--- got\n%s\n\n", where.c_str(), input.c_str(),
                wanted.c_str(), got.c_str());
  }
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            const std::string& extension) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// ---- tokenizer
// ---------------------------------------------------------------------------------------------------

// Writes any code unit, lone surrogates too, in UTF-8's pattern: what goes in as such comes out as such.
void append_unit(std::string& out, std::uint32_t unit) {
  if (unit < 0xD800 || unit > 0xDFFF) {
    raven::base::append_utf8(out, unit);
    return;
  }
  out.push_back(static_cast<char>(0xE0 | (unit >> 12)));
  out.push_back(static_cast<char>(0x80 | ((unit >> 6) & 0x3F)));
  out.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
}

std::string unescape(std::string_view text) {
  std::string out;
  std::uint32_t high = 0;
  const auto flush = [&] {
    if (high != 0) append_unit(out, high);
    high = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\' && i + 5 < text.size() && text[i + 1] == 'u') {
      const auto unit =
          static_cast<std::uint32_t>(std::stoul(std::string(text.substr(i + 2, 4)), nullptr, 16));
      i += 6;
      if (high != 0 && unit >= 0xDC00 && unit <= 0xDFFF) {
        raven::base::append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        high = 0;
      } else {
        flush();
        if (unit >= 0xD800 && unit <= 0xDBFF) {
          high = unit;
        } else {
          append_unit(out, unit);
        }
      }
    } else {
      flush();
      out.push_back(text[i++]);
    }
  }
  flush();
  return out;
}

// Tokens are compared as lines of text.
std::string line_of_tag(const char* kind, std::string_view name,
                        const std::map<std::string, std::string>& attributes, std::string_view end) {
  std::string line = std::string(kind) + " " + std::string(name);
  for (const auto& [key, value] : attributes) line += " " + key + "=\"" + value + "\"";
  return line + std::string(end) + "\n";
}

// "doubleEscaped" cases carry a second layer of escapes inside JSON's own.
enum class Escapes : std::uint8_t { Once, Twice };

std::string wanted_tokens(json::array tokens, Escapes escapes) {
  const bool is_escaped = escapes == Escapes::Twice;
  const auto text = [&](json::element element) {
    const std::string_view value = element.get_string().value();
    return is_escaped ? unescape(value) : std::string(value);
  };
  std::string out;
  for (json::element element : tokens) {
    const json::array token = element.get_array().value();
    const std::string_view kind = token.at(0).get_string().value();
    if (kind == "StartTag") {
      std::map<std::string, std::string> attributes;
      const json::object named = token.at(2).get_object().value();
      for (auto [key, value] : named) {
        attributes[is_escaped ? unescape(key) : std::string(key)] = text(value);
      }
      out += line_of_tag("StartTag", text(token.at(1).value()), attributes, token.size() > 3 ? " /" : "");
    } else if (kind == "EndTag") {
      out += line_of_tag("EndTag", text(token.at(1).value()), {}, "");
    } else if (kind == "DOCTYPE") {
      out += "DOCTYPE";
      for (std::size_t i = 1; i <= 3; ++i) {
        const json::element id = token.at(i).value();
        out += id.is_null() ? std::string(" null") : " \"" + text(id) + "\"";
      }
      out += token.at(4).get_bool().value() ? " correct\n" : " quirky\n";
    } else {
      out += std::string(kind) + " \"" + text(token.at(1).value()) + "\"\n";
    }
  }
  return out;
}

std::string got_tokens(const std::string& input, html::Tokenizer::State state,
                       std::string_view last_start_tag) {
  html::PageText text(input);
  html::TagNames names;
  std::vector<html::Attribute> attributes;
  html::Tokenizer tokenizer(text, names, attributes, 1000);
  html::Tag last_tag = html::find_tag(last_start_tag);
  // A name that is not known needs a number: it is interned from a page of its own spelling.
  if (last_tag == html::Tag::None && !last_start_tag.empty()) {
    last_tag = names.intern(text, text.add(last_start_tag, 0));
  }
  tokenizer.set_state(state, last_tag);
  std::string out;
  std::string characters;
  const auto flush = [&] {
    if (!characters.empty()) out += "Character \"" + characters + "\"\n";
    characters.clear();
  };
  const auto name_of = [&](html::Tag tag) {
    const std::string_view known = html::known_tag_name(tag);
    return known.empty() ? names.name(text, tag) : known;
  };
  html::Token token;
  while (tokenizer.next(token)) {
    if (token.kind == html::TokenKind::Text) {
      characters += text.view(token.text);
      continue;
    }
    flush();
    switch (token.kind) {
      case html::TokenKind::StartTag: {
        std::map<std::string, std::string> found;
        for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
          const html::Attribute& attribute = attributes[token.attribute_begin + i];
          found[std::string(text.view(attribute.name))] = text.view(attribute.value);
        }
        out += line_of_tag("StartTag", name_of(token.tag), found, token.is_self_closing ? " /" : "");
        break;
      }
      case html::TokenKind::EndTag:
        out += line_of_tag("EndTag", name_of(token.tag), {}, "");
        break;
      case html::TokenKind::Comment:
        out += "Comment \"" + std::string(text.view(token.text)) + "\"\n";
        break;
      case html::TokenKind::Doctype: {
        out += "DOCTYPE";
        const auto id = [&](bool has, html::Span span) {
          out += has ? " \"" + std::string(text.view(span)) + "\"" : std::string(" null");
        };
        id(token.text.size != 0, token.text);
        id(token.has_public_id, token.public_id);
        id(token.has_system_id, token.system_id);
        out += token.forces_quirks ? " quirky\n" : " correct\n";
        break;
      }
      case html::TokenKind::Text:
      case html::TokenKind::End:
        break;
    }
  }
  flush();
  return out;
}

// The suite's "coercion" cases say what an XML tree could not hold; they are outside the HTML standard.
constexpr std::string_view kCoercionTests = "xmlViolationTests";

void run_tokenizer(const std::filesystem::path& folder, Score& score) {
  const std::map<std::string, html::Tokenizer::State, std::less<>> states = {
      {"Data state", html::Tokenizer::State::Data},
      {"PLAINTEXT state", html::Tokenizer::State::Plaintext},
      {"RCDATA state", html::Tokenizer::State::Rcdata},
      {"RAWTEXT state", html::Tokenizer::State::Rawtext},
      {"Script data state", html::Tokenizer::State::ScriptData},
      {"CDATA section state", html::Tokenizer::State::CdataSection}};
  for (const auto& file : files_in(folder, ".test")) {
    json::parser parser;
    json::element root;
    if (parser.load(file.string()).get(root) != simdjson::SUCCESS) {
      score.add(file.string(), "", "a JSON file", "an unreadable one");
      continue;
    }
    json::array tests;
    if (root["tests"].get(tests) != simdjson::SUCCESS) {
      if (root[kCoercionTests].get(tests) != simdjson::SUCCESS) {
        score.add(file.string(), "", "tests", "none");
      }
      continue;
    }
    for (json::element test : tests) {
      bool is_escaped = false;
      if (test["doubleEscaped"].get(is_escaped) != simdjson::SUCCESS) is_escaped = false;
      std::string_view raw;
      if (test["input"].get(raw) != simdjson::SUCCESS) continue;
      const std::string input = is_escaped ? unescape(raw) : std::string(raw);
      std::string_view description;
      if (test["description"].get(description) != simdjson::SUCCESS) description = "";
      std::string_view last_start_tag;
      if (test["lastStartTag"].get(last_start_tag) != simdjson::SUCCESS) last_start_tag = "";
      std::vector<std::string> state_names;
      json::array listed;
      if (test["initialStates"].get(listed) == simdjson::SUCCESS) {
        for (json::element name : listed) state_names.emplace_back(name.get_string().value());
      } else {
        state_names.emplace_back("Data state");
      }
      const std::string wanted =
          wanted_tokens(test["output"].get_array().value(), is_escaped ? Escapes::Twice : Escapes::Once);
      for (const std::string& state : state_names) {
        const auto found = states.find(state);
        const std::string got = found == states.end() ? "no such state: " + state
                                                      : got_tokens(input, found->second, last_start_tag);
        score.add(file.filename().string() + ": " + std::string(description) + " (" + state + ")", input,
                  wanted, got);
      }
    }
  }
}

// ---- tree construction and encodings
// -----------------------------------------------------------------------------

struct Case {
  std::string data;
  std::map<std::string, std::string> sections;  // by heading, without '#'
};

// A .dat file: sections that begin with a "#heading" line; "#data" begins a case.
std::vector<Case> read_cases(const std::string& text, const std::vector<std::string>& headings) {
  std::vector<Case> cases;
  std::string heading;
  std::string* section = nullptr;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const bool is_heading = line.size() > 1 && line[0] == '#' &&
                            std::find(headings.begin(), headings.end(), line.substr(1)) != headings.end() &&
                            (line != "#data" || heading != "data");
    if (is_heading) {
      heading = line.substr(1);
      if (heading == "data") cases.emplace_back();
      if (cases.empty()) continue;
      section = heading == "data" ? &cases.back().data : &cases.back().sections[heading];
      continue;
    }
    if (section != nullptr) *section += line + "\n";
  }
  for (Case& one : cases) {
    if (!one.data.empty()) one.data.pop_back();
  }
  return cases;
}

void trim_end(std::string& text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
}

void run_tree(const std::filesystem::path& folder, Score& score) {
  for (const auto& file : files_in(folder, ".dat")) {
    int number = 0;
    for (Case& one : read_cases(read_file(file), {"data", "errors", "new-errors", "document-fragment",
                                                  "script-off", "script-on", "document"})) {
      ++number;
      if (one.sections.contains("script-on")) continue;
      std::string wanted = one.sections["document"];
      trim_end(wanted);
      html::Options options;
      options.selected_content = html::SelectedContent::Copy;
      std::string got;
      const auto fragment = one.sections.find("document-fragment");
      if (fragment != one.sections.end()) {
        std::string name = fragment->second;
        trim_end(name);
        html::FragmentContext context;
        std::string_view tag_name = name;
        if (tag_name.starts_with("svg ")) {
          context.name_space = html::Namespace::Svg;
          tag_name.remove_prefix(4);
        } else if (tag_name.starts_with("math ")) {
          context.name_space = html::Namespace::MathMl;
          tag_name.remove_prefix(5);
        }
        context.tag_name = tag_name;
        const html::Document document = html::parse_fragment(one.data, context, options);
        got = html::outline(document, document.first_child(html::kDocumentNode));
      } else {
        got = html::outline(html::parse(one.data, options));
      }
      trim_end(got);
      score.add(file.filename().string() + " #" + std::to_string(number), one.data, wanted, got);
    }
  }
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

void run_encoding(const std::filesystem::path& folder, Score& score) {
  for (const auto& file : files_in(folder, ".dat")) {
    int number = 0;
    for (Case& one : read_cases(read_file(file), {"data", "encoding"})) {
      ++number;
      std::string wanted = one.sections["encoding"];
      trim_end(wanted);
      wanted = lower(wanted);
      // Only the mark and the declaration: the suite does not know that valid UTF-8 outweighs a wrong label.
      const html::Decoded decoded = html::decode(one.data);
      const std::string_view declared = decoded.basis == html::EncodingBasis::ByteOrderMark
                                            ? decoded.encoding
                                            : html::declared_encoding(one.data);
      const std::string got = declared.empty() ? "windows-1252" : lower(std::string(declared));
      score.add(file.filename().string() + " #" + std::to_string(number), one.data, wanted, got);
    }
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2 || !std::filesystem::is_directory(arguments[1])) {
    std::fprintf(stderr, "usage: run_html5lib FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  Score tokenizer;
  Score tree;
  Score encoding;
  run_tokenizer(folder / "tokenizer", tokenizer);
  run_tree(folder / "tree-construction", tree);
  run_encoding(folder / "encoding", encoding);
  std::printf("tokenizer %d/%d, tree %d/%d, encoding %d/%d\n", tokenizer.passed, tokenizer.total, tree.passed,
              tree.total, encoding.passed, encoding.total);
  const bool all = tokenizer.passed == tokenizer.total && tree.passed == tree.total &&
                   encoding.passed == encoding.total && tokenizer.total > 0 && tree.total > 0 &&
                   encoding.total > 0;
  return all ? 0 : 1;
}
