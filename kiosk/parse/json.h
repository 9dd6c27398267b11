/// JSON (RFC 8259) as a tree that knows where each of its parts stands in the text. Values; pure functions.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace kiosk {

class Findings;

struct Json;
struct JsonMember;
using JsonArray = std::vector<Json>;
using JsonObject = std::vector<JsonMember>;  ///< in the order of the text

template <class T>
concept JsonNumber = std::is_arithmetic_v<T> && !std::same_as<T, bool>;

struct Json {
  std::variant<std::monostate, bool, double, std::string, JsonArray, JsonObject> value;  ///< monostate is null
  std::size_t at = 0;  ///< offset of its first byte; 0 for a tree that was not read

  Json() = default;
  Json(std::same_as<bool> auto flag) : value(flag) {}
  template <JsonNumber Number>
  Json(Number number);
  Json(std::string text);
  Json(std::string_view text);
  Json(const char* text);
  Json(JsonArray items);
  Json(JsonObject members);

  /// The value as a T of the variant, or nullptr.
  template <class T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
  /// The member of that name, or nullptr where there is none or this is no object.
  const JsonMember* member(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  Json value;
  std::size_t key_at = 0;
};

template <JsonNumber Number>
Json::Json(Number number) : value(static_cast<double>(number)) {}

/// What a text may hold at most. Both are far above any real document, and keep a hostile one from filling the memory
/// (a value takes some 50 bytes) or the stack.
inline constexpr std::size_t most_json_levels = 32;
inline constexpr int most_json_values = 500'000;

/// Reads `bytes`, which must be the ones that `findings` was made for. A byte order mark at the start is skipped, since
/// editors on Windows write one. Nothing comes back where the text is no JSON, or too deep or too large. A tree comes
/// back, but with an error, where an object has a key twice (two readers would see two documents), or a whole number
/// is 2^53 or more (it could be another one as a double).
/// Codes: json.syntax, json.utf8, json.too_deep, json.too_large, json.duplicate_key, json.number.
std::optional<Json> read_json(std::string_view bytes, Findings& findings);

/// Two spaces a level, lists of plain values on one line, members in their order, the shortest number that reads back
/// the same; a line break at the end.
std::string write_json(const Json& json);
/// The same on one line, without a line break.
std::string write_json_line(const Json& json);

}  // namespace kiosk
