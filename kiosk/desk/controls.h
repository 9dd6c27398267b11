/// The single controls that forms are built of: one for each thing that a field may ask for. Internal to the forms.
/// Pure functions.
#pragma once

#include "desk/form.h"

namespace kiosk {

/// A field of a form at its place.
struct Control {
  const FormField& field;
  std::string pointer;  ///< the name of its control, and what its id begins with
  bool required = false;
};

/// What is said about the field: the id of its help, of its remarks, or both, for aria-describedby; "" for none.
std::string described_by(const Control& control, const FormSetting& setting);
/// Whether an error was found at the field, or deeper within it at what its control asks for.
bool is_wrong(const Control& control, const FormSetting& setting);
Html help_text(const Control& control, const FormSetting& setting);
Html remark_text(const Control& control, const FormSetting& setting);

/// The control of a field that is no group and no list, `value` being what stands there now (null where nothing does).
Html text_control(const Control& control, const Json& value, const FormSetting& setting);
Html word_control(const Control& control, const Json& value, const FormSetting& setting);
Html number_control(const Control& control, const Json& value, const FormSetting& setting);
Html flag_control(const Control& control, const Json& value, const FormSetting& setting);
Html moment_control(const Control& control, const Json& value, const FormSetting& setting);
Html hours_control(const Control& control, const Json& value, const FormSetting& setting);
Html choice_control(const Control& control, const Json& value, const FormSetting& setting);

/// Of lists that are no groups.
Html weekdays_control(const Control& control, const Json& value, const FormSetting& setting);
Html lines_control(const Control& control, const Json& value, const FormSetting& setting);
Html screens_control(const Control& control, const Json& value, const FormSetting& setting);
Html languages_control(const Control& control, const Json& value, const FormSetting& setting);

/// Of the groups that people see as one thing.
Html sum_control(const Control& control, const Json& value, const FormSetting& setting);
Html picture_control(const Control& control, const Json& value, const FormSetting& setting, bool folded);

/// A label with its field's words, for the control with this id.
Html label_for(const Control& control, std::string_view id, const FormSetting& setting);
/// One field with several controls, as a group that bears the field's words.
Html group_of(const Control& control, const FormSetting& setting, const Html& controls);

}  // namespace kiosk
