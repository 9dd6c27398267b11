#include "layout/generated.h"

#include <array>
#include <optional>
#include <string>
#include <type_traits>

namespace kiosk::test {
namespace {

using namespace std::chrono_literals;

class Generator {
 public:
  explicit Generator(std::mt19937::result_type seed) : seed_(seed), random_(seed) {}

  Slide slide() {
    Slide slide;
    slide.id = "generated-" + std::to_string(seed_);
    if (one_in(3)) slide.kicker = text(0, 8);
    if (!one_in(3)) slide.url = address();
    slide.content = content();
    return slide;
  }

 private:
  int between(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<std::mt19937::result_type>(most - least + 1));
  }
  bool one_in(int n) { return between(1, n) == 1; }

  std::string word() {
    static constexpr std::array<std::string_view, 10> others{"\u0645\u0639\u0647\u062f",
                                                             "(\u05d0\u05d5\u05e1\u05dc\u05d5)",
                                                             "12,5",
                                                             "forskningsadministrasjonen",
                                                             "tumor\u00adbiologisk",
                                                             "李明在挪威奥斯陆",
                                                             "👩\u200d🔬",
                                                             "🇳🇴",
                                                             "«Šáŧŋa»",
                                                             "https://example.org/a?b=c"};
    if (one_in(12)) return std::string(others[static_cast<std::size_t>(between(0, 9))]);
    static constexpr std::array<std::string_view, 16> letters{"e", "n", "a", "r", "t", "i", "s", "o",
                                                              "k", "l", "d", "æ", "ø", "å", "g", "m"};
    const int length = one_in(25) ? 40 : between(1, 12);
    std::string word;
    for (int i = 0; i < length; ++i) word += letters[static_cast<std::size_t>(between(0, 15))];
    return word;
  }

  std::string words(int least, int most) {
    std::string words;
    for (int i = between(least, most); i > 0; --i) words += (words.empty() ? "" : " ") + word();
    return words;
  }

  /// Mostly as long as people write; at times as long as `most` allows.
  Text text(int least, int most) {
    const int longest = one_in(4) ? most : std::max(least, most / 4);
    return Text({{"en", words(least, longest)}, {"nb", words(least, longest)}});
  }
  Text title() { return text(1, one_in(8) ? 120 : 24); }
  Text body() { return text(0, 120); }

  std::string address() { return "https://example.org/" + std::string(static_cast<std::size_t>(between(0, 90)), 'x'); }

  std::optional<Picture> picture() {
    if (one_in(3)) return std::nullopt;
    Picture picture;
    picture.src = "picture.jpg";
    if (!one_in(3)) picture.caption = text(0, 40);
    if (!one_in(3)) picture.credit = text(0, 20);
    return picture;
  }

  Person person() {
    Person person;
    person.name = words(1, one_in(6) ? 8 : 3);
    if (!one_in(3)) person.title = text(0, 16);
    if (!one_in(3)) person.affiliation = text(0, 20);
    return person;
  }

  template <class Make>
  auto list(int least, int most, Make make) {
    std::vector<std::invoke_result_t<Make>> items;
    for (int i = between(least, most); i > 0; --i) items.push_back(make());
    return items;
  }
  std::vector<Person> people(int least, int most) {
    return list(least, most, [this] { return person(); });
  }

  Sum sum() { return {static_cast<double>(between(1, 2'000'000'000)), "NOK"}; }
  std::optional<Sum> maybe_sum() { return one_in(3) ? std::nullopt : std::optional(sum()); }
  std::optional<int> maybe_year() { return one_in(3) ? std::nullopt : std::optional(between(1000, 9999)); }

  When when() {
    const Date date = std::chrono::sys_days{2026y / 1 / 1} + std::chrono::days{between(0, 400)};
    When when{date, {}, {}};
    if (!one_in(3)) when.time = std::chrono::minutes{between(0, 1439)};
    return when;
  }

  Content content() {
    switch (seed_ % 12) {
      case 0:
        return InstituteSlide{title(), body(), maybe_year(), {}, facts(), picture()};
      case 1:
        return NewsSlide{title(), body(), picture(), {}};
      case 2:
        return AwardWinnerSlide{title(), maybe_year(), people(1, 4), body(), maybe_sum(), text(0, 20), text(0, 20), {}};
      case 3:
        return AwardCallSlide{title(), prizes(), {}, when(), picture()};
      case 4:
        return event();
      case 5:
        return PublicationSlide{title(),
                                list(0, 12, [this] { return words(1, 4); }),
                                text(0, 12),
                                {},
                                picture(),
                                body(),
                                one_in(2) ? "10.1000/182" : ""};
      case 6:
        return ReportSlide{title(), maybe_year(), picture(), body()};
      case 7:
        return LinksSlide{title(), links()};
      case 8:
        return PersonSlide{words(1, 8), text(0, 16), text(0, 20), {}, body()};
      case 9:
        return PictureSlide{picture().value_or(Picture{}), Fit::contain};
      case 10:
        return VideoSlide{"film.mp4", picture(), text(0, 60), {}};
      default:
        return NoticeSlide{one_in(2) ? NoticeLevel::info : NoticeLevel::takeover, title(), body()};
    }
  }

  std::vector<Fact> facts() {
    return list(0, 4, [this] { return Fact{words(1, one_in(6) ? 4 : 1), words(0, 1), text(0, 8)}; });
  }
  std::vector<Prize> prizes() {
    return list(0, 4, [this] {
      return Prize{text(1, 16), one_in(2) ? std::nullopt : std::optional(between(1, 99)), maybe_sum()};
    });
  }
  std::vector<Link> links() {
    return list(1, 8, [this] { return Link{text(1, 12), text(0, 24), address()}; });
  }
  EventSlide event() {
    EventSlide event{title(), when(), {}, one_in(3), text(0, 20), people(0, 6), body(), EventStatus::planned};
    if (one_in(4)) event.status = EventStatus::cancelled;
    if (one_in(2)) {
      event.end = event.start;
      event.end->date = std::chrono::sys_days{event.start.date} + std::chrono::days{between(0, 3)};
    }
    return event;
  }

  const std::mt19937::result_type seed_;
  std::mt19937 random_;
};

}  // namespace

Slide generated_slide(std::mt19937::result_type seed) {
  return Generator(seed).slide();
}

}  // namespace kiosk::test
