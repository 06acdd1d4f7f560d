#pragma once
// GBK that was cut or robbed of a byte inside a character: from there on the
// bytes were paired across characters until an ASCII byte brought them into
// step again. realign() finds the places and pairs the bytes anew.
//
// What the decoder that met the cut left as signs:
//   Windows 936 (PHP mbstring, .NET): the lone lead byte is `?`; a lead byte
//   and the ASCII byte
//     after it are eaten together and give one `?`; user-defined pairs are
//     private-use characters;
//   WHATWG: U+FFFD for the lead byte alone, the ASCII byte stays.
// An ASCII-range second byte shows as a stray letter. See docs/decisions for
// the search.
#include <string_view>
#include <vector>

#include "language/readings_table.h"
#include "repair/double_byte.h"
#include "repair/paragraph.h"
#include "repair/repair_text.h"
#include "repair/search.h"

namespace banxin::repair {

struct RealignContext {
  const language::HanModel& model;
  const language::ReadingsTable& readings;
  const DoubleByte& gbk;
  Search& search;
  TextForm form;

  const TextTraits& traits() const { return search.traits(); }
};

// Whether a line has a sign of such damage; cheap, for every line with Chinese
// in it.
bool may_be_out_of_step(std::u32string_view line, const language::HanModel& model);

std::vector<Change> realign(std::u32string_view line, const RealignContext& context);

}  // namespace banxin::repair
