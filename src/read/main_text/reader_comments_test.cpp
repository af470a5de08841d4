// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/reader_comments.h"

#include "read/main_text/extract.h"
#include "read/read_test_tables.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

const std::string kArticle =
    "<h1>Harbour of Kelm closed</h1>"
    "<p>The harbour of Kelm was closed on Monday after dockers walked out over pay, the port authority said, "
    "and eleven ships were sent to other ports along the coast.</p>"
    "<p>Talks between the union and the owners broke down in the night. Both sides blamed each other, and "
    "the "
    "minister of transport called for an arbiter to be named this week.</p>"
    "<p>The last strike of this kind, four years ago, lasted nine days and cost the city some twelve million "
    "crowns, according to the chamber of commerce, which asked for a quick end.</p>";

/// The words that are kept, and those that were dropped as comments.
struct Told {
  std::string kept, comments;
};
Told tell(const std::string& body, ReaderComments comments = ReaderComments::Cut) {
  const std::string page = "<html><body>" + body + "</body></html>";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const MainText text = extract_text(document, bytes, test_tables(), {.comments = comments}, "en");
  Told told;
  for (const TextBlock& block : text.blocks) {
    const std::string words(
        std::string_view(text.draft.text()).substr(block.span.begin.value, block.span.size()));
    if (block.reason.empty()) told.kept += words + "\n";
    if (block.rule == "row of readers' comments") told.comments += words + "\n";
  }
  return told;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A comment of long sentences, which by themselves look like text, in markup without telling names.
std::string comment(const std::string& name, const std::string& time, const std::string& control) {
  return "<div class=c9><span>" + name + "</span> <span>" + time +
         "</span><p>I worked on that quay for thirty years, and nobody from the ministry ever came to see "
         "how "
         "the cranes were kept, wrote " +
         name + " of the old town.</p><a href=#>" + control + "</a></div>";
}

TEST(ReaderComments, ARowOfThemIsDroppedWhateverItsLanguage) {
  for (const auto& [time, control] :
       std::initializer_list<std::pair<const char*, const char*>>{{"3 hours ago", "Reply"},
                                                                  {"vor 2 Tagen", "Antworten"},
                                                                  {"il y a 5 heures", "Répondre"},
                                                                  {"12/03/2024", "Responder"},
                                                                  {"2 ore fa", "Rispondi"},
                                                                  {"14.03.2024, 10:22", "Ответить"},
                                                                  {"10 dk önce", "Yanıtla"},
                                                                  {"3天前", "回复"},
                                                                  {"2024年3月2日", "返信"},
                                                                  {"منذ 3 ساعات", "رد"},
                                                                  {"2 d", "↳ Reply (4)"}}) {
    const Told told = tell(kArticle + "<div class=q2>" + comment("Oda", time, control) +
                           comment("Pavel", time, control) + comment("Runa", time, control) + "</div>");
    EXPECT_TRUE(has(told.kept, "dockers walked out")) << control;
    EXPECT_TRUE(has(told.kept, "twelve million")) << control;
    for (const char* name : {"wrote Oda", "wrote Pavel", "wrote Runa"}) {
      EXPECT_FALSE(has(told.kept, name)) << control;
      EXPECT_TRUE(has(told.comments, name)) << control;
    }
  }
}

TEST(ReaderComments, ControlsMayBeButtonsAndAnswersMayBeNested) {
  const std::string answer =
      "<ul><li><b>Ida</b><time>Tuesday</time><p>That is not so, the cranes were looked after in my time, and "
      "the ministry sent two engineers each spring.</p><button>Reply</button></li></ul>";
  const auto item = [&](const std::string& name, const std::string& below) {
    return "<li><b>" + name +
           "</b><time>Monday</time><p>My father lost his post in the last strike, and it "
           "was never made good, says " +
           name + ", who still lives here.</p><button>Reply</button>" + below + "</li>";
  };
  const Told told = tell(kArticle + "<ul>" + item("Oda", answer) + item("Pavel", "") + "</ul>");
  EXPECT_TRUE(has(told.kept, "dockers walked out"));
  EXPECT_FALSE(has(told.kept, "says Oda"));
  EXPECT_FALSE(has(told.kept, "two engineers"));
  EXPECT_TRUE(has(told.comments, "two engineers"));
  EXPECT_TRUE(has(told.comments, "says Pavel"));
}

TEST(ReaderComments, OneCommentThatTheDataMarkIsEnough) {
  const Told told = tell(kArticle +
                         "<section><div itemprop=comment itemscope itemtype=\"https://schema.org/Comment\">"
                         "<span>Oda</span><time>Monday</time><p>I worked on that quay for thirty years, and "
                         "nobody ever came to see how the cranes were kept.</p></div></section>");
  EXPECT_TRUE(has(told.kept, "dockers walked out"));
  EXPECT_TRUE(has(told.comments, "thirty years"));
}

TEST(ReaderComments, CommentsLongerThanTheArticleAreDroppedToo) {
  std::string comments;
  for (int i = 0; i < 40; ++i) comments += comment("Reader " + std::to_string(i), "3 hours ago", "Reply");
  const Told told = tell(kArticle + "<div>" + comments + "</div>");
  EXPECT_TRUE(has(told.kept, "dockers walked out"));
  EXPECT_FALSE(has(told.kept, "thirty years"));
  EXPECT_TRUE(has(told.comments, "wrote Reader 39"));
}

TEST(ReaderComments, WhereTheyAreAmongOtherThingsOnlyTheyGo) {
  const Told told = tell(
      "<div>" + kArticle + comment("Oda", "3 hours ago", "Reply") + comment("Pavel", "1 day ago", "Reply") +
      "<p>The council will meet again on Thursday to speak of the harbour, its secretary told this paper "
      "late in the evening.</p></div>");
  EXPECT_TRUE(has(told.kept, "dockers walked out"));
  EXPECT_TRUE(has(told.comments, "wrote Oda"));
  EXPECT_FALSE(has(told.comments, "council will meet"));
}

TEST(ReaderComments, ADiscussionKeepsItsText) {
  const std::string thread = "<div>" + comment("Oda", "3 hours ago", "Reply") +
                             comment("Pavel", "2 hours ago", "Reply") +
                             comment("Runa", "1 hour ago", "Reply") + "</div>";
  // Nothing stands before the first of them.
  EXPECT_EQ(tell(thread).comments, "");
  // The page says so.
  const std::string said =
      R"(<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>)";
  EXPECT_EQ(tell(said + kArticle + thread).comments, "");
  EXPECT_NE(tell(kArticle + thread).comments, "");
  // The caller says so.
  EXPECT_EQ(tell(kArticle + thread, ReaderComments::Leave).comments, "");
}

TEST(ReaderComments, EntriesOfALiveReportAndTeasersAreNone) {
  std::string entries, cards;
  for (int i = 0; i < 6; ++i) {
    entries += "<div class=e><time>1" + std::to_string(i) + ":05</time><p>The police closed street number " +
               std::to_string(i) +
               " to all traffic, and two buses were sent round by the river, officers said.</p>"
               "<a href=#>Share</a></div>";
    cards += "<div class=c><a href=/" + std::to_string(i) + ">Council meets on harbour number " +
             std::to_string(i) + "</a><time>3 hours ago</time><a href=#c>12 Comments</a></div>";
  }
  const Told told = tell(kArticle + "<div>" + entries + "</div><div>" + cards + "</div>");
  EXPECT_EQ(told.comments, "");
}

TEST(ReaderComments, WordsOfControlsAreWhole) {
  for (const std::string_view text :
       {"Reply", "reply ", "Répondre", "↳ Reply", "Reply to Ana", "Reply (2)", "返信"})
    EXPECT_TRUE(is_reply_control(text)) << text;
  for (const std::string_view text :
       {"", "Leave a reply", "Replying", "No reply", "Comments", "Share", "Report"})
    EXPECT_FALSE(is_reply_control(text)) << text;
}

}  // namespace
}  // namespace raven::read
