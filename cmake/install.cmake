# cmake --install: bin/banxin, the library (one archive a module) with its headers and CMake package,
# the styles, the font configuration, the manual and the shells' completions.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS banxin)

get_property(layers GLOBAL PROPERTY BANXIN_LAYERS)
foreach(layer IN LISTS layers)
  string(REGEX REPLACE ":.*" "" module "${layer}")
  list(APPEND module_targets banxin_${module})
endforeach()
install(TARGETS ${module_targets} EXPORT banxinTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/banxin
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin)
install(DIRECTORY src/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin
  FILES_MATCHING PATTERN "*.h" PATTERN "*.def")

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/banxin)
install(EXPORT banxinTargets NAMESPACE banxin:: DESTINATION ${package})
configure_package_config_file(cmake/banxin-config.cmake.in banxin-config.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(banxin-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES cmake/libraries.cmake ${PROJECT_BINARY_DIR}/banxin-config.cmake
  ${PROJECT_BINARY_DIR}/banxin-config-version.cmake DESTINATION ${package})

install(DIRECTORY styles DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin)
install(FILES fonts/fonts.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin/fonts)

# The manual and the completions are written by a program of the build from the parser's definitions.
set(written ${PROJECT_BINARY_DIR}/manual)
add_custom_command(
  OUTPUT ${written}/banxin.1 ${written}/banxin.bash ${written}/_banxin ${written}/banxin.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${written}
  COMMAND banxin_manual man > ${written}/banxin.1
  COMMAND banxin_manual bash > ${written}/banxin.bash
  COMMAND banxin_manual zsh > ${written}/_banxin
  COMMAND banxin_manual fish > ${written}/banxin.fish
  DEPENDS banxin_manual VERBATIM)
add_custom_target(manual ALL DEPENDS ${written}/banxin.1)
install(FILES ${written}/banxin.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${written}/banxin.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME banxin)
install(FILES ${written}/_banxin DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${written}/banxin.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
