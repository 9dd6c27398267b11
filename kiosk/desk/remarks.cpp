#include "desk/remarks.h"

#include "base/format.h"
#include "desk/form_values.h"
#include "parse/forms.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

using Forms = std::vector<const std::vector<FormField>*>;

std::string range_in_words(const Bounds& bounds, const Translator& tr) {
  if (std::isinf(bounds.most)) return tr("This must be {0} or more.", str(bounds.least));
  return tr("This must be between {0} and {1}.", str(bounds.least), str(bounds.most));
}

std::string count_in_words(const Bounds& bounds, const Translator& tr) {
  if (bounds.least > 0) return tr("There must be {0} to {1} of these.", str(bounds.least), str(bounds.most));
  return tr("There may be {0} of these at the most.", str(bounds.most));
}

std::string form_in_words(const FormField& field, const Translator& tr) {
  if (field.asks == Asks::moment) return tr("This must be a date; the time of day may be left out.");
  if (field.asks == Asks::hours) return tr("Both times are needed: from and to.");
  switch (field.form) {
    case Form::https:
      return tr("This must be a web address that begins with https:// and has no spaces or accents in it.");
    case Form::file:
      return tr("Choose a picture from the library, or upload one.");
    case Form::currency:
      return tr("This must be the three letters of a currency, such as NOK.");
    case Form::doi:
      return tr("This must be a DOI such as 10.1000/182, without an address before it.");
    case Form::name:
      return tr("This must be a name of small letters, digits, - and _.");
    case Form::time_zone:
      return tr("This must be the name of a time zone, such as Europe/Oslo.");
    case Form::language:
      return tr("This must be the two letters of a language, such as nb.");
    default:
      return tr("This cannot be used as it is. Please check it.");
  }
}

std::string sentence_for(const Problem& problem, const FormField& field, const Translator& tr) {
  const std::string_view code = problem.code;
  if (code == "field.missing" || code == "field.empty") return tr("This must be filled in.");
  if (code == "field.order") return tr("This lies before the time at which it begins.");
  if (code == "field.range") return range_in_words(field.bounds, tr);
  if (code == "field.count") return count_in_words(field.bounds, tr);
  if (code == "field.choice") return tr("Choose one of these.");
  if (code == "field.format") return form_in_words(field, tr);
  if (code == "field.type" && field.asks == Asks::number) return tr("This must be a number.");
  if (code == "field.length") {
    const auto most = std::min(field.bounds.most, facts_of(field.form).longest);
    return tr("This is too long: {0} characters at the most.", str(most));
  }
  if (code == "field.character") {
    return tr("There is an invisible character in it. Type the text anew instead of pasting it.");
  }
  return tr("This cannot be used as it is. Please check it.");
}

const Json* at_pointer(const Json& root, std::string_view pointer) {
  const Json* json = &root;
  while (json != nullptr && !pointer.empty()) {
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    const auto token = pointer.substr(1, end - 1);
    pointer.remove_prefix(end);
    if (const auto* items = json->as<JsonArray>()) {
      const auto index = static_cast<std::size_t>(std::strtoull(std::string(token).c_str(), nullptr, 10));
      json = index < items->size() ? &(*items)[index] : nullptr;
    } else {
      const auto* member = json->member(token);
      json = member != nullptr ? &member->value : nullptr;
    }
  }
  return json;
}

class Remarks {
 public:
  Remarks(const Json& root, Forms forms, std::string_view kind, const Translator& tr)
      : root_(root), forms_(std::move(forms)), kind_(kind), tr_(tr) {}

  void add(const Problem& problem, std::string_view pointer) {
    if (problem.code == "field.missing") {
      add_missing(pointer);
      return;
    }
    const auto found = field_at(forms_, pointer, tr_);
    if (!found) {
      remarks_.push_back({problem.severity, "", "", problem.message});
    } else {
      remarks_.push_back(
          {problem.severity, std::string(pointer), found->trail, sentence_for(problem, *found->field, tr_)});
    }
  }

  std::vector<Remark> take() { return std::move(remarks_); }

 private:
  /// The reader says that something is missing at the place that lacks it: here it is said at the field, once for all
  /// that this place lacks.
  void add_missing(std::string_view parent) {
    const Json* const json = at_pointer(root_, parent);
    const auto group = field_at(forms_, parent, tr_);
    const auto within = group ? Forms{&group->field->fields} : forms_;
    for (const auto* const fields : within) {
      for (const auto& field : *fields) {
        const auto pointer = str(parent, '/', field.name);
        const bool lacks = json != nullptr && json->member(field.name) == nullptr;
        const bool said = std::ranges::find(remarks_, pointer, &Remark::pointer) != remarks_.end();
        if (!lacks || said || !is_required(field, kind_)) continue;
        const auto found = field_at(forms_, pointer, tr_);
        remarks_.push_back({Severity::error, pointer, found ? found->trail : "", tr_("This must be filled in.")});
      }
    }
  }

  const Json& root_;
  const Forms forms_;
  const std::string_view kind_;
  const Translator& tr_;
  std::vector<Remark> remarks_;
};

std::vector<Remark> remarks_below(std::string_view start, const Problems& problems, Remarks remarks) {
  for (const auto& problem : problems) {
    if (problem.code == "field.unknown" || !problem.pointer.starts_with(start)) continue;
    remarks.add(problem, std::string_view(problem.pointer).substr(start.size()));
  }
  return remarks.take();
}

}  // namespace

std::vector<Remark> remarks_of_slide(const Problems& problems, const Json& slide, const Translator& tr) {
  const auto kind = kind_of_slide(slide);
  return remarks_below("/slides/0", problems,
                       Remarks(slide, {&fields_of_kind(kind), &fields_of_all_slides()}, kind, tr));
}

std::vector<Remark> remarks_of_institute(const Problems& problems, const Json& institute, const Translator& tr) {
  return remarks_below("/institute", problems, Remarks(institute, {&fields_of_institute()}, "", tr));
}

std::string words_of(const Error& error, const Translator& tr) {
  if (find_words(error.message) != nullptr) return tr(error.message);
  const auto key = "error:" + error.code;
  return find_words(key) != nullptr ? tr(key) : error.message;
}

}  // namespace kiosk
