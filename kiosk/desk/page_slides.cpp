#include "base/format.h"
#include "desk/draft.h"
#include "desk/form_values.h"
#include "desk/page.h"
#include "editorial/publications.h"
#include "editorial/stored_json.h"

#include <algorithm>

namespace kiosk {
namespace {

Html season_pill(Season season, const Translator& tr) {
  if (season == Season::to_come) return tag("span", {{"class", "pill to-come"}}, {tr("To come")});
  if (season == Season::over) return tag("span", {{"class", "pill down"}}, {tr("Over")});
  return {};
}

/// Up and down belong to the one form that holds the whole order.
Html order_buttons(const SlideRecord& slide, const std::string& title, std::size_t index, std::size_t count,
                   const Translator& tr) {
  const auto button = [&](std::string_view way, std::string_view sign, std::string_view label, bool possible) {
    Attributes attributes{{"type", "submit"}, {"form", "order"},
                          {"name", "move"},   {"value", str(way, ':', slide.id)},
                          {"class", "arrow"}, {"aria-label", str(label, ": ", title)}};
    if (!possible) attributes.emplace_back("disabled", true);
    return tag("button", attributes, {sign});
  };
  return tag("div", {{"class", "order"}},
             {button("up", "↑", tr("Up"), index > 0), button("down", "↓", tr("Down"), index + 1 < count)});
}

Html row(const Visit& visit, const SlideRecord& slide, std::size_t index, std::size_t count) {
  const auto& tr = visit.tr;
  const auto json = parse_stored(slide.draft.json);
  const auto title = slide_title(json, tr);
  const auto address = "/slides/" + slide.id;
  const auto draft = read_draft(json, visit.settings, tr);
  const Showing showing = draft.slide ? showing_of(*draft.slide, visit.zone, visit.now, tr) : Showing{};
  const Html picture =
      tag("a", {{"href", address}, {"class", "thumb"}, {"tabindex", "-1"}, {"aria-hidden", "true"}},
          {tag("img", {{"src", preview_address(slide.id, slide.draft.number, "480x270", tr.language())},
                       {"alt", ""},
                       {"width", 480},
                       {"height", 270},
                       {"loading", "lazy"}})});
  Html lines = tag("h2", {link(address, title)}) +
               tag("p", {{"class", "pills"}},
                   {state_pill(slide.state, tr), season_pill(showing.season, tr),
                    draft.slide ? Html() : tag("span", {{"class", "pill incomplete"}}, {tr("Incomplete")})});
  lines +=
      tag("p", {{"class", "help"}}, {str(kind_name(slide.kind, tr), showing.line.empty() ? "" : " · ", showing.line)});
  lines += tag("p", {{"class", "help"}}, {tr("{0}, {1}", slide.draft.by, ago_text(visit, slide.draft.at))});
  Html order;
  if (visit.may(Role::editor)) order = order_buttons(slide, title, index, count, tr);
  return tag("li", {{"class", "slide-row"}, {"data-id", slide.id}},
             {order, picture, tag("div", {{"class", "about"}}, {lines}),
              tag("div", {{"class", "row-actions"}},
                  {link(address, tr("Edit"), "button"), link(address + "/history", tr("History"), "quiet")})});
}

HttpResponse list(Visit& visit) {
  const auto& tr = visit.tr;
  const auto slides = SlideBook(visit.db).all();
  if (!slides) return failed(visit, slides.error());
  Html body =
      tag("div", {{"class", "heading"}}, {tag("h1", {tr("Slides")}), link("/new", tr("New slide"), "button primary")});
  if (slides->empty()) {
    body += tag(
        "div", {{"class", "empty"}},
        {kind_picture("news"),
         tag("p", {{"class", "lead"}}, {tr("There are no slides yet. Make the first one: it takes two minutes.")})});
    return page(visit, {.title = tr("Slides"), .section = "/slides", .body = body});
  }
  body += tag("p", {{"class", "lead"}},
              {tr.count(static_cast<std::int64_t>(slides->size()),
                        "{0} slide. The screens show what is published, in this order.",
                        "{0} slides. The screens show those that are published, in this order.")});
  Html rows, ids;
  for (std::size_t i = 0; i < slides->size(); ++i) {
    rows += row(visit, (*slides)[i], i, slides->size());
    ids += hidden("id", (*slides)[i].id);
  }
  if (visit.may(Role::editor)) body += post_form(visit, "/order", {{"id", "order"}}, ids);
  body += tag("ol", {{"class", "slide-rows"}, {"data-order", visit.may(Role::editor)}}, {rows});
  return page(visit, {.title = tr("Slides"), .section = "/slides", .body = body});
}

/// The ids as they were sent, after the button that was pressed: "up:jane-kickoff".
std::vector<std::string> new_order(const HttpRequest& request) {
  std::vector<std::string> ids;
  for (const auto& [name, value] : request.form) {
    if (name == "id") ids.push_back(value);
  }
  const auto move = request.value("move");
  const auto colon = std::min(move.find(':'), move.size());
  const auto at = std::ranges::find(ids, move.substr(std::min(colon + 1, move.size())));
  if (at == ids.end()) return ids;
  if (move.starts_with("up:") && at != ids.begin()) std::iter_swap(at, at - 1);
  if (move.starts_with("down:") && at + 1 != ids.end()) std::iter_swap(at, at + 1);
  return ids;
}

HttpResponse reorder(Visit& visit) {
  if (auto done = SlideBook(visit.db).reorder(new_order(visit.request), visit.who(), visit.now); !done) {
    return failed(visit, done.error());
  }
  Publications publications(visit.db, visit.pictures);
  const auto history = publications.history(1);
  if (!history) return failed(visit, history.error());
  if (history->empty()) return go_on("/slides", words("The order was changed."));
  const auto published = publications.publish_again("order", visit.who(), visit.now);
  if (!published) return failed(visit, published.error());
  return hand_over(visit, "/slides", words("The order was changed."));
}

constexpr std::array routes{
    Route{"GET", "/slides", Door::author, list},
    Route{"POST", "/order", Door::editor, reorder},
};

}  // namespace

std::span<const Route> slides_routes() {
  return routes;
}

}  // namespace kiosk
