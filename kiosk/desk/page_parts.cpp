#include "base/format.h"
#include "base/log.h"
#include "desk/assets.h"
#include "desk/form_values.h"
#include "desk/page.h"
#include "editorial/events.h"
#include "locale/format.h"

#include <array>

namespace kiosk {
namespace {

/// What the script says, each under the name by which it asks.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> words_of_script{{
    {"data-say-counter", words("{0} of at most {1} words")},
    {"data-say-drop", words("Drop a picture here, or paste it")},
    {"data-say-chosen", words("The chosen picture")},
    {"data-say-uploading", words("The picture is on its way …")},
    {"data-say-failed", words("The picture did not arrive. Please try again.")},
    {"data-say-library", words("Pictures")},
    {"data-say-look", words("Look at the pictures")},
    {"data-say-close", words("Close")},
    {"data-say-focus", words("Click on what must stay visible")},
}};

}  // namespace

Result<void> note(const Visit& visit, std::string_view action, std::string_view subject, std::string_view detail) {
  return visit.db.in_transaction([&]() -> Result<void> {
    record(visit.db, visit.who(), action, subject, detail, visit.now);
    return {};
  });
}

HttpResponse go_on(const std::string& where, std::string_view said) {
  if (said.empty()) return see_other(where);
  return see_other(str(where, where.find('?') == std::string::npos ? '?' : '&', "said=", url_escaped(said)));
}

HttpResponse hand_over(const Visit& visit, const std::string& where, std::string_view said) {
  const auto written = visit.options.published();
  if (written) return go_on(where, said);
  log::error(written.error());
  return go_on(where, words("Published, but not yet handed to the screens. It is tried again by itself."));
}

std::string safe_path(std::string_view path) {
  const bool of_this_site = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\");
  for (const char c : path) {
    if (static_cast<unsigned char>(c) < 0x20) return "/slides";
  }
  return of_this_site ? std::string(path) : "/slides";
}

std::string url_escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      escaped += c;
    } else {
      escaped += '%';
      escaped += digits[byte >> 4];
      escaped += digits[byte & 0xf];
    }
  }
  return escaped;
}

Attributes scripted_form(const Visit& visit) {
  Attributes attributes{{"class", "slide-form"}, {"data-slide-form", true}, {"novalidate", true}};
  attributes.emplace_back("data-upload-token", form_token(*visit.session));
  for (const auto& [name, key] : words_of_script) attributes.emplace_back(name, visit.tr(key));
  return attributes;
}

std::string moment_text(const Visit& visit, Instant t) {
  const auto local = visit.zone.local(t);
  const auto language = visit.tr.language();
  return str(long_date(local.date, language), ", ", time_in_text(local.time_of_day, language));
}

std::string ago_text(const Visit& visit, Instant t) {
  using namespace std::chrono;
  const auto past = visit.now - t;
  if (past < minutes(1)) return visit.tr("just now");
  if (past < hours(1)) {
    return visit.tr.count(duration_cast<minutes>(past).count(), "{0} minute ago", "{0} minutes ago");
  }
  if (past < days(1)) return visit.tr.count(duration_cast<hours>(past).count(), "{0} hour ago", "{0} hours ago");
  return moment_text(visit, t);
}

std::string slide_title(const Json& slide, const Translator& tr) {
  const auto kind = kind_of_slide(slide);
  auto title = title_of(slide, tr.language());
  if (title != kind) return title;
  const auto* picture = slide.member("picture");
  const auto* about = picture != nullptr ? picture->value.member("alt") : nullptr;
  if (about == nullptr) return tr("{0} without a title", kind_name(kind, tr));
  return title_of(JsonObject{{"kind", "news"}, {"title", about->value}}, tr.language());
}

std::string state_name(SlideState state, const Translator& tr) {
  switch (state) {
    case SlideState::draft:
      return tr("Draft");
    case SlideState::review:
      return tr("Waits for review");
    case SlideState::live:
      return tr("Published");
    case SlideState::changed:
      return tr("Published, changed since");
    case SlideState::taken_down:
      return tr("Taken down");
    case SlideState::removed:
      return tr("Thrown away");
  }
  return {};
}

Html state_pill(SlideState state, const Translator& tr) {
  static constexpr std::array<std::string_view, 6> styles{"pill draft",   "pill review", "pill live",
                                                          "pill changed", "pill down",   "pill down"};
  return tag("span", {{"class", styles.at(static_cast<std::size_t>(state))}}, {state_name(state, tr)});
}

Html kind_picture(std::string_view kind) {
  return tag(
      "img",
      {{"class", "kind-picture"}, {"src", kind_picture_address(kind)}, {"alt", ""}, {"width", 320}, {"height", 180}});
}

std::string kind_picture_address(std::string_view kind) {
  return asset_address(str("kind-", kind, ".svg"));
}

std::string preview_address(std::string_view id, std::int64_t version, std::string_view size,
                            std::string_view language) {
  return str("/slides/", id, "/preview.png?size=", size, "&version=", version, "&language=", url_escaped(language));
}

std::string role_name(Role role, const Translator& tr) {
  switch (role) {
    case Role::author:
      return tr("Author");
    case Role::editor:
      return tr("Editor");
    case Role::admin:
      return tr("Administrator");
  }
  return {};
}

}  // namespace kiosk
