# The external libraries, each found once, here; src/CMakeLists.txt says which module uses it.
# Why each was chosen: docs/decisions/.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
foreach(library IN ITEMS
    icu-uc icu-i18n uchardet fontconfig pango pangoft2 harfbuzz harfbuzz-subset freetype2
    cairo cairo-pdf cairo-svg cairo-ft librsvg-2.0 libjpeg libpng libwebp libwebpdemux libavif lcms2 libwoff2dec libwoff2enc
    libdeflate libzip pugixml sqlite3 libseccomp opencc)
  string(MAKE_C_IDENTIFIER "${library}" target)
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${library})
endforeach()
find_package(GIF REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)  # header only, without exceptions
find_library(HYPHEN_LIBRARY hyphen REQUIRED)
find_package(mimalloc QUIET)  # a faster allocator for the program, where there is one
