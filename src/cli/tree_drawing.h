// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The trees of `raven annotate --format html`: each sentence with its words, tags, lemmas and names, and
/// above them an arc from each head to its word. One page, complete in itself: no script, no font, no style
/// from elsewhere; every word of a document is escaped.
///
///     out += tree_page_begin(); out += tree_document(document); out += tree_page_end();

#include <raven/record.h>

#include <string>

namespace raven::cli {

std::string tree_page_begin();
std::string tree_document(const Document& document);
std::string tree_failure(const Document& document);
std::string tree_page_end();

}  // namespace raven::cli
