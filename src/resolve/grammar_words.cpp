// SPDX-License-Identifier: Apache-2.0
#include "base/ascii.h"
#include "resolve/directory.h"
#include "resolve/numbers.h"

namespace raven::resolve {
namespace {

struct WordClass {
  std::uint32_t flags;
  const char* words;
};

// The closed classes of English, and the open-class words that the rules of this room lean on.
constexpr WordClass kClasses[] = {
    {kDeterminer, "a an the this that these those some any every each no both all another such"},
    {kPreposition,
     "of for with by against about over under after before during since until till amid despite between "
     "among "
     "behind beyond per like as upon without within on off up down than versus vs via"},
    {kPreposition | kPlaceAt, "in at near inside outside around across throughout above along"},
    {kPreposition | kPlaceToward, "from to into toward towards through"},
    {kPronoun,
     "he she they it we i you him her them us me who whom which what himself herself themselves itself "
     "everyone someone nobody anyone"},
    {kPossessive, "his its their her our my your whose"},
    {kConjunction,
     "and or but nor yet so because although though while whereas if unless whether when where that as"},
    {kAuxiliary,
     "is are was were be been being am has have had having do does did can could may might must should "
     "would to not n't cannot"},
    {kAuxiliary | kFuture, "will shall 'll wo"},
    {kFuture, "scheduled due expected planned plans plan upcoming tomorrow next"},
    {kAdverb,
     "meanwhile however moreover also then there here now still just only even once never always often later "
     "earlier yesterday today tomorrow tonight recently previously according separately instead nevertheless "
     "furthermore overall perhaps maybe indeed finally early late last next why how when where many most "
     "more few "
     "several other others officials sources asked speaking citing despite besides thus hence again first "
     "second "
     "third please yes no not nearly almost about around"},
    {kSaying,
     "said says say told tells announced added warned stated declared claimed reported insisted argued noted "
     "confirmed denied tweeted wrote explained stressed replied"},
    {kNameLink,
     "de del della da dos das do di du la le les van von der den ter bin ibn abu al el ul ud ur ben e y"},
    {kDirection,
     "north south east west northern southern eastern western central northeast northwest southeast "
     "southwest "
     "northeastern northwestern southeastern southwestern upper lower greater"},
    {kStateHead,
     "republic kingdom state emirate sultanate principality duchy federation commonwealth union empire"},
    {kAnaphor,
     "group movement organisation organization militia alliance bloc party ministry company agency country "
     "gang cartel guerrillas insurgents militants rebels "
     "kingdom republic nation state faction network front front coalition government"},
    {kPersonNoun,
     "people persons person civilians civilian soldiers soldier troops men man women woman children child "
     "students "
     "police officers officer policemen protesters demonstrators residents villagers workers passengers "
     "militants "
     "rebels fighters insurgents migrants refugees others hostages worshippers activists journalists staff "
     "personnel inmates prisoners members militiamen gunmen victims"},
    {kApproximate,
     "about around some nearly almost roughly approximately least most more less fewer over under up than "
     "at to an estimated"},
    {kNewsWord,
     "news update live breaking exclusive video photos watch analysis opinion editorial abroad advertisement "
     "subscribe monday's"},
    {kDateWord,
     "today yesterday tomorrow tonight ago last past next this earlier later early late mid since in on "
     "recent coming previous current same"},
};

struct ValuedWord {
  const char* word;
  int value;
};

constexpr ValuedWord kMonths[] = {
    {"january", 1}, {"february", 2}, {"march", 3},     {"april", 4},    {"may", 5},       {"june", 6},
    {"july", 7},    {"august", 8},   {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
    {"jan", 1},     {"feb", 2},      {"mar", 3},       {"apr", 4},      {"jun", 6},       {"jul", 7},
    {"aug", 8},     {"sep", 9},      {"sept", 9},      {"oct", 10},     {"nov", 11},      {"dec", 12}};

// A value of 0 is Sunday, so it is stored one higher.
constexpr ValuedWord kWeekdays[] = {
    {"sunday", 1},   {"monday", 2}, {"tuesday", 3}, {"wednesday", 4}, {"thursday", 5}, {"friday", 6},
    {"saturday", 7}, {"sun", 1},    {"mon", 2},     {"tue", 3},       {"tues", 3},     {"wed", 4},
    {"thu", 5},      {"thur", 5},   {"thurs", 5},   {"fri", 6},       {"sat", 7}};

constexpr ValuedWord kUnits[] = {{"day", 1},       {"days", 1},      {"week", 7},   {"weeks", 7},
                                 {"month", 30},    {"months", 30},   {"year", 365}, {"years", 365},
                                 {"decade", 3650}, {"decades", 3650}};

}  // namespace

void add_grammar_words(Vocabulary& words) {
  for (const WordClass& of : kClasses)
    for (const std::string_view word : base::split_words(of.words)) words.mark(word, of.flags);
  for (const ValuedWord& month : kMonths) words.mark(month.word, kMonth, month.value);
  for (const ValuedWord& weekday : kWeekdays) words.mark(weekday.word, kWeekday, weekday.value);
  for (const ValuedWord& unit : kUnits) words.mark(unit.word, kTimeUnit, unit.value);
  add_number_words(words);
}

}  // namespace raven::resolve
