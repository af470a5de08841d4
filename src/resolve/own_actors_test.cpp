// SPDX-License-Identifier: Apache-2.0
#include "resolve/own_actors.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::resolve {
namespace {

std::string fault_of(std::string_view bytes) {
  const auto tables = read_own_actors("own.txt", bytes);
  return tables ? "none" : tables.error().message;
}

TEST(OwnActors, ADictionaryBecomesTables) {
  const auto tables =
      read_own_actors("own.txt",
                      "# comment\nDAWN_FRONT_ ; mine\n+FRONT_OF_THE_DAWN_\n+DF_\n\t[MLIREB]\n"
                      "MARY_EXAMPLE_ [KENGOV 19990301-050601] [KENELI >050601]\nEMPTY_ [---]\n");
  ASSERT_TRUE(tables.ok());
  ASSERT_EQ(tables->size(), 3u);
  EXPECT_EQ((*tables)[0].bytes,
            "id\tname\taliases\tkind\tcountry\tsectors\tnote\n"
            "own:dawn_front\tDawn Front\tDAWN FRONT|Front of the Dawn|FRONT OF THE "
            "DAWN|DF\tarmed_group\tMLI\tREB\t-\n");
  EXPECT_EQ((*tables)[1].bytes,
            "id\tname\taliases\tcountry\tsectors\tnote\n"
            "own:mary_example\tMary Example\tMARY EXAMPLE\tKEN\tGOV|ELI\t-\n");
  EXPECT_EQ((*tables)[2].bytes,
            "person\toffice\tcountry\tsector\tfrom\tto\tsure\n"
            "own:mary_example\t-\tKEN\tGOV\t1999-03-01\t2005-06-01\t1\n"
            "own:mary_example\t-\tKEN\tELI\t2005-06-01\t-\t1\n");
}

TEST(OwnActors, FaultsNameTheLine) {
  EXPECT_EQ(fault_of("A_FRONT_ [MLIREB]\n+B_FRONT_\nC_FRONT_\n"),
            "own.txt:4: no code stands under the last name");
  EXPECT_TRUE(fault_of("[MLI]\n").starts_with("own.txt:1: a code stands under a name"));
  EXPECT_TRUE(fault_of("A_FRONT_ [MLI\n").starts_with("own.txt:1: ]"));
  EXPECT_TRUE(fault_of("A_FRONT_ [MLIRE]\n").starts_with("own.txt:1: a code is groups"));
  EXPECT_TRUE(fault_of("\nA_FRONT_ [MLI >17041975]\n").starts_with("own.txt:2: a date is"));
  EXPECT_TRUE(fault_of("A_FRONT_ [MLI 050101-]\n").starts_with("own.txt:1: a date is"));
  EXPECT_TRUE(fault_of("id\tnames\n").starts_with("own.txt:1: neither columns"));
  EXPECT_TRUE(fault_of("A_FRONT_ [MLI]\nA_FRONT_ [MLI]\n").starts_with("own.txt:2: A Front stands twice"));
  EXPECT_EQ(fault_of(""), "none");
}

TEST(OwnActors, ATableIsTakenAsItStands) {
  const std::string bytes = "# mine\nword\tplural\tsector\tnote\ndawnist\tdawnists\tREB\t-\n";
  const auto tables = read_own_actors("own.tsv", bytes);
  ASSERT_TRUE(tables.ok());
  ASSERT_EQ(tables->size(), 1u);
  EXPECT_EQ((*tables)[0].name, "actors/agents.tsv");
  EXPECT_EQ((*tables)[0].bytes, bytes);
}

}  // namespace
}  // namespace raven::resolve
