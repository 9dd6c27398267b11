#include "desk/page.h"

#include "base/format.h"
#include "desk/assets.h"
#include "desk/remarks.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

struct Entry {
  std::string_view path;
  std::string_view label;
  Role least;
};

constexpr std::array navigation{
    Entry{"/slides", words("Slides"), Role::author},   Entry{"/pictures", words("Pictures"), Role::author},
    Entry{"/screens", words("Screens"), Role::author}, Entry{"/publications", words("Published"), Role::author},
    Entry{"/people", words("People"), Role::admin},    Entry{"/institute", words("Institute"), Role::admin},
};

/// The sentences that a page may say above its content after something was done; the address names one of them.
constexpr std::array sayings{
    words("Saved."),
    words("Saved, and on its way to the screens."),
    words("Published: the screens have it within seconds."),
    words("Published, but not yet handed to the screens. It is tried again by itself."),
    words("Taken down: no screen shows it any more."),
    words("Someone else is asked to look at it and publish it."),
    words("The older version is back as the newest. It is not published yet."),
    words("This is a copy. Change its dates and texts, and publish it."),
    words("The slide was thrown away. Its history is kept."),
    words("The order was changed."),
    words("The picture was added."),
    words("The notice is on the screens."),
    words("The notice was ended."),
    words("The notice was not shown, and is gone."),
    words("The screen was removed."),
    words("The role was changed."),
    words("The account was closed."),
    words("The account is open again."),
    words("The screens show again what they showed then."),
    words("Welcome! This is where the slides of the screens are made."),
};

Html said(const Visit& visit) {
  const auto key = visit.request.query_value("said");
  if (std::ranges::find(sayings, key) == sayings.end()) return {};
  return tag("p", {{"class", "said"}, {"role", "status"}}, {visit.tr(key)});
}

Html skip_link(const Translator& tr) {
  return tag("a", {{"class", "skip"}, {"href", "#main"}}, {tr("Go to the content")});
}

Html brand(const Visit& visit) {
  const auto& name = visit.settings.institute.name.in(visit.tr.language());
  return tag("a", {{"class", "brand"}, {"href", "/slides"}},
             {tag("img", {{"src", asset_address("mark.svg")}, {"alt", ""}, {"width", 32}, {"height", 32}}),
              tag("span", {name.empty() ? visit.tr("Lobby screens") : name})});
}

/// The name of the other language, in that language, as a button.
Html language_switch(const Visit& visit) {
  const bool norwegian = visit.tr.language() == "nb";
  const auto* const other = norwegian ? "en" : "nb";
  const auto* const label = norwegian ? "English" : "Norsk";
  if (!visit.session) {
    const auto then = visit.request.query_value("then");
    const auto address = str("?language=", other, then.empty() ? "" : "&then=", url_escaped(then));
    return tag("a", {{"href", address}, {"lang", other}, {"class", "quiet"}}, {label});
  }
  return post_form(visit, "/language", {},
                   hidden("language", other) + hidden("then", visit.request.path) +
                       tag("button", {{"type", "submit"}, {"class", "quiet"}, {"lang", other}}, {label}));
}

Html navigation_of(const Visit& visit, std::string_view section) {
  Html entries;
  for (const auto& [path, label, least] : navigation) {
    if (!visit.may(least)) continue;
    Attributes attributes{{"href", path}};
    if (path == section) attributes.emplace_back("aria-current", "page");
    entries += tag("li", {tag("a", attributes, {visit.tr(label)})});
  }
  return tag("nav", {{"aria-label", visit.tr("Main menu")}}, {tag("ul", {entries})});
}

Html header(const Visit& visit, std::string_view section) {
  if (!visit.session) return tag("header", {{"class", "bar"}}, {brand(visit), language_switch(visit)});
  const Html notice =
      visit.may(Role::editor) ? link("/notices", visit.tr("Urgent notice"), "button danger small") : Html();
  const Html account =
      tag("details", {{"class", "account"}},
          {tag("summary", {visit.who().full_name}),
           tag("div", {{"class", "menu"}},
               {tag("p", {{"class", "help"}}, {role_name(visit.who().role, visit.tr)}), language_switch(visit),
                post_button(visit, "/logout", "quiet", visit.tr("Log out"))})});
  return tag("header", {{"class", "bar"}}, {brand(visit), navigation_of(visit, section), notice, account});
}

