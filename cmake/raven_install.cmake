# SPDX-License-Identifier: Apache-2.0
# raven_install(): the library raven::raven as others link it (one shared object, its symbols those of include/raven/),
# the manual pages, and the rules of `cmake --install`: command, library, headers, CMake package, pkg-config file,
# manual, completion, licence.

include(CMakePackageConfigHelpers)

function(raven_install)
  if(NOT TARGET raven_engine)
    return()
  endif()

  # The shared object takes every object of every room and shows only what cmake/raven_symbols.map names.
  get_property(rooms GLOBAL PROPERTY RAVEN_ROOMS)
  get_property(libraries GLOBAL PROPERTY RAVEN_LIBRARIES)
  list(REMOVE_DUPLICATES libraries)
  set(objects "")
  foreach(room ${rooms})
    list(APPEND objects $<TARGET_OBJECTS:raven_${room}>)
  endforeach()
  add_library(raven_shared SHARED ${objects})
  set_target_properties(raven_shared PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(raven_shared PRIVATE ${libraries} Threads::Threads)
  add_library(raven::raven ALIAS raven_shared)
  set_target_properties(raven_shared PROPERTIES
    OUTPUT_NAME raven EXPORT_NAME raven VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
    LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/raven_symbols.map VERIFY_INTERFACE_HEADER_SETS ON)
  target_compile_features(raven_shared PUBLIC cxx_std_20)
  target_sources(raven_shared PUBLIC FILE_SET HEADERS
    BASE_DIRS ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include
    FILES ${PROJECT_SOURCE_DIR}/include/raven/raven.h ${PROJECT_SOURCE_DIR}/include/raven/record.h
          ${PROJECT_SOURCE_DIR}/include/raven/result.h ${PROJECT_BINARY_DIR}/include/raven/version.h)
  target_link_options(raven_shared PRIVATE -Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/raven_symbols.map)

  raven_manual()

  if(NOT PROJECT_IS_TOP_LEVEL)
    return()
  endif()
  set(package ${CMAKE_INSTALL_LIBDIR}/cmake/raven)
  install(TARGETS raven_command RUNTIME)
  install(TARGETS raven_shared EXPORT raven_targets LIBRARY FILE_SET HEADERS)
  install(EXPORT raven_targets NAMESPACE raven:: FILE raven-config.cmake DESTINATION ${package})
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/raven-config-version.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/raven-config-version.cmake DESTINATION ${package})
  # Paths relative to the file, so that the tree can be moved and --prefix be chosen at install time.
  file(RELATIVE_PATH RAVEN_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/raven.pc.in ${PROJECT_BINARY_DIR}/raven.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/raven.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES ${PROJECT_SOURCE_DIR}/completions/raven.bash
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME raven)
endfunction()

# man/*.scd -> build/man/*, installed as section 1.
function(raven_manual)
  find_program(RAVEN_SCDOC scdoc REQUIRED)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.1.scd)
  set(pages "")
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WLE)
    set(page ${PROJECT_BINARY_DIR}/man/${name})
    add_custom_command(OUTPUT ${page} COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
                       COMMAND ${RAVEN_SCDOC} < ${source} > ${page} DEPENDS ${source} VERBATIM
                       COMMENT "Manual page ${name}")
    list(APPEND pages ${page})
  endforeach()
  add_custom_target(raven_man ALL DEPENDS ${pages})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()
