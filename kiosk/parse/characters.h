/// Which characters a text for a screen may hold. Pure functions.
#pragma once

namespace kiosk {

/// Characters that end or divide lines: a text of ours is one line, so they become a space.
constexpr bool is_line_space(char32_t c) {
  return c == U'\t' || c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029;
}

/// Control characters (C0, DEL, C1), and those that turn the order of what follows (Unicode TR 36 § 3.4: overrides,
/// embeddings and isolates), with which a text could show another sentence than the one that was approved. The marks
/// U+200E and U+200F and the joiners, which scripts need, are fine.
constexpr bool is_forbidden(char32_t c) {
  const bool control = (c < 0x20 && !is_line_space(c)) || (c >= 0x7f && c <= 0x9f);
  const bool turns_the_order = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return control || turns_the_order;
}

}  // namespace kiosk
