// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Start here. Raven reads news pages and writes what they tell: who did what to whom, where, when, and
/// according to whom.
///
///     raven::Result<raven::Raven> engine = raven::Raven::open();
///     if (!engine) return fail(engine.error());
///     raven::Document document = engine->code(page_bytes, {.uri = "page.html"});
///     for (const raven::Event& event : document.analysis.events)
///       std::cout << raven::event_json(document, event) << '\n';
///
/// Four ways in, from small to large: `Raven::read` / `annotate` / `code` take one page in memory;
/// `Raven::run` takes files, folders and archives over many threads; `ingest` puts them into a `Store`;
/// `Store` looks them up again. The records are described in record.h, errors in result.h.

#include <raven/record.h>
#include <raven/result.h>
#include <raven/version.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven {

// ---------------------------------------------------------------------------------------------- engine

/// What the engine is opened with.
struct Options {
  /// Folder with knowledge tables to use in place of the built-in ones; a table that is not there is taken
  /// from the built-in set. Empty: built-in only.
  std::string knowledge_folder;
  /// File of the user's own actors, taken before those of the tables: a table with the columns of one in
  /// knowledge/actors, or a dictionary of PETRARCH's and TABARI's form (docs/formats.md). Empty: none.
  std::string actors_file;
  /// The reader's clock: pages dated later than this day are not believed. Empty: the system's.
  std::optional<std::chrono::year_month_day> today;
};

/// What is known of a page before it is read. All may be empty.
struct PageHint {
  std::string uri;
  std::string media_type;  ///< empty: told from the bytes
  std::string charset;     ///< of the HTTP header
  std::string id;
};

/// How far along the path to go. Each step includes those before it.
enum class Depth { Read, Annotate, Code };

/// In what order a run hands its documents on.
enum class Order { AsGiven, AsFinished };

/// What the inputs are. `Auto` tells each file by its bytes and its name.
/// `Conllu`: a treebank's words and sentences are taken as given, and annotated.
enum class InputFormat { Auto, Html, Text, JsonLines, Warc, Feed, Conllu };

/// What a run does about blocks that stand on many articles of one host (mastheads, boxes, footers): nothing;
/// take them out of a page by what was seen up to it; or read all inputs once to learn them and a second time
/// to take them out everywhere. They go to `Article::dropped` with the reason "site_boilerplate".
enum class SiteMemory { None, Rolling, TwoPass };

/// What a run met that holds no page, and passed over.
struct PassedOver {
  std::uint64_t files = 0;         ///< of folders: pictures, programs, style sheets
  std::uint64_t requests = 0;      ///< records of archives: what was asked of the server
  std::uint64_t revisits = 0;      ///< records that say that a page had not changed
  std::uint64_t descriptions = 0;  ///< records about the archive or about another record
  std::uint64_t other_media = 0;   ///< answers that are no page: pictures, scripts
  std::uint64_t other_status = 0;  ///< answers that are redirections or errors

  std::uint64_t total() const {
    return files + requests + revisits + descriptions + other_media + other_status;
  }
};

/// The counts in words, as "3 requests, 1 redirection or error"; empty if all are zero.
std::string describe(const PassedOver& passed_over);

/// How far a run has come.
struct Progress {
  std::uint64_t documents = 0;  ///< handed on, failed ones included
  std::uint64_t failed = 0;
  std::uint64_t skipped = 0;      ///< passed over because `RunOptions::wanted` said no
  std::uint64_t bytes = 0;        ///< of the inputs, read so far
  std::uint64_t bytes_total = 0;  ///< of the inputs; 0 while unknown (standard input)
  PassedOver passed_over;         ///< what holds no page; whole when the run is done
};

struct RunOptions {
  Depth depth = Depth::Code;
  Order order = Order::AsGiven;
  InputFormat format = InputFormat::Auto;
  unsigned threads = 0;                          ///< 0: as many as the machine has
  SiteMemory site_memory = SiteMemory::Rolling;  ///< TwoPass fails with BadArgument for standard input
  std::uint64_t limit_bytes = 64u << 20;  ///< a larger document fails with TooLarge; archives may be larger
  std::function<bool(const Source&)>
      wanted;  ///< asked before a document is read; may be called from any thread; with TwoPass asked twice
  std::function<void(const Progress&)> progress;  ///< called now and then, never from two threads at once
  std::function<bool()> stopped;  ///< asked before each document, from any thread; once it says yes, the
                                  ///< documents in flight are handed on and the run ends with Cancelled
};

/// Takes the documents of a run, one at a time, never from two threads at once. An error ends the run.
using DocumentSink = std::function<Result<Done>(Document&&)>;

/// A question about two parties of a text: what does the first do to the second?
struct PairQuestion {
  std::string id;
  std::string text;
  std::string actor;      ///< words of the text, or another name of who acts in it
  std::string recipient;  ///< the same of whom it is done to
  std::string date;       ///< the day of publication, ISO 8601; may be empty
};

