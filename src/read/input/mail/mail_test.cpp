// SPDX-License-Identifier: Apache-2.0
#include "read/input/input_test_files.h"
#include "read/input/mail/mail_message.h"
#include "read/input/mail/mail_text.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

class MailTest : public InputFiles {};

TEST(MailText, QuotedPrintableAndBase64) {
  EXPECT_EQ(from_quoted_printable("Caf=C3=A9 =\r\nin Senn=\n. 1=2 =zz end="),
            "Caf\u00E9 in Senn. 1=2 =zz end");
  EXPECT_EQ(from_quoted_printable("a=  \r\nb=3d"), "ab=");
  EXPECT_EQ(from_base64("VGhl\r\nIHRhbGtz"), "The talks");
  EXPECT_EQ(from_base64("VGhlIA==dGFsa3M"), "The talks");
  EXPECT_EQ(from_base64("!"), "");
}

TEST(MailText, Headers) {
  EXPECT_EQ(header_text("=?utf-8?Q?Caf=C3=A9_in?=\r\n =?utf-8?b?IFNlbm4=?= today"),
            "Caf\u00E9 in Senn today");
  // A character that is cut between two words.
  EXPECT_EQ(header_text("=?UTF-8?Q?Caf=C3?= =?UTF-8?Q?=A9?="), "Caf\u00E9");
  EXPECT_EQ(header_text("=?iso-8859-1*en?q?Caf=E9?= x =?koi8-r?b?08XO0Q==?="), "Caf\u00E9 x сеня");
  EXPECT_EQ(header_text("1 =?no 2=3 =?utf-8?x?y?="), "1 =?no 2=3 =?utf-8?x?y?=");
  EXPECT_EQ(header_text("Caf\xE9"), "Caf\u00E9");
  EXPECT_EQ(parameter("text/plain; x=\"a;b\\\"\"; Charset = \"utf-8\" ; y", "charset"), "utf-8");
  EXPECT_EQ(parameter("multipart/mixed; boundary=--x; type=a", "boundary"), "--x");
  EXPECT_EQ(parameter("a/b; charset*=us-ascii'en'x", "charset"), "us-ascii'en'x");
  EXPECT_EQ(parameter("a/b; c", "charset"), "");
  EXPECT_EQ(mail_address("\"Lee, \\\"Ann\\\"\" <ann@c.example>").name, "Lee, \"Ann\"");
  EXPECT_EQ(mail_address("\"Lee, Ann\" <ann@c.example>").address, "ann@c.example");
  EXPECT_EQ(mail_address("ann@c.example (Ann Lee)").name, "Ann Lee");
  EXPECT_EQ(mail_address("ann@c.example").name, "");
}

TEST(MailText, FlowedLines) {
  EXPECT_EQ(unflowed("The talks \r\nwent on.\r\n From here.\r\n-- \r\nAnn\r\n", ""),
            "The talks went on.\nFrom here.\n-- \nAnn\n");
  EXPECT_EQ(unflowed("ab \ncd\n", "yes"), "abcd\n");
}

constexpr std::string_view kNewsletter =
    "Return-Path: <b@c.example>\r\nFrom: \"The Courier\" <news@c.example>\r\nSubject: "
    "=?utf-8?q?Talks_in_Caf=C3=A9?=\r\n"
    "Date: Tue, 18 Jun 2024 09:12:00 +0200\r\nMessage-ID: <1@c.example>\r\nArchived-At: "
    "<https://c.example/n/1>\r\n"
    "List-Id: Courier Daily <daily.c.example>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"out\"\r\n\r\nA notice.\r\n--out\r\n"
    "Content-Type: multipart/alternative;\r\n boundary=\"outer in\"\r\n\r\n"
    "--outer in\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nView this in a browser.\r\n"
    "--outer in\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n\r\n"
    "<html><body><p>The talks went on in the caf=E9, officials said on Mon=\r\nday.</p></body></html>\r\n"
    "--outer in--\r\n--out\r\nContent-Type: text/html\r\nContent-Disposition: attachment; "
    "filename=x.html\r\n\r\n"
    "<p>An attachment that is much longer than the letter itself, and still must not be taken for it, "
    "whatever "
    "its size and its type may be.</p>\r\n--out--\r\n";

TEST_F(MailTest, ANewsletterIsAPageOfItsList) {
  const std::vector<RawDocument> documents = all({write("letter.eml", kNewsletter)});
  ASSERT_EQ(documents.size(), 1u);
  EXPECT_FALSE(documents[0].error);
  const Document document = test_reader().read(documents[0]);
  EXPECT_EQ(document.article.title, "Talks in Caf\u00E9");
  EXPECT_EQ(document.article.site, "Courier Daily");
  EXPECT_TRUE(document.article.authors.empty());
  EXPECT_EQ(document.article.id, "1@c.example");
  EXPECT_EQ(document.article.source.uri, "https://c.example/n/1");
  EXPECT_EQ(document.article.published.iso, "2024-06-18T09:12:00+02:00");
  EXPECT_EQ(document.article.text, "The talks went on in the caf\u00E9, officials said on Monday.");
}

