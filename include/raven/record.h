// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The records that flow through Raven. They are passive: public members, no virtuals, indices instead of
/// pointers, so that they can be copied, moved, stored and compared without ceremony.
///
/// One page becomes one `Document`. Its `Article` owns the text; everything after that is a span into it.
/// Offsets come in two kinds that the compiler keeps apart: `SourceByte` counts bytes of the page as it came,
/// `TextByte` counts bytes of `Article::text` (UTF-8). `source_of` leads from the one back to the other.
/// (Machine formats count characters, that is code points, of the text: see `character_span`.)
///
///     raven::Document document = …;
///     for (const raven::Event& event : document.analysis.events)
///       std::cout << raven::name_of(event.type) << ": " << raven::text_of(document.article, event.span) <<
///       '\n';
///
/// Each derived record says where it was found (span), what made it (`made_by` or `rule`) and how sure it is
/// (0 to 1). Uncertain is not absent: denied, planned, alleged and conditional are values, not filters.
///
/// Thread safety: plain values.

#include <raven/result.h>

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven {

// ---------------------------------------------------------------------------------------------- offsets

/// An offset into the bytes of a document as it came.
struct SourceByte {
  std::uint64_t value = 0;
  auto operator<=>(const SourceByte&) const = default;
};

/// An offset into the bytes of `Article::text`.
struct TextByte {
  std::uint32_t value = 0;
  auto operator<=>(const TextByte&) const = default;
};

/// A half-open range of offsets of one kind.
template <class Unit>
struct Span {
  Unit begin{};
  Unit end{};
  auto size() const { return end.value - begin.value; }
  bool empty() const { return end.value <= begin.value; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

using SourceSpan = Span<SourceByte>;
using TextSpan = Span<TextByte>;

inline TextSpan text_span(std::size_t begin, std::size_t end) {
  return {{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}};
}
inline SourceSpan source_span(std::uint64_t begin, std::uint64_t end) {
  return {{begin}, {end}};
}

/// "No such index", for members that name another record by its place in a vector.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// How fine a date is known.
enum class Precision { Unknown, Century, Decade, Year, Season, Month, Week, Day, Minute, Second };

/// Something that was guessed, mended or found odd. Notes are for people; `code` is for programs.
struct Note {
  std::string code;     ///< snake_case, from docs/words.md: "drop_cap_mended", "date_conflict"
  std::string message;  ///< one sentence
  TextSpan span;        ///< where in the text; empty if nowhere in particular
};

// ---------------------------------------------------------------------------------------------- article

/// A moment as a page tells it. `iso` is ISO 8601, as fine as `precision` and no finer: "2022", "2022-12",
/// "2022-12-10", "2022-12-10T14:03:00+02:00"; empty when unknown. Never a guessed day.
struct Moment {
  std::string iso;
  Precision precision = Precision::Unknown;
  /// What it rests on: "json-ld", "meta", "microdata", "time element", "date line", "url", "input";
  /// "modified" for a published day of which the page tells only that it was changed then.
  std::string basis;
};

/// Where a document came from. One file may hold many documents (an archive, a JSON Lines file, a feed);
/// source offsets count the bytes of the one document, which begins at `offset` of its container.
struct Source {
  std::string uri;           ///< the file's path as given, or the page's URL for archive records and feeds
  std::string container;     ///< the file that holds it when that is not `uri`; else empty
  std::uint64_t record = 0;  ///< number of the record or line in the container, from 1; 0 = not contained
  std::uint64_t bytes = 0;   ///< size of the document
  std::string media_type;    ///< "text/html", "text/plain", "application/json"
  std::string charset;       ///< encoding that was used to decode it, WHATWG name: "utf-8"
  std::string hash;          ///< 32 hex digits of the document's bytes (XXH3, 128 bit)
};

/// What a paragraph of the text is.
enum class ParagraphRole {
  Body,
  Title,
  Subtitle,
  Heading,
  ListItem,
  Quotation,
  Caption,
  Byline,
  Dateline,
  Correction
};

struct Paragraph {
  TextSpan span;
  ParagraphRole role = ParagraphRole::Body;
};

/// A piece of the page that is not in the text, with the reason.
struct Dropped {
  std::string text;    ///< its words, shortened to 400 bytes
  SourceSpan span;     ///< where in the source
  std::string reason;  ///< "masthead", "cross_promotion", "navigation", "subscription", "photo_credit", …
  std::string rule;    ///< what decided it
};

/// One run of the way back: `text_length` bytes of the text from `text` on came from `source_length` bytes
/// of the source from `source` on. Equal lengths: byte by byte; unequal: as a whole (an entity, a mended
/// letter, a decoded character). Runs are sorted and do not overlap; text between runs was made by Raven
/// (paragraph breaks, joined blanks).
struct OriginRun {
  TextByte text;
  std::uint32_t text_length = 0;
  SourceByte source;
  std::uint32_t source_length = 0;
};

/// That an article is a copy of one that came before it: a reprint is no second witness. Two texts are
/// compared by containment, the share of the one's runs of five words that stands in the other.
struct CopyOf {
  std::string of;          ///< the earlier article's id, else its address
  std::string hash;        ///< `Source::hash` of the earlier page
  std::string kind;        ///< "same", "abridged" (one is the other cut short), "updated" (each has its own)
  double containment = 0;  ///< share of this text that stands in the earlier one, 0 to 1
  double coverage = 0;     ///< share of the earlier text that stands in this one, 0 to 1
};

/// A page as read: its text and what is known of it. Paragraphs are separated by "\n\n" in `text`, which is
/// always valid UTF-8.
struct Article {
  std::string id;  ///< the id that the input gave; empty if it gave none
  Source source;
  std::string title;
  std::string site;
  std::string slogan;
  std::vector<std::string> authors;
  std::string agency;  ///< news agency credited
  Moment published;
  Moment modified;
  std::string language;  ///< ISO 639-1, empty if unknown
  std::string canonical_url;
  std::string section;
  /// "article", or what it is instead: "front_page", "product", "link_list", …; docs/words.md has all of
  /// them.
  std::string kind = "article";
  std::string dateline;  ///< place words of the dateline ("KABUL"), empty if there is none
  std::string text;
  std::vector<Paragraph> paragraphs;
  std::vector<Dropped> dropped;
  std::vector<OriginRun> origins;
  std::vector<Note> notes;
  std::optional<CopyOf> copy_of;  ///< told where many pages are read in one run or into one store
};

/// The words of a span. The view lives as long as the article's text.
inline std::string_view text_of(const Article& article, TextSpan span) {
  return std::string_view(article.text).substr(span.begin.value, span.size());
}
std::string_view text_of(Article&&, TextSpan) = delete;

/// The bytes of the page that the span of text came from; empty when Raven made all of it.
SourceSpan source_of(const Article& article, TextSpan span);

/// A span counted in characters (code points) of a text, as the machine formats do.
struct CharacterSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
CharacterSpan character_span(std::string_view text, TextSpan span);

// ---------------------------------------------------------------------------------------------- language

/// Universal part-of-speech tags (Universal Dependencies 2).
enum class Tag : std::uint8_t {
  Adj,
  Adp,
  Adv,
  Aux,
  Cconj,
  Det,
  Intj,
  Noun,
  Num,
  Part,
  Pron,
  Propn,
  Punct,
  Sconj,
  Sym,
  Verb,
  Other
};

struct Word {
  TextSpan span;
  Tag tag = Tag::Other;
  std::string fine_tag;  ///< English (Penn) tag: "VBD", "NNS"
  std::string lemma;     ///< lower case but for names
  std::string features;  ///< of Universal Dependencies, in order: "Number=Sing|Person=3"; empty for none
  std::uint32_t head = kNone;  ///< index into `Analysis::words`; kNone for a root, and where there is no tree
  std::string relation;        ///< to the head: "nsubj", "root"; empty where there is no tree
  /// Of how many words a token consists that begins here, by the treebanks' counting ("don't": 2 at "do",
  /// 0 at "n't"). The token's letters are those from this word's begin to the last one's end.
  std::uint8_t token_words = 1;
  std::string form;  ///< the word, where a treebank gives it otherwise than the text has it; else empty
};

/// The word as it is to be read.
inline std::string_view form_of(const Article& article, const Word& word) {
  return word.form.empty() ? text_of(article, word.span) : std::string_view(word.form);
}

/// Whether a sentence can be understood. Text that translation or extraction destroyed is told, not coded.
enum class Readability { Readable, Unreadable };

/// A sentence: a span of the text and the words [first_word, last_word) of `Analysis::words`.
struct Sentence {
  TextSpan span;
  std::uint32_t first_word = 0;
  std::uint32_t last_word = 0;
  std::uint32_t paragraph = 0;
  Readability readability = Readability::Readable;
  std::string comments;  ///< the lines that a treebank had above it ("# sent_id = …"), "# text" left out
};

/// A name in the text, told by its words: [first_word, last_word) of `Analysis::words`. `type` is "PER",
/// "ORG", "LOC" (places that act and places alike), "NORP" (nationalities, faiths), or what else the model
/// knows.
struct Name {
  TextSpan span;
  std::uint32_t first_word = 0;
  std::uint32_t last_word = 0;
  std::string type;
  double sure = 0;
};

// ---------------------------------------------------------------------------------------------- resolving

/// What a name or description refers to.
enum class MentionKind { State, Person, Organisation, Group, Agent, Place, Other };

/// One party of the article: everything that its mentions have in common. `id` is the knowledge table's id
/// when it is known there, else empty and the name stays as written.
struct Actor {
  std::string id;
  std::string name;
  std::string country;  ///< ISO 3166 alpha-3, or IGO NGO IMG MNC ISM; empty if unknown
  std::string sector;   ///< PLOVER sector; empty if unknown
  std::string role;     ///< office or function in lower case, at the article's date: "special envoy"
  MentionKind kind = MentionKind::Other;
  double sure = 0;
  std::string made_by;  ///< "actors:states.tsv", "variant of Kabulov", …
};

/// A stretch of text that names an actor.
struct Mention {
  TextSpan span;
  std::uint32_t sentence = 0;
  std::uint32_t actor = kNone;  ///< index into `Analysis::actors`
  double sure = 0;
  std::string made_by;
};

/// A place in the text, resolved as far as it can be.
struct Place {
  TextSpan span;
  std::string text;
  std::string name;
  std::string country;              ///< ISO 3166 alpha-3; empty for seas and the like
  std::uint64_t geonames = 0;       ///< GeoNames id; 0 if none
  std::optional<double> latitude;   ///< degrees, -90 to 90
  std::optional<double> longitude;  ///< degrees, -180 to 180
  std::string precision;            ///< "country", "region", "city", "point"
  std::string basis;                ///< why this one: "clause", "dateline", "only candidate", "most populous"
  double sure = 0;
};

/// Days [from, to], both included. `basis` is what they are reckoned from: "page date", "content", "story",
/// "unknown"; a date without days has no `from`.
struct DateRange {
  TextSpan span;
  std::string text;
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;
  Precision precision = Precision::Unknown;
  std::string basis = "unknown";
};

/// A number that counts something: "more than 15,000 Soviet soldiers were killed".
struct Quantity {
  TextSpan span;
  std::string text;
  std::string what;  ///< "killed", "wounded", "arrested", "displaced", "troops", "money", "distance", …
  std::optional<double> low;
  std::optional<double> high;  ///< empty: no upper end, or the same as low when `low` is exact
  std::string unit;            ///< "person", "USD", "km"; empty if bare
  std::string of;              ///< whom or what it counts, as written
};

/// Somebody's words or what is given as such.
enum class QuotationKind { Direct, Indirect, Mixed };
struct Quotation {
  TextSpan span;          ///< the content
  TextSpan speaker_span;  ///< empty if no speaker was found
  std::string speaker;
  std::string cue;  ///< the reporting word: "said", "according to"
  TextSpan cue_span;
  QuotationKind kind = QuotationKind::Indirect;
};

// ---------------------------------------------------------------------------------------------- events

/// PLOVER's 16 event types, in the order of its manual.
enum class EventType : std::uint8_t {
  Agree,
  Consult,
  Support,
  Concede,
  Cooperate,
  Aid,
  Retreat,
  Request,
  Accuse,
  Reject,
  Threaten,
  Protest,
  Sanction,
  Mobilize,
  Coerce,
  Assault
};
inline constexpr int kEventTypeCount = 16;

/// Whether the text says that it happened.
enum class Factuality { Asserted, Denied, Planned, Conditional, Alleged, Background };
enum class Tense { Past, Present, Future, None };

/// A party of an event.
struct Party {
  std::string text;
  TextSpan span;
  std::uint32_t actor = kNone;  ///< index into `Analysis::actors`
  std::string name;
  std::string country;
  std::string sector;
  std::string role;
  double sure = 0;
};

/// One link of the chain of sources: who is given as having said it.
struct Attribution {
  std::string text;  ///< the source's words: "A spokesman for the group"
  TextSpan span;
  std::string cue;  ///< "said", "according to"
  QuotationKind quote = QuotationKind::Indirect;
  std::string name;  ///< the resolved source; empty if it is not known
};

/// Who did what to whom, where, when, according to whom, and why Raven says so.
struct Event {
  std::string id;              ///< 16 hex digits; the same for the same text and code on every run
  std::uint32_t sentence = 0;  ///< index into `Analysis::sentences`
  TextSpan span;               ///< the clause that tells it
  TextSpan trigger;            ///< the word or words that made it an event
  EventType type = EventType::Agree;
  std::string mode;  ///< PLOVER mode; empty if none
  std::vector<std::string> contexts;
  std::string cameo;     ///< "051"
  double goldstein = 0;  ///< -10 to 10
  double intensity = 0;  ///< PLOVER score, -10 to 10
  int quad =
      0;  ///< PLOVER: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  int quad_gdelt = 0;  ///< GDELT's class of the CAMEO code, 1 to 4
  std::vector<Party> actors;
  std::vector<Party> recipients;
  DateRange date;
  std::optional<Place> place;
  Factuality factuality = Factuality::Asserted;
  Tense tense = Tense::None;
  std::vector<Attribution> attribution;  ///< outermost source first
  std::vector<Quantity> quantities;
  std::string rule;  ///< "lexicon:praise.v"
  double sure = 0;
};

/// A predicate that was seen and not coded, with the reason: what `raven explain` shows beside the events.
struct Rejection {
  std::uint32_t sentence = 0;
  TextSpan trigger;
  std::string rule;    ///< the frame or word that was tried
  std::string reason;  ///< "no actor as subject", "unreadable sentence", …
};

/// Everything that was found in one article. Words, sentences, names, mentions, places, dates, quantities and
/// quotations are sorted by span; a mention may hold others.
struct Analysis {
  std::vector<Word> words;
  std::vector<Sentence> sentences;
  std::vector<Name> names;
  std::vector<Actor> actors;
  std::vector<Mention> mentions;
  std::vector<Place> places;
  std::vector<DateRange> dates;
  std::vector<Quantity> quantities;
  std::vector<Quotation> quotations;
  std::vector<Event> events;
  std::vector<Rejection> rejections;
  std::vector<Note> notes;
};

/// One document on its way: what was read, what was found, or why it failed. A document that failed is kept
/// with its source and reason; it never stops a run.
struct Document {
  Article article;
  Analysis analysis;
  std::optional<Error> failure;
};

// ---------------------------------------------------------------------------------------------- look-up

/// A term of somebody in an office. Days are written as precisely as they are known: "2012-05-07", "2012-05",
/// "2012"; `from` is empty if it is not known, `to` if the office is still held.
struct OfficeTerm {
  std::string office;   ///< in lower case: "foreign minister"
  std::string country;  ///< as `Actor::country`
  std::string sector;   ///< PLOVER sector
  std::string from;
  std::string to;
  double sure = 1;
};

/// One party that a name can stand for, as the tables know it.
struct ActorMeaning {
  std::string id;  ///< of the table; for states alpha-3; empty for agents
  std::string name;
  MentionKind kind = MentionKind::Other;
  std::string type;                  ///< of an organisation: "armed_group", "company", …; else empty
  std::string country;               ///< on the day asked for, as `Actor::country`
  std::vector<std::string> sectors;  ///< PLOVER sectors on the day asked for, the main one first
  std::string role;                  ///< office on the day asked for; empty if none
  std::vector<OfficeTerm> offices;   ///< all terms, in the order of the table
  std::vector<std::string> other_names;
  std::string made_by;  ///< "actors:people.tsv", "capital as government", "last name", "variant of …"
};

/// One place that a name can stand for, as the tables know it.
struct PlaceMeaning {
  std::uint64_t geonames = 0;  ///< GeoNames id; 0 if none
  std::string name;
  std::string precision;  ///< as `Place::precision`
  std::string type;       ///< GeoNames' feature code ("PPLC") or the kind in places.tsv ("sea"); else empty
  std::string country;    ///< ISO 3166 alpha-3; empty for seas and the like
  std::string admin;      ///< GeoNames' code of the first order division; empty if none
  std::optional<double> latitude;           ///< degrees, -90 to 90
  std::optional<double> longitude;          ///< degrees, -180 to 180
  std::optional<std::uint64_t> population;  ///< nothing if it is not known
  std::string made_by;                      ///< "places:cities.tsv", …
};

// ---------------------------------------------------------------------------------------------- names

/// The spelling of each value in every machine format: "SUPPORT", "asserted", "past", "NOUN", "day", "body".
std::string_view name_of(EventType type);
std::string_view name_of(Factuality factuality);
std::string_view name_of(Tense tense);
std::string_view name_of(QuotationKind kind);
std::string_view name_of(Tag tag);
std::string_view name_of(Precision precision);
std::string_view name_of(ParagraphRole role);
std::string_view name_of(MentionKind kind);
std::string_view name_of(Readability readability);

/// The value that a machine format spells so; nothing if there is none.
std::optional<EventType> event_type_named(std::string_view name);
std::optional<Factuality> factuality_named(std::string_view name);
std::optional<Tag> tag_named(std::string_view name);
std::optional<Precision> precision_named(std::string_view name);

}  // namespace raven
