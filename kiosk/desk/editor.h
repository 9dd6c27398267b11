/// The page on which a slide is made: its form, what it looks like on the screens, and what can be done with it.
/// Internal to the pages.
#pragma once

#include "desk/form.h"
#include "desk/page.h"
#include "desk/remarks.h"
#include "parse/json.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

struct Editing {
  Json slide;
  std::optional<SlideRecord> record = {};           ///< nothing for a slide that was never saved
  std::vector<Remark> remarks = {};                 ///< shown at the fields
  std::map<std::string, std::size_t> entries = {};  ///< as FormSetting has them
  std::optional<Error> error = {};                  ///< what went wrong, said above the form
  bool unsaved = false;                             ///< the form holds what no version does
};
HttpResponse editor_page(const Visit& visit, const Editing& editing);

/// What every form of the desk that asks for pictures and the like needs to know.
FormSetting form_setting(const Visit& visit, std::vector<Remark> remarks,
                         std::map<std::string, std::size_t> entries = {});

/// What a form asked for, once its uploads are in the library.
struct Submission {
  Pairs form;
  Json slide = {};                                  ///< of a slide's form
  std::string wish = {};                            ///< "save", "publish", "review", or "" where only the form changes
  std::map<std::string, std::size_t> entries = {};  ///< of lists that shall have room for more
  std::optional<Error> error = {};                  ///< of an upload
};
Submission read_submission(const Visit& visit);

/// 409: somebody else saved since. Both versions side by side, and the way to put one's own on top.
HttpResponse conflict_page(const Visit& visit, const SlideRecord& newest, const Json& mine);

/// What differs between two versions, one row a field: its words, before, after.
struct Difference {
  std::string field;
  std::string before;
  std::string after;
};
std::vector<Difference> differences(const Json& before, const Json& after, const Translator& tr);

}  // namespace kiosk
