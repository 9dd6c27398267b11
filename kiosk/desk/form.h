/// The controls of a form, from the descriptions of form_fields.h. They work without script; the data-… attributes are
/// what the script (assets/desk.js) goes by. Pure functions; any thread.
#pragma once

#include "desk/form_fields.h"
#include "desk/html.h"
#include "desk/remarks.h"
#include "editorial/pictures.h"
#include "parse/json.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// What the controls need to know beside the slide itself.
struct FormSetting {
  const Translator& tr;
  std::vector<Language> languages;                  ///< that texts are asked for in, in the institute's order
  std::vector<Remark> remarks = {};                 ///< shown at their fields
  std::vector<PictureRecord> pictures = {};         ///< to choose from, the newest first
  std::vector<std::string> screens = {};            ///< that the desk knows by name
  std::vector<std::string> themes = {};             ///< that the desk's machine has
  std::map<std::string, std::size_t> entries = {};  ///< how many entries of a list to show at least, by its pointer
};

/// The controls of these fields, in their order, for what `json` (an object) holds.
Html controls_of(const std::vector<FormField>& fields, const Json& json, const FormSetting& setting,
                 std::string_view kind);

/// The whole form of a slide: what it says, when and where it is shown, and what is rarely needed.
Html slide_controls(const Json& slide, const FormSetting& setting);

/// What is wrong, as a list of links to the fields; empty where nothing is. `heading` says what that means.
Html remarks_box(const std::vector<Remark>& remarks, std::string_view heading);

}  // namespace kiosk
