/// What all pages have in common: the frame around them, forms with their token, and the small pieces that several of
/// them show. Pure but for the token.
#pragma once

#include "desk/html.h"
#include "desk/visit.h"
#include "editorial/slides.h"

#include <string>
#include <string_view>

namespace kiosk {

struct Page {
  std::string title;
  std::string_view section = {};  ///< the path of the entry in the navigation that it belongs to: "/slides"
  Html body;
  bool wide = false;  ///< for pages with two columns
  int status = 200;
};
HttpResponse page(const Visit& visit, const Page& page);

/// A page of one heading and a few words, with a way on.
HttpResponse message_page(const Visit& visit, int status, const std::string& heading, const std::string& text,
                          const std::string& way_on = "/slides");
/// The page for an error of the records, with the status that fits its code.
HttpResponse failed(const Visit& visit, const Error& error);
/// The way to the page for who is not logged in; what was sent is kept until they are.
HttpResponse log_in_first(const Visit& visit);
/// What was sent, to be sent once more: its form was used already, or belongs to a session that ended. Nothing that
/// somebody wrote is lost by that. Uploads are not kept.
HttpResponse send_again_page(const Visit& visit, const Error& error);

/// A form that posts to `action`, with a token of its own. Uploads need `with_files`.
Html post_form(const Visit& visit, std::string_view action, const Attributes& attributes, const Html& content,
               bool with_files = false);
/// A form of one button, and hidden fields where there are any.
Html post_button(const Visit& visit, std::string_view action, std::string_view style, std::string_view label,
                 const Html& fields = {});
/// The attributes of a form that the script may help with, its words and its token for uploads among them.
Attributes scripted_form(const Visit& visit);
Html submit(std::string_view label, std::string_view style = "primary", std::string_view name = {},
            std::string_view value = {});
Html link(const std::string& address, std::string_view label, std::string_view style = {});
/// A label with its input, for forms that are not made from descriptions.
Html plain_field(std::string_view name, std::string_view type, const std::string& label, const std::string& help,
                 std::string_view value, const Attributes& more = {});

/// Records what only a page knows that somebody did (editorial/events.h).
Result<void> note(const Visit& visit, std::string_view action, std::string_view subject, std::string_view detail = {});
/// Goes on to `where`, which then says `said` (a key of words_pages.cpp) above its content.
HttpResponse go_on(const std::string& where, std::string_view said = {});
/// The same after the database has a new publication: it is handed to the screens first, and where that fails, the page
/// says that it is tried again.
HttpResponse hand_over(const Visit& visit, const std::string& where, std::string_view said);
/// "/slides/ID/…": only paths of this site, for where a login leads; else "/slides".
std::string safe_path(std::string_view path);
/// Escaped for a part of a path or a query.
std::string url_escaped(std::string_view text);

/// "2 March 2026, 12:00" on the institute's wall.
std::string moment_text(const Visit& visit, Instant t);
/// "5 minutes ago", up to a day; then moment_text.
std::string ago_text(const Visit& visit, Instant t);
/// What the slide is called in a list.
std::string slide_title(const Json& slide, const Translator& tr);

std::string state_name(SlideState state, const Translator& tr);
Html state_pill(SlideState state, const Translator& tr);
/// The drawing of a kind.
Html kind_picture(std::string_view kind);
std::string kind_picture_address(std::string_view kind);
/// The address of a slide's picture on a screen. `size` is "480x270".
std::string preview_address(std::string_view id, std::int64_t version, std::string_view size,
                            std::string_view language);
std::string role_name(Role role, const Translator& tr);

}  // namespace kiosk
