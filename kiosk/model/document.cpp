#include "model/document.h"

namespace kiosk {

Document built_in_document() {
  InstituteSlide welcome;
  welcome.title = Text({{"en", "Welcome"}, {"nb", "Velkommen"}, {"nn", "Velkomen"}});
  Slide slide;
  slide.id = "built-in";
  slide.content = std::move(welcome);
  Document document;
  document.slides.push_back(std::move(slide));
  return document;
}

}  // namespace kiosk
