// What a form of a slide asked for.
#include "base/format.h"
#include "desk/editor.h"
#include "desk/form_values.h"

#include <algorithm>
#include <charconv>
#include <map>

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

void remove_entry(Pairs& form, const std::string& list, std::size_t index) {
  std::erase_if(form, [start = start_of(list, index)](const auto& pair) { return pair.first.starts_with(start); });
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

/// The entry of the list that "/people/1/name" belongs to, and where the rest ("/name") begins.
std::optional<std::pair<std::size_t, std::size_t>> entry_of(std::string_view name, const std::string& list) {
  if (!name.starts_with(list + '/')) return std::nullopt;
  const auto end = std::min(name.find('/', list.size() + 1), name.size());
  const auto at = entry_at(name.substr(0, end));
  return at ? std::optional(std::pair(at->index, end)) : std::nullopt;
}

/// Numbers the entries from 0 in the order of the numbers that they were sent with, and drops those above `most`: a
/// number is a place in the list, and no form may say with it how much memory to take. Returns the new numbers by the
/// old ones.
std::map<std::size_t, std::size_t> number_anew(Pairs& form, const std::string& list, std::size_t most) {
  std::map<std::size_t, std::size_t> numbers;
  for (const auto& [name, value] : form) {
    if (const auto entry = entry_of(name, list)) numbers[entry->first] = 0;
  }
  for (std::size_t next = 0; auto& [before, now] : numbers) now = next++;
  std::erase_if(numbers, [most](const auto& number) { return number.second >= most; });
  Pairs kept;
  for (auto& [name, value] : form) {
    const auto entry = entry_of(name, list);
    if (!entry) {
      kept.emplace_back(std::move(name), std::move(value));
    } else if (const auto number = numbers.find(entry->first); number != numbers.end()) {
      kept.emplace_back(str(list, '/', number->second, name.substr(entry->second)), std::move(value));
    }
  }
  form = std::move(kept);
  return numbers;
}

/// Does what is wished for a list or an entry of it. The entries of all lists are numbered anew.
void change_lists(Submission& submission, std::string_view verb, const std::string& pointer) {
  auto& form = submission.form;
  const auto wished = entry_at(pointer);
  const auto kind = std::ranges::find(form, "kind", &Pairs::value_type::first);
  for (const auto& field : fields_of_kind(kind != form.end() ? kind->second : "")) {
    if (!field.list || field.asks != Asks::group) continue;
    const auto list = str('/', field.name);
    const auto most = most_entries(field);
    const auto numbers = number_anew(form, list, most);
    if (verb == "add" && pointer == list) submission.entries[list] = std::min(numbers.size() + 1, most);
    if (!wished || wished->list != list || !numbers.contains(wished->index)) continue;
    const auto index = numbers.at(wished->index);
    if (verb == "remove") {
      remove_entry(form, list, index);
    } else if (verb == "up" && index > 0) {
      swap_entries(form, list, index, index - 1);
    } else if (verb == "down") {
      swap_entries(form, list, index, index + 1);
    }
  }
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
  Submission submission{.form = visit.request.form};
  for (const auto& upload : visit.request.uploads) {
    if (auto error = take_upload(visit, upload, submission.form)) submission.error = std::move(error);
  }
  const std::string wish(visit.request.value("_do"));
  const auto colon = std::min(wish.find(':'), wish.size());
  change_lists(submission, wish.substr(0, colon), wish.substr(std::min(colon + 1, wish.size())));
  if (wish.empty() || wish == "save" || wish == "publish" || wish == "review") {
    submission.wish = wish.empty() ? "save" : wish;
  }
  submission.slide = slide_of_form(submission.form);
  return submission;
}

}  // namespace kiosk
