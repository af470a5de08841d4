# SPDX-License-Identifier: Apache-2.0
# The trainer of knowledge/reading/text_blocks.tsv (see knowledge/reading/README.md). Built on demand only.
add_executable(raven_train_text_blocks EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tools/train_text_blocks.cpp)
set_target_properties(raven_train_text_blocks PROPERTIES OUTPUT_NAME train_text_blocks)
target_link_libraries(raven_train_text_blocks PRIVATE raven::read raven_flags)
