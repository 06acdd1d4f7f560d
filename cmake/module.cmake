# banxin_module(NAME DEPENDS other… SOURCES file… LIBRARIES target…)
#   One static library per folder of src/; the sources are named relative to that folder. DEPENDS is
#   the whole list of modules its files may include: naming a module that comes later is a configure
#   error, and the test `layers` (check_layers.cmake) fails when an #include goes elsewhere.
#   LIBRARIES are external and private: their headers are for this module's .cpp files only.
#   LATE_LIBRARIES likewise, but not linked: the module opens them itself (base/late_library.h).
function(banxin_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;SOURCES;LIBRARIES;LATE_LIBRARIES")
  list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/${name}/")
  add_library(banxin_${name} STATIC ${arg_SOURCES})
  add_library(banxin::${name} ALIAS banxin_${name})
  target_include_directories(banxin_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  foreach(dependency IN LISTS arg_DEPENDS)
    if(NOT TARGET banxin_${dependency})
      message(FATAL_ERROR "${name} depends on ${dependency}, which comes later in "
                          "src/CMakeLists.txt: modules are listed in the order data flows, and may "
                          "only look back.")
    endif()
    target_link_libraries(banxin_${name} PUBLIC banxin_${dependency})
  endforeach()
  target_link_libraries(banxin_${name} PRIVATE $<BUILD_INTERFACE:banxin_warnings> ${arg_LIBRARIES})
  foreach(library IN LISTS arg_LATE_LIBRARIES)
    target_include_directories(banxin_${name} SYSTEM PRIVATE
      $<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>)
  endforeach()
  string(REPLACE ";" "," depends "${arg_DEPENDS}")
  set_property(GLOBAL APPEND PROPERTY BANXIN_LAYERS "${name}:${depends}")
endfunction()
