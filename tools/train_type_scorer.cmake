# SPDX-License-Identifier: Apache-2.0
# The trainer of knowledge/models/events.model (see knowledge/models/README.md). Built on demand only.
add_executable(raven_train_type_scorer EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tools/train_type_scorer.cpp)
set_target_properties(raven_train_type_scorer PROPERTIES OUTPUT_NAME train_type_scorer)
target_link_libraries(raven_train_type_scorer PRIVATE raven::engine raven_flags)
