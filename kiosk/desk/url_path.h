/// From the path of a URL to a file's name below a folder. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// With its percent escapes undone (RFC 3986 § 2.1); nothing where one of them is none.
std::optional<std::string> unescaped(std::string_view text);

/// "/media/a%20b.jpg" is "media/a b.jpg", and a path that ends in "/" means the index.html there. Nothing for a path
/// that no file may be reached by: bad escapes, control characters, empty parts, and parts that begin with a dot, which
/// are hidden files (.git) or lead upwards (..), however they are escaped.
std::optional<std::string> file_name(std::string_view url_path);

/// The media type of a file, by its extension.
std::string_view media_type(std::string_view name);

}  // namespace kiosk
