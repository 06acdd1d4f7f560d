#include "language/embedded.h"

// C++20 has no #embed; the assembler's .incbin does the same for GCC and clang on every ELF target.
// BANXIN_LANGUAGE_MODEL is the folder, given by src/CMakeLists.txt.
#define BANXIN_EMBED(symbol, file)                \
  __asm__(".section .rodata\n.balign 16\n" symbol \
          ":\n"                                   \
          ".incbin \"" BANXIN_LANGUAGE_MODEL "/" file "\"\n" symbol "_end:\n.byte 0\n.previous\n")

BANXIN_EMBED("banxin_han_model", "han_model.bin");
BANXIN_EMBED("banxin_readings", "readings.bin");
BANXIN_EMBED("banxin_gap_model", "gap_model.bin");
BANXIN_EMBED("banxin_gap_reader", "gap_reader.bin");
BANXIN_EMBED("banxin_eaten_model", "eaten_model.bin");
BANXIN_EMBED("banxin_cut_model", "cut_model.bin");
BANXIN_EMBED("banxin_word_model", "word_model.bin");

extern "C" {
extern const unsigned char banxin_han_model[];
extern const unsigned char banxin_han_model_end[];
extern const unsigned char banxin_readings[];
extern const unsigned char banxin_readings_end[];
extern const unsigned char banxin_cut_model[];
extern const unsigned char banxin_cut_model_end[];
extern const unsigned char banxin_eaten_model[];
extern const unsigned char banxin_eaten_model_end[];
extern const unsigned char banxin_gap_model[];
extern const unsigned char banxin_gap_model_end[];
extern const unsigned char banxin_gap_reader[];
extern const unsigned char banxin_gap_reader_end[];
extern const unsigned char banxin_word_model[];
extern const unsigned char banxin_word_model_end[];
}

namespace banxin::language {

EmbeddedFile embedded_han_model() {
  return {banxin_han_model, static_cast<std::size_t>(banxin_han_model_end - banxin_han_model)};
}

EmbeddedFile embedded_cut_model() {
  return {banxin_cut_model, static_cast<std::size_t>(banxin_cut_model_end - banxin_cut_model)};
}

EmbeddedFile embedded_eaten_model() {
  return {banxin_eaten_model,
          static_cast<std::size_t>(banxin_eaten_model_end - banxin_eaten_model)};
}

EmbeddedFile embedded_gap_model() {
  return {banxin_gap_model, static_cast<std::size_t>(banxin_gap_model_end - banxin_gap_model)};
}

EmbeddedFile embedded_gap_reader() {
  return {banxin_gap_reader, static_cast<std::size_t>(banxin_gap_reader_end - banxin_gap_reader)};
}

EmbeddedFile embedded_word_model() {
  return {banxin_word_model, static_cast<std::size_t>(banxin_word_model_end - banxin_word_model)};
}

EmbeddedFile embedded_readings() {
  return {banxin_readings, static_cast<std::size_t>(banxin_readings_end - banxin_readings)};
}

}  // namespace banxin::language
