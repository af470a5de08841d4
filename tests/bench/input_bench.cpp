// SPDX-License-Identifier: Apache-2.0
// How fast archives are read in one thread. Makes a WARC file of pages from the words and the markup of our
// sample pages, one gzip member a record as crawlers write it, and measures each step that a page goes
// through, in MB of HTML a second (the best of three):
//
//     input_bench [SAMPLES_FOLDER [PAGES]]           default: samples/html 2000
//
//     unpack     the archive's bytes alone
//     records    raw documents: heads read, lengths checked, bytes hashed
//     lines      raw documents as JSON Lines, address and page; the bar is 250 MB/s
//     articles   read and written as JSON Lines: the whole path of `raven read`
#include "base/json_writer.h"
#include "base/utf8.h"
#include "read/input/byte_stream.h"
#include "read/input/input_stream.h"
#include "read/reader.h"

#include <raven/raven.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>
#include <zlib.h>

namespace {

using raven::read::InputStream;
using raven::read::RawDocument;

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// What the pages are made from: the samples' words, and lines of their markup.
struct Material {
  std::vector<std::string> words, lines;
};

Material material_of(const std::string& folder) {
  Material material;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    for (std::string line; std::getline(file, line);) {
      if (!raven::base::is_valid_utf8(line)) continue;  // some samples are in other charsets
      if (line.find('<') != std::string::npos) material.lines.push_back(line);
      std::istringstream stream(line);
      for (std::string word; stream >> word;)
        if (word.find_first_of("<>&\"=") == std::string::npos) material.words.push_back(word);
    }
  }
  return material;
}

/// A page of some 100 KB as sites build them: scripts with numbers, lists of links, an article, teasers.
/// Words are drawn anew, so that it packs as a real page does and not as a copy.
std::string page_of(const Material& material, std::mt19937& random, std::size_t number) {
  const auto word = [&]() -> const std::string& { return material.words[random() % material.words.size()]; };
  const auto phrase = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i ? " " : "") + word();
    return text;
  };
  std::string page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + phrase(8) +
                     " - The Courier</title>\n<meta property=\"article:published_time\" content=\"2024-05-0" +
                     std::to_string(1 + number % 9) + "T09:12:00Z\">\n";
  for (int i = 0; i < 60; ++i)
    page += "<script>window.slot_" + std::to_string(random()) + "={\"id\":\"" + std::to_string(random()) +
            "\",\"path\":\"/a/" + word() + "/" + std::to_string(random() % 100000) + "\"};</script>\n";
  page += "</head><body><nav><ul>\n";
  for (int i = 0; i < 120; ++i)
    page += "<li class=\"menu__item menu__item--level-1\"><a href=\"/" + word() + "/" + word() +
            "\" data-track=\"nav-" + std::to_string(random() % 1000) + "\">" + phrase(2) + "</a></li>\n";
  page += "</ul></nav><article><h1>" + phrase(9) + "</h1>\n";
  for (int i = 0; i < 40; ++i) page += "<p>" + phrase(55) + ".</p>\n";
  page += "</article><aside>\n";
  for (int i = 0; i < 90; ++i)
    page += "<div class=\"teaser teaser--small\"><a class=\"teaser__link\" href=\"/news/" +
            std::to_string(random() % 1000000) + "/" + word() + "-" + word() + "\"><img src=\"/images/" +
            std::to_string(random()) + ".jpg\" alt=\"" + word() + "\"><h3>" + phrase(8) +
            "</h3></a></div>\n" + material.lines[random() % material.lines.size()] + "\n";
  return page + "</aside></body></html>\n";
}

template <class Work>
double best_of_three(const Work& work) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

}  // namespace

int main(int count, char** words) {
  const std::string folder = count > 1 ? words[1] : "samples/html";
  const std::size_t pages = count > 2 ? std::stoul(words[2]) : 2000;
  const Material material = material_of(folder);
  if (material.words.empty() || material.lines.empty()) {
    std::cerr << folder << ": holds no pages\n";
    return 1;
  }
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("raven_input_bench_" + std::to_string(::getpid()) + ".warc.gz"))
                               .string();
  std::uint64_t html = 0;
  {
    std::mt19937 random(1);
    std::ofstream file(path, std::ios::binary);
    for (std::size_t i = 0; i < pages; ++i) {
      const std::string page = page_of(material, random, i);
      html += page.size();
      const std::string address = "https://courier.example/" + std::to_string(i);
      const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page;
      const auto record = [&](const char* type, const std::string& bytes) {
        file << gzip(
            "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + address +
            "\r\nWARC-Date: 2024-05-10T00:00:00Z\r\nContent-Type: application/http; msgtype=" + type +
            "\r\nContent-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" + bytes + "\r\n\r\n");
      };
      record("request", "GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n");
      record("response", block);
    }
  }
  const auto packed = static_cast<double>(std::filesystem::file_size(path));
  std::cout << pages << " pages, " << static_cast<double>(html) / 1e6 << " MB of HTML, packed "
            << static_cast<double>(html) / packed << " : 1\n";
  const auto tell = [&](const char* step, double seconds) {
    std::cout << step << static_cast<double>(html) / 1e6 / seconds << " MB/s\n";
  };

  std::uint64_t sum = 0;  // so that no step can be left out
  tell("unpack    ", best_of_three([&] {
         auto stream = raven::read::ByteStream::open(path);
         while (stream && (*stream)->fill(1)) {
           sum += (*stream)->window().size();
           (*stream)->consume((*stream)->window().size());
         }
       }));
  tell("records   ", best_of_three([&] {
         InputStream stream({path}, raven::InputFormat::Auto, 64u << 20);
         while (std::optional<RawDocument> raw = stream.next()) sum += raw->bytes.size();
       }));
  const std::string out = path + ".jsonl";
  tell("lines     ", best_of_three([&] {
         std::ofstream file(out, std::ios::binary);
         InputStream stream({path}, raven::InputFormat::Auto, 64u << 20);
         while (std::optional<RawDocument> raw = stream.next()) {
           raven::base::JsonWriter json;
           json.begin_object();
           json.member("uri", raw->source.uri);
           json.member("html", raw->bytes);
           json.end_object();
           file << std::move(json).take() << '\n';
         }
         sum += static_cast<std::uint64_t>(file.tellp());
       }));
  const raven::base::Knowledge knowledge;
  const raven::Result<raven::read::Reader> reader = raven::read::Reader::make(knowledge, {});
  if (reader)
    tell("articles  ", best_of_three([&] {
           std::ofstream file(out, std::ios::binary);
           InputStream stream({path}, raven::InputFormat::Auto, 64u << 20);
           while (std::optional<RawDocument> raw = stream.next())
             file << raven::article_json(reader->read(*raw)) << '\n';
         }));
  std::filesystem::remove(path);
  std::filesystem::remove(out);
  std::cout << "(" << sum << " bytes seen)\n";
  return 0;
}
