// What a form of a slide asked for.
#include "base/format.h"
#include "desk/editor.h"
#include "desk/form_values.h"

#include <algorithm>
#include <charconv>

namespace kiosk {
namespace {

/// "/people/1" of "up:/people/1" is the list "/people" and its second entry.
struct EntryAt {
  std::string list;
  std::size_t index = 0;
};

std::optional<EntryAt> entry_at(std::string_view pointer) {
  const auto slash = pointer.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto digits = pointer.substr(slash + 1);
  EntryAt at{std::string(pointer.substr(0, slash))};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), at.index);
  return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(at) : std::nullopt;
}

std::string start_of(const std::string& list, std::size_t index) {
  return str(list, '/', index, '/');
}

void remove_entry(Pairs& form, const EntryAt& entry) {
  std::erase_if(
      form, [start = start_of(entry.list, entry.index)](const auto& pair) { return pair.first.starts_with(start); });
}

void swap_entries(Pairs& form, const std::string& list, std::size_t a, std::size_t b) {
  const auto first = start_of(list, a);
  const auto second = start_of(list, b);
  for (auto& [name, value] : form) {
    if (name.starts_with(first)) {
      name = second + name.substr(first.size());
    } else if (name.starts_with(second)) {
      name = first + name.substr(second.size());
    }
  }
}

std::size_t entries_in(const Pairs& form, const std::string& list) {
  std::size_t count = 0;
  for (const auto& [name, value] : form) {
    if (!name.starts_with(list + '/')) continue;
    const auto rest = std::string_view(name).substr(list.size() + 1);
    if (const auto at = entry_at(str(list, '/', rest.substr(0, rest.find('/')))))
      count = std::max(count, at->index + 1);
  }
  return count;
}

/// Puts an uploaded file into the library, and its name where the form chooses a picture.
std::optional<Error> take_upload(const Visit& visit, const Upload& upload, Pairs& form) {
  constexpr std::string_view end = "/upload";
  if (upload.bytes.empty() || !std::string_view(upload.field).ends_with(end)) return std::nullopt;
  const auto picture = visit.pictures.add(upload.bytes, upload.file_name, visit.who(), visit.now);
  if (!picture) return picture.error();
  const auto name = upload.field.substr(0, upload.field.size() - end.size());
  std::erase_if(form, [&name](const auto& pair) { return pair.first == name; });
  form.emplace_back(name, "media/" + picture->file);
  return std::nullopt;
}

}  // namespace

Submission read_submission(const Visit& visit) {
  Submission submission;
  Pairs form = visit.request.form;
  for (const auto& upload : visit.request.uploads) {
    if (auto error = take_upload(visit, upload, form)) submission.error = std::move(error);
  }
  const std::string wish(visit.request.value("_do"));
  const auto colon = std::min(wish.find(':'), wish.size());
  const auto verb = wish.substr(0, colon);
  const auto pointer = wish.substr(std::min(colon + 1, wish.size()));
  const auto entry = entry_at(pointer);
  if (verb == "add") {
    submission.entries[pointer] = entries_in(form, pointer) + 1;
  } else if (verb == "remove" && entry) {
    remove_entry(form, *entry);
  } else if (verb == "up" && entry && entry->index > 0) {
    swap_entries(form, entry->list, entry->index, entry->index - 1);
  } else if (verb == "down" && entry) {
    swap_entries(form, entry->list, entry->index, entry->index + 1);
  } else if (wish.empty() || wish == "save" || wish == "publish" || wish == "review") {
    submission.wish = wish.empty() ? "save" : wish;
  }
  submission.slide = slide_of_form(form);
  submission.form = std::move(form);
  return submission;
}

}  // namespace kiosk
