# SPDX-License-Identifier: Apache-2.0
# raven_room(<name> [USES <room>...] [LINKS <library>...])
#   src/<name>/**.cpp          -> static library raven_<name>, alias raven::<name>
#   src/<name>/**_test.cpp     -> test program raven_<name>_test
#   src/<name>/**.h            -> each compiled alone (target all_verify_interface_header_sets)
# The USES line is also read by tools/check_rooms.py, which holds the includes to it.

include(GoogleTest)

function(raven_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS" ${ARGN})
  set(folder ${PROJECT_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${folder}/*.h)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  if(NOT sources)
    message(STATUS "room ${name} has no sources yet")
    return()
  endif()

  add_library(raven_${name} STATIC ${sources})
  add_library(raven::${name} ALIAS raven_${name})
  target_sources(raven_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${headers})
  set_target_properties(raven_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_include_directories(raven_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>)
  target_link_libraries(raven_${name} PRIVATE raven_flags)
  foreach(room ${ROOM_USES})
    if(NOT TARGET raven_${room})
      continue()
    endif()
    target_link_libraries(raven_${name} PUBLIC raven::${room})
  endforeach()
  foreach(library ${ROOM_LINKS})
    target_link_libraries(raven_${name} PUBLIC raven_lib_${library})
    set_property(GLOBAL APPEND PROPERTY RAVEN_LIBRARIES raven_lib_${library})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY RAVEN_ROOMS ${name})

  if(tests AND PROJECT_IS_TOP_LEVEL AND RAVEN_TESTS)
    find_package(GTest REQUIRED)
    add_executable(raven_${name}_test ${tests})
    target_link_libraries(raven_${name}_test PRIVATE raven::${name} raven_flags GTest::gtest GTest::gtest_main)
    target_compile_definitions(raven_${name}_test PRIVATE RAVEN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    gtest_discover_tests(raven_${name}_test TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120
                         PROPERTIES TIMEOUT 120)
  endif()
endfunction()

# raven_program(cli ...): the raven command; a customer of <raven/...> like any other.
function(raven_program folder)
  cmake_parse_arguments(PROGRAM "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(raven_command ${sources})
  set_target_properties(raven_command PROPERTIES OUTPUT_NAME raven)
  target_include_directories(raven_command PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(raven_command PRIVATE raven::engine raven_flags Threads::Threads)
  foreach(library ${PROGRAM_LINKS})
    target_link_libraries(raven_command PRIVATE raven_lib_${library})
  endforeach()
endfunction()
