/// What the readers and the records say, in words for the person at the desk. Pure functions; any thread.
#pragma once

#include "base/result.h"
#include "desk/words.h"
#include "model/problem.h"
#include "parse/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// What is wrong, at one field of a form.
struct Remark {
  Severity severity = Severity::error;
  std::string pointer;   ///< of the field within the slide: "/people/0/name"; "" where it belongs to none
  std::string field;     ///< "People 1 – Name"
  std::string sentence;  ///< "This must be filled in."
  bool operator==(const Remark&) const = default;
};

/// The problems of a document whose only slide is `slide` (parse/document.h), each at its field. A required field that
/// is missing is said at the field itself. Unknown keys, which no form can have, are passed over.
std::vector<Remark> remarks_of_slide(const Problems& problems, const Json& slide, const Translator& tr);
/// The problems of its institute.
std::vector<Remark> remarks_of_institute(const Problems& problems, const Json& institute, const Translator& tr);

/// An error as staff can understand it: by its message where that has words of its own, else by its code; where neither
/// is known, its own message.
std::string words_of(const Error& error, const Translator& tr);

}  // namespace kiosk
