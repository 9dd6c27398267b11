/// A request and its answer as the desk's pages see them: whole, in memory, bounded by the server (desk/server.h).
/// Values.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

/// A file in a form of multipart/form-data.
struct Upload {
  std::string field;
  std::string file_name;  ///< as the sender says: to be shown, never to be opened
  std::string bytes;
};

/// Names and values in the order in which they came; a name may come several times.
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";  ///< GET, HEAD or POST
  std::string path = "/";      ///< unescaped
  Pairs query;
  std::map<std::string, std::string> headers;  ///< names in small letters; of several the last
  Pairs form;                                  ///< of a POST: urlencoded or multipart
  std::vector<Upload> uploads;
  std::string peer;  ///< the other side's address in numbers

  /// The first of that name, else "".
  std::string_view header(const std::string& name) const;
  std::string_view value(std::string_view name) const;        ///< of the form
  std::string_view query_value(std::string_view name) const;  ///< of the query
  std::string_view cookie(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  Pairs headers;
};

/// 303: the browser goes on to `where` with a GET.
HttpResponse see_other(std::string where);
/// A few words, as text/plain.
HttpResponse plain_response(int status, std::string text);

}  // namespace kiosk
