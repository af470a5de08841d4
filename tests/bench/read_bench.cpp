// SPDX-License-Identifier: Apache-2.0
// Reads inputs in one thread and prints one JSON line for each, or (with --time) how fast it was.
//
//     read_bench [--time] INPUT...

#include "base/json_writer.h"
#include "read/input/input_stream.h"
#include "read/reader.h"

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

namespace {

std::string line_of(const raven::Document& document) {
  const raven::Article& article = document.article;
  raven::base::JsonWriter json;
  json.begin_object();
  json.member("uri", article.source.uri);
  json.member("record", article.source.record);
  if (document.failure) json.member("failure", raven::describe(*document.failure));
  json.member("kind", article.kind);
  json.member("id", article.id);
  json.member("title", article.title);
  json.member("site", article.site);
  json.member("slogan", article.slogan);
  json.key("authors");
  json.begin_array();
  for (const std::string& author : article.authors) json.value(author);
  json.end_array();
  json.member("agency", article.agency);
  json.member("published", article.published.iso);
  json.member("published_basis", article.published.basis);
  json.member("modified", article.modified.iso);
  json.member("language", article.language);
  json.member("section", article.section);
  json.member("dateline", article.dateline);
  json.member("charset", article.source.charset);
  json.member("canonical_url", article.canonical_url);
  json.member("text", article.text);
  json.key("roles");
  json.begin_array();
  for (const raven::Paragraph& paragraph : article.paragraphs) json.value(raven::name_of(paragraph.role));
  json.end_array();
  json.key("dropped");
  json.begin_array();
  for (const raven::Dropped& dropped : article.dropped)
    json.value(dropped.reason + " [" + dropped.rule + "] " + dropped.text);
  json.end_array();
  json.key("notes");
  json.begin_array();
  for (const raven::Note& note : article.notes) json.value(note.code);
  json.end_array();
  json.end_object();
  return std::move(json).take();
}

}  // namespace

int main(int count, char** words) {
  bool timed = false;
  std::vector<std::string> inputs;
  for (int i = 1; i < count; ++i) {
    if (std::string(words[i]) == "--time")
      timed = true;
    else
      inputs.emplace_back(words[i]);
  }
  const raven::base::Knowledge knowledge;
  raven::Result<raven::read::Reader> reader = raven::read::Reader::make(knowledge, {});
  if (!reader) {
    std::cerr << raven::describe(reader.error()) << '\n';
    return 1;
  }
  raven::read::InputStream stream(inputs, raven::InputFormat::Auto, 64u << 20);
  double seconds = 0;
  std::uint64_t pages = 0, bytes = 0;
  while (std::optional<raven::read::RawDocument> raw = stream.next()) {
    const auto begin = std::chrono::steady_clock::now();
    const raven::Document document = reader->read(*raw);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ++pages;
    bytes += raw->bytes.size();
    if (!timed) std::cout << line_of(document) << '\n';
  }
  if (timed)
    std::cout << pages << " documents, " << bytes << " bytes, " << seconds
              << " s: " << static_cast<double>(pages) / seconds << " documents/s, "
              << static_cast<double>(bytes) / seconds / 1e6 << " MB/s\n";
  return 0;
}
