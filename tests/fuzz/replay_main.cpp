// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target over every file of the folders and files given, and over the empty input. A target that
// dislikes an input aborts, and so does this program, after the file's name.
//
//     raven_html_replay tests/fuzz/corpus/html

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < count; ++i) {
    std::error_code trouble;
    if (std::filesystem::is_directory(words[i], trouble)) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(words[i], trouble))
        if (entry.is_regular_file(trouble)) files.push_back(entry.path());
    } else {
      files.emplace_back(words[i]);
    }
  }
  std::sort(files.begin(), files.end());
  replay("");
  for (const auto& file : files) {
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      std::printf("cannot be read\n");
      return 1;
    }
    replay({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
  }
  std::printf("%zu inputs\n", files.size() + 1);
  return 0;
}