/// Always the best answer there is, however poor: `sure` says how good.
struct PairAnswer {
  EventType type = EventType::Agree;
  std::string mode;   ///< PLOVER mode; empty if none
  int quad = 0;       ///< PLOVER's class, 1 to 4
  std::string cameo;  ///< "190"
  double sure = 0;    ///< how probable the type is, 0 to 1
};

/// Takes each question of a file with its answer, or with what is wrong with its line; in the order of the
/// lines, never from two threads at once. An error ends the run.
using PairSink = std::function<Result<Done>(const PairQuestion&, const Result<PairAnswer>&)>;

class AcrossPages;
class Ingest;

/// The engine: all knowledge loaded, ready for any number of pages.
/// Thread safety: `const` methods may be called from many threads at once.
class Raven {
 public:
  /// Loads the knowledge. Fails with BadKnowledge, naming file and line, if a table has a fault.
  static Result<Raven> open(const Options& options = {});
  Raven(Raven&&) noexcept;
  Raven& operator=(Raven&&) noexcept;
  ~Raven();

  /// Reads one page. A page that cannot be read (binary, empty) comes back with `failure` set.
  Document read(std::string_view bytes, const PageHint& hint = {}) const;

  /// Adds sentences, words, names, actors, places, dates, quantities to a document that was read.
  void annotate(Document& document) const;

  /// Adds tags, features, lemmas, trees and names to the words and sentences that stand in the document's
  /// analysis, wherever they came from. Their spans must lie in the text.
  void tag(Document& document) const;

  /// Reads and annotates one page, and adds its events.
  Document code(std::string_view bytes, const PageHint& hint = {}) const;

  /// Adds the events to a document that was annotated.
  void code(Document& document) const;

  /// The parties that `name` can stand for on a day (without one: in the newest state of the tables), in the
  /// order in which they are taken when nothing around the name decides; empty if the tables have none. Small
  /// and capital letters count, as in texts. A last name alone gives all who bear it; a name that no table
  /// has gives the people whose names are likely spellings of it, the nearest first.
  std::vector<ActorMeaning> actors_named(std::string_view name,
                                         std::optional<std::chrono::year_month_day> day = {}) const;

  /// The places that `name` can stand for, in the order in which they are taken when nothing around the name
  /// decides; empty if the tables have none.
  std::vector<PlaceMeaning> places_named(std::string_view name) const;

  /// What the actor does to the recipient. Never fails: parties that are not in the text, or a text of no
  /// words, make the answer unsure.
  PairAnswer answer(const PairQuestion& question) const;

  /// Answers the questions of files (and of "-", standard input) with one JSON object a line: {"id", "text",
  /// "actor", "recipient", "date"?}, over `threads` threads (0: as many as the machine has). A line that is
  /// none reaches the sink as BadFormat with file and line. NotFound or Unreadable if a file cannot be read;
  /// those before it are done.
  Result<Progress> answer_pairs(std::span<const std::string> inputs, unsigned threads,
                                const PairSink& sink) const;

  /// Reads files, folders (recursively, in order of name), archives, feeds and "-" (standard input), over
  /// `options.threads` threads. Memory is bounded by the documents in flight and by what is remembered of
  /// earlier ones (hosts' blocks and the last 20,000 texts: at most some 180 MB). Articles that are copies of
  /// an earlier one of the run say so in `Article::copy_of`. An input that does not exist or holds no page
  /// fails as one document with its reason; the rest goes on.
  Result<Progress> run(std::span<const std::string> inputs, const RunOptions& options,
                       const DocumentSink& sink) const;

