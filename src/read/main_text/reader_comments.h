// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Finds what readers wrote below an article by how it is built, whatever its classes are called: a row of
/// siblings that each hold a time, some words and a way to answer or report them.
///
///     for (const html::NodeId root : find_reader_comments(document, body, text, link)) drop(root);
///
/// Stated rules:
///   1. A comment is an element with a time (a time element, or a short text with digits among other signs)
///      and a control to answer or report it ("Reply", "Antworten", "返信"), or one that is marked as a
///      comment (schema.org Comment) or named so by its class and has one of the two. It has fewer words in
///      links than outside and is no longer than a letter to the editor.
///   2. Two such siblings are a group, or one that schema.org marks. An answer below a comment belongs to it;
///      the time and control of a group count for nothing above it.
///   3. A group is left alone if hardly any prose stands before it, and on pages that say of themselves that
///      they are discussions (schema.org DiscussionForumPosting, QAPage): there it is the text
///      (`ReaderComments::Leave` says so for signs that stand elsewhere: address, generator).
///   4. The whole parent goes if it holds hardly anything else, else its comments alone.
/// Linear in the page; no recursion. Thread safety: pure.

#include "read/html/document.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace raven::read {

/// The elements that hold readers' comments and nothing else, in the order of the page; none stands below
/// another. `text` and `link` are the visible bytes at and below each node, and those in links.
std::vector<html::NodeId> find_reader_comments(const html::Document& document, html::NodeId body,
                                               std::span<const std::uint32_t> text,
                                               std::span<const std::uint32_t> link);

/// Whether a short text is what a control says that answers or reports a comment, in any language.
bool is_reply_control(std::string_view text);

}  // namespace raven::read
