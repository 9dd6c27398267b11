#include "parse/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace kiosk {
namespace {

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 0xf];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_number(std::string& out, double number) {
  // Whole numbers up to 2^53 are written as such, not as 1e+06; beyond it the reader refuses them written so.
  constexpr double exact = 9007199254740992.0;
  std::array<char, 32> buffer{};
  char* const end = buffer.data() + buffer.size();
  const bool large = number <= -exact || number >= exact;
  const bool whole = !large && number == static_cast<double>(static_cast<long long>(number));
  const auto format = large ? std::chars_format::scientific : std::chars_format::general;
  const auto result = whole ? std::to_chars(buffer.data(), end, static_cast<long long>(number))
                            : std::to_chars(buffer.data(), end, number, format);
  out.append(buffer.data(), result.ptr);
}

bool is_container(const Json& json) {
  return json.as<JsonArray>() != nullptr || json.as<JsonObject>() != nullptr;
}

class Writer {
 public:
  explicit Writer(bool one_line) : one_line_(one_line) {}

  std::string take() { return std::move(out_); }

  void write(const Json& json) {
    if (const auto* flag = json.as<bool>()) {
      out_ += *flag ? "true" : "false";
    } else if (const auto* number = json.as<double>()) {
      write_number(out_, *number);
    } else if (const auto* text = json.as<std::string>()) {
      write_string(out_, *text);
    } else if (const auto* items = json.as<JsonArray>()) {
      const bool before = std::exchange(one_line_, one_line_ || std::ranges::none_of(*items, is_container));
      write_all(*items, '[', ']', [this](const Json& item) { write(item); });
      one_line_ = before;
    } else if (const auto* members = json.as<JsonObject>()) {
      write_all(*members, '{', '}', [this](const JsonMember& member) {
        write_string(out_, member.key);
        out_ += ": ";
        write(member.value);
      });
    } else {
      out_ += "null";
    }
  }

 private:
  template <class Items, class WriteOne>
  void write_all(const Items& items, char opening, char closing, const WriteOne& write_one) {
    out_ += opening;
    indent_ += 2;
    const char* separator = "";
    for (const auto& item : items) {
      out_ += separator;
      separator = one_line_ ? ", " : ",";
      new_line();
      write_one(item);
    }
    indent_ -= 2;
    if (!items.empty()) new_line();
    out_ += closing;
  }

  void new_line() {
    if (one_line_) return;
    out_ += '\n';
    out_.append(indent_, ' ');
  }

  bool one_line_;
  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string write_json(const Json& json) {
  Writer writer(false);
  writer.write(json);
  return writer.take() + '\n';
}

std::string write_json_line(const Json& json) {
  Writer writer(true);
  writer.write(json);
  return writer.take();
}

}  // namespace kiosk