 private:
  friend class Ingest;
  Result<Progress> learn_sites(std::span<const std::string> inputs, const RunOptions& options,
                               AcrossPages& across) const;
  Result<Progress> run(std::span<const std::string> inputs, const RunOptions& options, AcrossPages& across,
                       const DocumentSink& sink) const;
  struct Parts;
  explicit Raven(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// ---------------------------------------------------------------------------------------------- output

/// One line of JSON, without the line's end: what `raven read` prints.
std::string article_json(const Document& document);

/// The main text alone, paragraphs separated by a blank line.
std::string article_text(const Document& document);

/// One line of JSON as in the design's section 3: what `raven code` prints.
std::string event_json(const Document& document, const Event& event);

/// One line of JSON with all layers of an annotated document: what `raven annotate` prints.
std::string annotation_json(const Document& document);

/// The words and sentences of an annotated document as CoNLL-U, names in MISC (NER=B-PER).
std::string annotation_conllu(const Document& document);

/// One line of JSON: what `raven actors lookup` and `raven places lookup` print.
std::string actor_meaning_json(const ActorMeaning& meaning);
std::string place_meaning_json(const PlaceMeaning& meaning);
/// One line of JSON: {"id", "type", "mode", "quad", "cameo", "sure"}.
std::string pair_json(const PairQuestion& question, const PairAnswer& answer);

/// What a failed document looks like in a JSON Lines output: {"uri", "error", "message"}.
std::string failure_json(const Document& document);

enum class EventFormat { JsonLines, Csv, Gdelt2 };
std::optional<EventFormat> event_format_named(std::string_view name);

/// The first line of an output in `format` (with its line end); empty where the format has none.
std::string event_header(EventFormat format);

/// One event in `format`, with its line end. Gdelt2: 61 tab-separated columns in the order of GDELT 2.0's
/// export file; columns that Raven does not know are empty.
std::string event_row(EventFormat format, const Document& document, const Event& event);

/// The names of GDELT 2.0's 61 export columns, tab-separated, with a line end.
std::string gdelt2_column_names();

// ---------------------------------------------------------------------------------------------- scores

/// What can be held against gold. `Conllu`: tags, features, lemmas and trees on the gold words, then words,
/// sentences and trees found in the running text. `Names`: names on the gold words, the same span and type.
/// `Resolve`: actors, places, dates and quantities of articles in the form of knowledge/corpus/resolve.
/// `Pairs`: types of events between two given parties. `Events`: the events of coded texts.
enum class Suite { Conllu, Names, Resolve, Pairs, Events };
std::optional<Suite> suite_named(std::string_view name);

/// What a line of an evaluation tells: precision and recall with the counts that they rest on, one measure
/// that is a mean of others (`value`), or nothing but a count (`found`).
enum class ScoreKind { Counts, Mean, Count };

/// One line of an evaluation: of `gold` things wanted and `found` things given, `right` are the same. An
/// accuracy has as many found as gold.
struct Score {
  std::string name;
  std::uint64_t right = 0;
  std::uint64_t gold = 0;
  std::uint64_t found = 0;
  ScoreKind kind = ScoreKind::Counts;
  double value = 0;  ///< of a mean, 0 to 1
  double precision() const {
    return found == 0 ? 0 : static_cast<double>(right) / static_cast<double>(found);
  }
  double recall() const { return gold == 0 ? 0 : static_cast<double>(right) / static_cast<double>(gold); }
  /// The harmonic mean of both (F1), 0 to 1.
  double f1() const {
    return gold + found == 0 ? 0 : 2 * static_cast<double>(right) / static_cast<double>(gold + found);
  }
};

/// Scores a layer of the engine against a gold file: CoNLL-U with NER=B-PER in MISC, or, for names, also
/// words in columns with O, B-… and I-…. Labelled attachment (LAS) leaves out subtypes of relations, as the
/// CoNLL 2018 shared task does. Pairs are the questions that blocks of coded texts give
/// (knowledge/corpus/events/README.md), or JSON Lines as `answer_pairs` takes them with the gold "type" and,
/// if known, "mode"; macro-F1 is the mean over the classes that the gold has. Events are those of blocks; an
/// event agrees by its type, and by its parties when they share words.
/// For Resolve a file or a folder of files; `misses`, if given, takes one line for
/// each fault, "FILE:LINE: score: what was wanted, what was got". NotFound, BadFormat (file and line), Empty.
Result<std::vector<Score>> evaluate(const Raven& engine, Suite suite, const std::string& path,
                                    std::vector<std::string>* misses = nullptr);

// ---------------------------------------------------------------------------------------------- store

enum class Access { ReadOnly, ReadWrite };

/// How many of each record a store holds.
struct StoreCounts {
  std::uint64_t pages = 0;
  std::uint64_t failures = 0;
  std::uint64_t events = 0;
};

/// What became of one document handed to a store.
enum class Keeping { Kept, Known, Failed };

/// A cell and a row of a query's answer, as text; NULL is nothing.
using Cell = std::optional<std::string>;
using RowSink =
    std::function<Result<Done>(const std::vector<std::string>& columns, const std::vector<Cell>& row)>;

/// Records in one SQLite file, with full-text search. docs/store.md describes the tables.
/// Each page is kept once, by the hash of its bytes; a page met again adds its address only.
/// Thread safety: one thread at a time for each `Store`; any number of processes may read while one writes.
class Store {
 public:
  /// Opens a store; with ReadWrite makes it if it is not there, and brings an older one up to date.
  static Result<Store> open(const std::string& path, Access access);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Whether a page with this hash is kept.
  Result<bool> holds(std::string_view hash) const;

  /// Keeps documents in one transaction. On return they are on the disk, whatever happens next.
  Result<std::vector<Keeping>> keep(std::span<const Document> documents);

  Result<StoreCounts> counts() const;

  /// Hands out every kept document with its events, in the order they came.
  Result<std::uint64_t> each_document(const DocumentSink& sink) const;

  /// Runs one SQL statement that only reads. Fails with BadQuery otherwise.
  Result<std::uint64_t> query(std::string_view sql, const RowSink& sink) const;

 private:
  friend class Ingest;
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Told of each document of an ingest once its keeping is final (after the transaction is on the disk).
using KeepingSink = std::function<void(const Document&, Keeping)>;

/// Runs the whole path over the inputs and keeps the results. Pages that the store holds are not read again,
/// so a run that was stopped, however roughly, can be started again and goes on where it was; their addresses
/// are kept, and they are reported as Known. A run that `options.stopped` ends keeps and reports what was in
/// flight.
Result<Progress> ingest(const Raven& engine, std::span<const std::string> inputs, Store& store,
                        const RunOptions& options, const KeepingSink& report);

}  // namespace raven
