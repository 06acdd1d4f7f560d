#pragma once
// The model files of model/, linked into the program's read-only data: nothing is loaded or
// copied, the pages that are looked at are mapped by the kernel.
#include <cstddef>

namespace banxin::language {

struct EmbeddedFile {
  const unsigned char* data;
  std::size_t size;
};

EmbeddedFile embedded_han_model();
EmbeddedFile embedded_cut_model();
EmbeddedFile embedded_eaten_model();
EmbeddedFile embedded_gap_model();
EmbeddedFile embedded_gap_reader();
EmbeddedFile embedded_readings();
EmbeddedFile embedded_word_model();

}  // namespace banxin::language
