#include "parse/syntax.h"

#include "base/text.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_one_of(char c, std::string_view characters) {
  return characters.find(c) != std::string_view::npos;
}

/// The last byte before `at` that is no white space; 0 where there is none.
char before(std::string_view bytes, std::size_t at) {
  const auto found = at == 0 ? std::string_view::npos : bytes.find_last_not_of(white_space, at - 1);
  return found == std::string_view::npos ? '\0' : bytes[found];
}

SyntaxError syntax(std::size_t at, std::string message, std::string suggestion = {}) {
  return {"json.syntax", at, std::move(message), std::move(suggestion)};
}

/// Inside the text that begins at `start`; `at` is the byte that was too much.
SyntaxError inside_a_text(std::string_view bytes, std::size_t start, std::size_t at) {
  const auto byte = static_cast<unsigned char>(bytes[at]);
  const bool cut_short = !is_utf8(bytes.substr(start, at - start));  // a character of which only a part is there
  if (byte >= 0x80 || cut_short) return {"json.utf8", at, "This is not a text in UTF-8.", "Save the file as UTF-8."};
  if (byte < 0x20) {
    return syntax(at, "This text is not closed before the end of its line.",
                  "Close it with a double quote; a text stands on one line.");
  }
  return syntax(start, "A backslash in this text says something that JSON does not know.",
                "Write \\\\ for a backslash and \\\" for a double quote.");
}

SyntaxError wrong_quotes(std::size_t at) {
  return syntax(at, "Texts stand in straight double quotes.", "Write \" at both ends.");
}

/// A token that may not stand where it stands, or that is none.
SyntaxError unexpected(std::string_view bytes, std::size_t at) {
  const char found = bytes[at];
  const char previous = before(bytes, at);
  if (is_one_of(found, "}]")) {
    return previous == ',' ? syntax(at, "There is a comma before this, but nothing follows it.", "Remove the comma.")
                           : syntax(at, "This bracket does not belong to the one that is open.");
  }
  if (found == '\'' || bytes.substr(at).starts_with("\xe2\x80")) return wrong_quotes(at);
  if (is_one_of(found, "/#")) return syntax(at, "JSON has no comments.", "Remove this one.");
  if (is_one_of(found, ",:")) return syntax(at, std::string("There is a ") + found + " too many here.");
  const bool number = is_digit(found) || found == '-';
  if (number && at > 0 && is_digit(bytes[at - 1])) return syntax(at, "A number does not begin with 0.");
  const bool value_before = is_digit(previous) || is_one_of(previous, "\"}]");
  if (value_before && (number || is_one_of(found, "\"{["))) {
    return syntax(at, "A comma or a colon is missing before this.");
  }
  if (number && is_one_of(previous, ":[")) return syntax(at, "This is not a number as JSON writes them.");
  if (number || is_one_of(found, "{[")) return syntax(at, "A key is expected here: a name in double quotes.");
  return syntax(at, "This is not a value.",
                "Texts stand in double quotes; the only words without them are true, false and null.");
}

}  // namespace

SyntaxError explain_syntax(std::string_view bytes, const SyntaxFault& fault) {
  const auto first = bytes.find_first_not_of(white_space);
  if (first == std::string_view::npos) return syntax(0, "The document is empty.");
  if (bytes[first] == '<') {
    return syntax(first, "This is a web page, not a JSON document.", "Check the address of the content.");
  }
  if (fault.at_end) {
    return syntax(bytes.size(), "The document ends too early: a quote, bracket or brace is not closed.");
  }
  const std::size_t last = std::max<std::size_t>(fault.read, 1) - 1;
  // Commas and colons are no tokens to those who look for the next one: then the byte that was read last is at fault.
  const std::size_t at = std::min(fault.token, last);
  if (fault.document_ended) return syntax(at, "The document has ended before this.", "Remove what follows it.");
  const bool text_is_due = is_one_of(before(bytes, at), ":,[{");
  if (bytes[at] == '"' && (at == last || bytes[last] != '"' || text_is_due)) return inside_a_text(bytes, at, last);
  return unexpected(bytes, at);
}

}  // namespace kiosk
