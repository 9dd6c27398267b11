#include "parse/json.h"

#include "base/format.h"
#include "parse/findings.h"
#include "parse/syntax.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace kiosk {
namespace {

constexpr double first_inexact = 9007199254740992.0;  // 2^53, which 2^53 + 1 becomes too

/// How far the library has read: its events do not say.
struct Progress {
  std::size_t read = 0;
  bool at_end = false;
};

/// Bytes that count themselves as they are taken.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* byte, Progress* progress) : byte_(byte), progress_(progress) {}
  reference operator*() const { return *byte_; }
  CountingIterator& operator++() {
    ++byte_;
    ++progress_->read;
    return *this;
  }
  bool operator==(const CountingIterator& other) const {
    const bool same = byte_ == other.byte_;
    if (same) progress_->at_end = true;
    return same;
  }

 private:
  const char* byte_;
  Progress* progress_;
};

/// Builds the tree from the library's events.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view bytes, const Progress& progress, Findings& findings)
      : bytes_(bytes),
        progress_(progress),
        findings_(findings),
        previous_end_(bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  std::optional<Json> take() { return done_ ? std::optional(std::move(root_)) : std::nullopt; }

  bool null() { return add(Json()); }
  bool boolean(bool flag) { return add(flag); }
  bool number_integer(nlohmann::json::number_integer_t number) { return whole(static_cast<double>(number)); }
  bool number_unsigned(nlohmann::json::number_unsigned_t number) { return whole(static_cast<double>(number)); }
  bool number_float(nlohmann::json::number_float_t number, const std::string& written) {
    const bool is_whole = written.find_first_of(".eE") == std::string::npos;
    return is_whole ? whole(number) : add(number);
  }
  bool string(std::string& text) { return add(std::move(text)); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // not in JSON text

  bool start_object(std::size_t) { return open(JsonObject()); }
  bool end_object() {
    keys_.pop_back();
    return close();
  }
  bool start_array(std::size_t) { return open(JsonArray()); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    const std::size_t at = next_token();
    auto& object = std::get<JsonObject>(open_.back()->value);
    object.push_back({std::move(name), Json(), at});
    const std::string& written = object.back().key;
    if (!keys_.back().insert(written).second) {
      findings_.error("json.duplicate_key", {at, pointer()}, "The key " + in_quotes(written) + " stands here twice.",
                      "Remove one of the two.");
    }
    previous_end_ = progress_.read;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    constexpr int number_overflow = 406;
    const std::size_t token = next_token();
    const SyntaxError found = error.id == number_overflow
                                  ? SyntaxError{"json.number", token, "This number is too large.", {}}
                                  : explain_syntax(bytes_, {progress_.read, token, progress_.at_end, done_});
    findings_.error(found.code, {found.at, {}}, found.message, found.suggestion);
    return false;
  }

 private:
  /// Between two tokens there is nothing but white space, commas and colons. After a number the library has read one
  /// byte further: that byte is one of these, or a closing bracket, whose place nobody asks for.
  std::size_t next_token() const {
    const auto at = bytes_.find_first_not_of(" \t\r\n,:", previous_end_);
    return std::min(at, bytes_.size());
  }

  bool whole(double number) {
    if (std::abs(number) < first_inexact) return add(number);
    findings_.error("json.number", {next_token(), pointer()}, "This whole number is too large to be kept exactly.");
    return add(number);
  }

  /// The place of the value that comes next, or that was added last.
  Json* place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (auto* const items = std::get_if<JsonArray>(&open_.back()->value)) {
      items->push_back(std::move(value));
      return &items->back();
    }
    auto& last = std::get<JsonObject>(open_.back()->value).back().value;
    last = std::move(value);
    return &last;
  }

  Json* put(Json value) {
    value.at = next_token();
    previous_end_ = progress_.read;
    if (++values_ > most_json_values) {
      findings_.error("json.too_large", {value.at, {}},
                      str("The document has more than ", most_json_values, " values."));
      return nullptr;
    }
    return place(std::move(value));
  }

  bool add(Json value) {
    if (put(std::move(value)) == nullptr) return false;
    done_ = open_.empty();
    return true;
  }

  bool open(Json container) {
    const bool is_object = container.as<JsonObject>() != nullptr;
    Json* const opened = put(std::move(container));
    if (opened == nullptr) return false;
    if (open_.size() == most_json_levels) {
      findings_.error("json.too_deep", {opened->at, {}},
                      str("Brackets and braces are nested more than ", most_json_levels, " deep."));
      return false;
    }
    open_.push_back(opened);
    if (is_object) keys_.emplace_back();
    return true;
  }

  bool close() {
    open_.pop_back();
    previous_end_ = progress_.read;
    done_ = open_.empty();
    return true;
  }

  /// Of the value that was begun last in each open container.
  std::string pointer() const {
    std::string path;
    for (const Json* container : open_) {
      if (const auto* items = container->as<JsonArray>()) {
        path += str('/', items->empty() ? 0 : items->size() - 1);
      } else if (const auto& members = std::get<JsonObject>(container->value); !members.empty()) {
        path += '/' + pointer_token(members.back().key);
      }
    }
    return path;
  }

  const std::string_view bytes_;
  const Progress& progress_;
  Findings& findings_;
  Json root_;
  bool done_ = false;
  std::vector<Json*> open_;  // each is the last value of the one before, so that none of them moves
  std::vector<std::set<std::string, std::less<>>> keys_;  // of each open object
  std::size_t previous_end_;
  int values_ = 0;
};

}  // namespace

Json::Json(std::string text) : value(std::move(text)) {}
Json::Json(std::string_view text) : value(std::string(text)) {}
Json::Json(const char* text) : value(std::string(text)) {}
Json::Json(JsonArray items) : value(std::move(items)) {}
Json::Json(JsonObject members) : value(std::move(members)) {}

const JsonMember* Json::member(std::string_view key) const {
  const auto* members = as<JsonObject>();
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &JsonMember::key);
  return found != members->end() ? &*found : nullptr;
}

std::optional<Json> read_json(std::string_view bytes, Findings& findings) {
  // The library takes a NUL byte for the end of the text and would not see what stands behind it.
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    findings.error("json.utf8", {nul, {}}, "This is not a text in UTF-8.", "Save the file as UTF-8.");
    return std::nullopt;
  }
  Progress progress;
  TreeBuilder builder(bytes, progress, findings);
  try {
    const CountingIterator first(bytes.data(), &progress);
    const CountingIterator last(bytes.data() + bytes.size(), &progress);
    if (!nlohmann::json::sax_parse(first, last, &builder)) return std::nullopt;
  } catch (const std::exception& e) {
    findings.error("json.syntax", {progress.read, {}}, str("The document cannot be read: ", e.what(), '.'));
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace kiosk
