/// One function per kind of slide: what stands where on the sheet. Internal to layout/; called by compose().
#pragma once

#include "layout/sheet.h"

#include <string>

namespace kiosk {

void compose_kind(Sheet& sheet, const InstituteSlide& slide);
void compose_kind(Sheet& sheet, const NewsSlide& slide);
void compose_kind(Sheet& sheet, const AwardWinnerSlide& slide);
void compose_kind(Sheet& sheet, const AwardCallSlide& slide);
void compose_kind(Sheet& sheet, const EventSlide& slide);
void compose_kind(Sheet& sheet, const PublicationSlide& slide);
void compose_kind(Sheet& sheet, const ReportSlide& slide);
void compose_kind(Sheet& sheet, const LinksSlide& slide);
void compose_kind(Sheet& sheet, const PersonSlide& slide);
void compose_kind(Sheet& sheet, const PictureSlide& slide);
void compose_kind(Sheet& sheet, const VideoSlide& slide);
void compose_kind(Sheet& sheet, const NoticeSlide& slide);

/// "Project leader, Institute for Cancer Research": what is known of it.
std::string position(const Sheet& sheet, const Text& title, const Text& affiliation);

}  // namespace kiosk