int status_of(std::string_view code) {
  if (code.ends_with(".missing")) return 404;
  if (code == "slides.conflict") return 409;
  if (code == "publish.role" || code == "publish.own" || code == "people.form") return 403;
  if (code == "people.wait") return 429;
  if (code.starts_with("database.") || code.starts_with("file.")) return 500;
  return 422;
}

}  // namespace

HttpResponse page(const Visit& visit, const Page& page) {
  const auto& institute = visit.settings.institute.name.in(visit.tr.language());
  const auto title = institute.empty() ? page.title : str(page.title, " – ", institute);
  const Html head =
      tag("head", {tag("meta", {{"charset", "utf-8"}}), tag("title", {title}),
                   tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
                   tag("link", {{"rel", "stylesheet"}, {"href", asset_address("desk.css")}}),
                   tag("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", asset_address("mark.svg")}}),
                   tag("script", {{"src", asset_address("desk.js")}, {"defer", true}})});
  const Html main = tag("main", {{"id", "main"}, {"class", page.wide ? "wide" : "plain"}}, {said(visit), page.body});
  HttpResponse response;
  response.status = page.status;
  response.body =
      document(visit.tr.language(), head + tag("body", {skip_link(visit.tr), header(visit, page.section), main}))
          .markup();
  return response;
}

HttpResponse message_page(const Visit& visit, int status, const std::string& heading, const std::string& text,
                          const std::string& way_on) {
  const Html body = tag("h1", {heading}) + tag("p", {{"class", "lead"}}, {text}) +
                    tag("p", {link(way_on, visit.tr("Go on"), "button primary")});
  return page(visit, {.title = heading, .body = body, .status = status});
}

HttpResponse failed(const Visit& visit, const Error& error) {
  const int status = status_of(error.code);
  const auto& tr = visit.tr;
  const auto heading = status == 404   ? tr("This is not here")
                       : status == 403 ? tr("You may not do this")
                       : status == 500 ? tr("The desk has a problem")
                                       : tr("That did not work");
  return message_page(visit, status, heading, words_of(error, tr));
}

HttpResponse send_again_page(const Visit& visit, const Error& error) {
  const auto& tr = visit.tr;
  Html fields;
  for (const auto& [name, value] : visit.request.form) {
    if (name != "_token" && name != "password") fields += hidden(name, value);
  }
  const Html body = tag("h1", {tr("Nothing has been done yet")}) +
                    tag("p", {{"class", "lead"}}, {words_of(error, tr)}) +
                    post_form(visit, visit.request.path, {},
                              fields + tag("p", {{"class", "buttons"}},
                                           {submit(tr("Send it again")), link("/slides", tr("Leave it"), "button")}));
  return page(visit, {.title = tr("Nothing has been done yet"), .body = body, .status = 409});
}

Html post_form(const Visit& visit, std::string_view action, const Attributes& attributes, const Html& content,
               bool with_files) {
  Attributes all{{"method", "post"}, {"action", action}};
  if (with_files) all.emplace_back("enctype", "multipart/form-data");
  all.insert(all.end(), attributes.begin(), attributes.end());
  const Html token = visit.session ? hidden("_token", form_token(*visit.session)) : Html();
  return tag("form", all, {token, content});
}

Html post_button(const Visit& visit, std::string_view action, std::string_view style, std::string_view label,
                 const Html& fields) {
  return post_form(visit, action, {{"class", "inline"}}, fields + submit(label, style));
}

Html submit(std::string_view label, std::string_view style, std::string_view name, std::string_view value) {
  Attributes attributes{{"type", "submit"}, {"class", style}};
  if (!name.empty()) attributes.emplace_back("name", name);
  if (!name.empty()) attributes.emplace_back("value", value);
  return tag("button", attributes, {label});
}

Html link(const std::string& address, std::string_view label, std::string_view style) {
  Attributes attributes{{"href", address}};
  if (!style.empty()) attributes.emplace_back("class", style);
  return tag("a", attributes, {label});
}

Html plain_field(std::string_view name, std::string_view type, const std::string& label, const std::string& help,
                 std::string_view value, const Attributes& more) {
  Attributes attributes{{"type", type}, {"id", name}, {"name", name}, {"value", value}};
  const auto help_id = str(name, '?');
  if (!help.empty()) attributes.emplace_back("aria-describedby", help_id);
  attributes.insert(attributes.end(), more.begin(), more.end());
  return tag(
      "div", {{"class", "field"}},
      {tag("label", {{"for", name}}, {label}),
       help.empty() ? Html() : tag("p", {{"class", "help"}, {"id", help_id}}, {help}), tag("input", attributes)});
}

}  // namespace kiosk
