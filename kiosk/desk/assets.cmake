# Writes the files of FOLDER, all of them text, into the source file TO as constants of the program.
# cmake -DFOLDER=… -DTO=… -P assets.cmake
file(GLOB files ${FOLDER}/*)
set(source "#include \"desk/assets.h\"\n\n#include <array>\n\nnamespace kiosk {\nnamespace {\n\nconstexpr std::array assets{\n")
foreach(file ${files})
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND source "    Asset{\"${name}\", R\"asset(${text})asset\"},\n")
endforeach()
string(APPEND source "};\n\n}  // namespace\n\nstd::span<const Asset> embedded_assets() {\n  return assets;\n}\n\n}  // namespace kiosk\n")
file(WRITE ${TO} "${source}")
