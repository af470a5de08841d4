// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Spans of an article as characters, for the machine formats, which write one record after another of the
/// same article. Counting a long text anew for each of its events would cost the square of its length, so the
/// index of the last long text is kept, one per thread.
///
///     const base::CharacterIndex& characters = characters_of(article);
///     write(characters.span(event.span));
///
/// A long text (from kLongText bytes) is recognised by where it lies, its size and the hash of its page: an
/// article whose text is changed in place to another of the same length must change its hash too. Thread
/// safety: each thread has its own index. The reference holds until the thread's next call.

#include "base/json_writer.h"
#include "base/utf8.h"

#include <raven/record.h>

#include <cstddef>

namespace raven::keep {

inline constexpr std::size_t kLongText = 32 << 10;

const base::CharacterIndex& characters_of(const Article& article);

/// Writes [begin, end] in characters; null for an empty span, which stands for "nowhere".
void write_span(base::JsonWriter& json, const base::CharacterIndex& characters, TextSpan span);

/// The words of a span, cut to the text where the span reaches beyond it.
std::string_view words_of(const Article& article, TextSpan span);

}  // namespace raven::keep
