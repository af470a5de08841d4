# SPDX-License-Identifier: Apache-2.0
# The trainer of knowledge/models/sentences.model (see knowledge/models/README.md). Built on demand only.
add_executable(raven_train_sentences EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tools/train_sentences.cpp)
set_target_properties(raven_train_sentences PROPERTIES OUTPUT_NAME train_sentences)
target_link_libraries(raven_train_sentences PRIVATE raven::language raven_flags)