TEST_F(MailTest, ALetterIsItsWritersText) {
  const std::vector<RawDocument> documents =
      all({write("1718701",
                 "Received: from a by b;\n\tTue, 18 Jun 2024 09:12:01 +0200\nFrom: Ann Lee <ann@c.example>\n"
                 "To: bo@c.example\nSubject: Talks\nDate: Tue, 18 Jun 2024 09:12:00 +0200\n"
                 "Content-Type: text/plain; charset=windows-1251; format=flowed\n"
                 "Content-Transfer-Encoding: base64\n\n1OD17/LvIOIg0eXt7eU=\n")});
  ASSERT_EQ(documents.size(), 1u);
  EXPECT_EQ(documents[0].hint.facts.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(documents[0].hint.charset, "windows-1251");
  EXPECT_EQ(documents[0].source.media_type, "text/plain");
}

TEST_F(MailTest, ASavedPageIsThatPage) {
  const std::vector<RawDocument> documents = all({write(
      "page.mhtml",
      "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://c.example/a\r\nSubject: Talks\r\n"
      "Date: Tue, 18 Jun 2024 09:12:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: "
      "multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_P\"\r\n\r\n\r\n------=_P\r\n"
      "Content-Type: text/html\r\n\r\n<html><p>The talks went on.</p></html>\r\n------=_P\r\n"
      "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n------=_P--\r\n")});
  ASSERT_EQ(documents.size(), 1u);
  EXPECT_EQ(documents[0].source.uri, "https://c.example/a");
  EXPECT_EQ(documents[0].bytes, "<html><p>The talks went on.</p></html>");
  EXPECT_TRUE(documents[0].hint.facts.published.empty());
  EXPECT_FALSE(documents[0].hint.facts.fetched.empty());
}

TEST_F(MailTest, MailboxesArePartedAtTheirLines) {
  const std::string mailbox =
      "From ann@c.example Tue Jun 18 09:12:00 2024\nFrom: Ann Lee <ann@c.example>\nSubject: One\n\nThe talks "
      "went "
      "on.\n>From Senn came word.\nFrom now on nothing parts this.\n\n"
      "From bo@c.example Wed Jun 19 10:00:00 2024\nSubject: Two\n\n\n"
      "From cy@c.example Wed Jun 19 10:01:00 2024\nSubject: Three\n\nA last letter.\n";
  const std::vector<RawDocument> documents =
      all({write("inbox", mailbox), write("in.mbox.gz", gzip(mailbox))});
  ASSERT_EQ(documents.size(), 6u);
  for (std::size_t i = 0; i < 6; i += 3) {
    EXPECT_EQ(documents[i].bytes,
              "The talks went on.\nFrom Senn came word.\nFrom now on nothing parts this.\n\n");
    EXPECT_EQ(documents[i].source.record, 1u);
    EXPECT_EQ(documents[i + 1].error->code, ErrorCode::Empty);
    EXPECT_EQ(documents[i + 2].hint.facts.title, "Three");
    EXPECT_EQ(documents[i + 2].source.record, 3u);
  }
  // A mail over the limit fails alone.
  const std::string large = "From a@c.example Tue Jun 18 09:12:00 2024\nSubject: L\n\n" +
                            std::string(300000, 'x') + "\n\n" + mailbox;
  const std::vector<RawDocument> some = all({write("large.mbox", large)}, InputFormat::Auto, 1000);
  ASSERT_EQ(some.size(), 4u);
  EXPECT_EQ(some[0].error->code, ErrorCode::TooLarge);
  EXPECT_EQ(some[3].hint.facts.title, "Three");
}

TEST(MailMessage, PartsThatAreNotClosedOrTooDeep) {
  const MailMessage open = read_mail(
      "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\n"
      "Content-Type: text/plain; charset=iso-8859-1\n\nCaf\xE9");
  EXPECT_EQ(open.bytes, "One.\n\nCaf\u00E9");
  EXPECT_EQ(open.charset, "utf-8");
  std::string deep;
  for (int i = 0; i < 5000; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) +
            "\n";
  EXPECT_TRUE(read_mail(deep + "\nText.").bytes.empty());
  EXPECT_EQ(read_mail("Content-Type: message/rfc822\n\nSubject: in\n\nInner.").bytes, "Inner.");
  EXPECT_TRUE(read_mail("").bytes.empty());
}

TEST(MailMessage, WhatIsAMail) {
  EXPECT_EQ(mail_shape_of(kNewsletter, MailName::Unknown), MailShape::Message);
  EXPECT_EQ(mail_shape_of("Subject: x\n\ny", MailName::Mail), MailShape::Message);
  for (const std::string_view text :
       {"Subject: Talks\nDate: Monday\n\nA page that was dumped.",
        "From the capital\ncame word at 10:00 in 2024.", "Date: x\nThe talks\n\nMessage-ID: y", "",
        "HTTP/1.1 200 OK\nDate: x\n\n"})
    EXPECT_EQ(mail_shape_of(text, MailName::Unknown), MailShape::None) << text;
}

}  // namespace
}  // namespace raven::read
