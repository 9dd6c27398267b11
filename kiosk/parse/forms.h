/// What the strings of each Form look like: one pattern for the reader and for the schema. Pure functions.
#pragma once

#include "model/fields.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

struct FormFacts {
  std::string pattern;        ///< ECMAScript, matched against the whole string; empty: anything goes
  double longest;             ///< characters, where the pattern leaves it open; else infinite
  std::string_view expected;  ///< "an https address such as \"https://example.org/page\""
  std::string_view example;
};

const FormFacts& facts_of(Form form);

/// Whether `text`, which is at most `longest` long, has this form. (The pattern is matched by recursion.)
bool fits(Form form, std::string_view text);

}  // namespace kiosk
