// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Tells sentences that translation or extraction destroyed, so that no event is read into them.
/// Conservative: a clumsy sentence is readable; unreadable is what shows a sign that no writer leaves.
///
///     judge_readability(article, analysis);   // sets Sentence::readability, adds a note for each unreadable
///     one
///
/// The signs, each enough by itself (the note says which):
///   - `open_fragment`: after another sentence of the paragraph, an opened quotation of at most three words
///   without a
///     finite verb, which the paragraph never closes: "“Struggling."
///   - `existence_of_nothing`: "There is." with a capital inside a sentence, and nothing that there is
///   - `circular_list`: something is included in itself: "ISIS, including …, including ISIS"
///   - `cut_before_noun`: the sentence ends with an article: "They met the."
///   - `determiner_row`: three articles or possessives in a row: "of the a its"
///   - `lost_characters`: one letter in ten, and at least three, were lost in decoding (U+FFFD)
///   - `signs_for_words`: twelve words or more, and three in four of them are neither letters nor figures
/// And these, of which two must meet:
///   - a capital on a word that is never a name, in the middle of a sentence in prose: "Putin On Monday"
///   - the same function word twice: "of of"
///   - twelve words or more without any finite verb, ended by a stop
///
/// Titles, headings, list items, captions, bylines and datelines are never judged: they need no verb.
/// Thread safety: pure function of its arguments.

#include <raven/record.h>

namespace raven::language {

/// Needs words, sentences and tags.
void judge_readability(const Article& article, Analysis& analysis);

/// An unreadable sentence whose first part, up to a colon or semicolon, can be read is cut in two there:
/// translation often destroys only what follows ("…, he said, praising the guards: as including the,
/// including."). Sentences and notes are replaced; words stay. Call it after `judge_readability`, and not on
/// sentences that were given.
void rescue_readable_heads(const Article& article, Analysis& analysis);

}  // namespace raven::language
