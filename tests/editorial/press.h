/// A desk with all that publishing needs: pictures, slides, a key and the folder that screens read, for tests.
#pragma once

#include "decode/encode.h"
#include "editorial/office.h"
#include "editorial/pictures.h"
#include "editorial/publications.h"
#include "editorial/publish_folder.h"
#include "editorial/slides.h"
#include "parse/document.h"

#include <doctest/doctest.h>

namespace kiosk::test {

inline Json news(std::string_view title, const std::string& picture = {}) {
  JsonObject slide{{"kind", "news"}, {"title", title}};
  if (!picture.empty()) slide.push_back({"picture", JsonObject{{"src", "media/" + picture}, {"alt", "A picture"}}});
  return slide;
}

/// Each colour a picture of its own.
inline std::string colour_png(Pixel colour, Size size = {32, 24}) {
  return encode_png(Bitmap(size, colour)).value();
}

struct Press : Office {
  Decoder decoder;
  PictureBox box{database, folder / "pictures", decoder};
  SlideBook book{database};
  Publications publications{database, box};
  std::filesystem::path published = folder / "published";
  std::optional<SecretKey> key = make_secret_key();

  std::string picture(Pixel colour) {
    const auto added = box.add(colour_png(colour), "colour.png", kari, monday);
    REQUIRE(added);
    return added->file;
  }
  /// The id of a slide that is live.
  std::string publish(const Json& slide) {
    const auto added = book.add(slide, kari, monday);
    REQUIRE(added);
    const auto done = publications.publish(added->id, 1, ola, monday);
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    return added->id;
  }
  Document document(std::optional<std::uint64_t> revision = {}) {
    const auto text = publications.document(revision);
    REQUIRE(text);
    auto reading = read_document(*text);
    REQUIRE(reading.document);
    CHECK(reading.problems.empty());
    return std::move(*reading.document);
  }
  std::vector<std::string> on_screens() {
    std::vector<std::string> ids;
    const auto now = document();
    for (const auto& slide : now.slides) ids.push_back(slide.id);
    return ids;
  }
  Result<void> bring() { return bring_folder_up_to_date(publications, box, published, key, monday); }
  bool is_up_to_date() { return publish_folder_holds(published, publications.document().value(), key); }
};

}  // namespace kiosk::test
