/// What happens to a slide once it is saved. Internal to the pages.
#pragma once

#include "desk/page.h"

#include <string_view>

namespace kiosk {

/// Fulfils what its author wished for beside saving it: "publish", "review", or nothing more. What stands in the way of
/// publishing is shown at the fields; the slide is saved all the same.
HttpResponse fulfil(const Visit& visit, const SlideRecord& slide, std::string_view wish);

}  // namespace kiosk
