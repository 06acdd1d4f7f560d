#include "font/cid_font.h"

#include <hb.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace banxin::font {
namespace {

// -- bytes (Adobe Technical Note 5176, The Compact Font Format)

void put(std::string& out, std::uint32_t value, int size) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
    out += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
}

// §4, table 3. Offsets are written in five bytes, so that sizes are known before values.
void put_offset(std::string& dict, std::size_t value) {
  dict += '\x1D';
  put(dict, static_cast<std::uint32_t>(value), 4);
}
void put_integer(std::string& out, int value) {
  if (value >= -107 && value <= 107) {
    out += static_cast<char>(value + 139);
  } else if (value >= 108 && value <= 1131) {
    const int rest = value - 108;
    out += static_cast<char>(247 + rest / 256);
    out += static_cast<char>(rest % 256);
  } else if (value >= -1131 && value <= -108) {
    const int rest = -value - 108;
    out += static_cast<char>(251 + rest / 256);
    out += static_cast<char>(rest % 256);
  } else {
    out += '\x1C';
    put(out, static_cast<std::uint32_t>(std::clamp(value, -32768, 32767)) & 0xFFFFU, 2);
  }
}
// 1/units as a real number, §4, table 5.
void put_reciprocal(std::string& dict, int units) {
  const auto digits =
      std::to_string(static_cast<long long>(std::llround(1e9 / std::max(1, units))));  // of 1e-9
  std::string nibbles;
  for (const char c : digits)
    nibbles += static_cast<char>(c - '0');
  nibbles += '\x0C';  // E−
  nibbles += '\x09';
  nibbles += '\x0F';
  if (nibbles.size() % 2 != 0) nibbles += '\x0F';
  dict += '\x1E';
  for (std::size_t i = 0; i < nibbles.size(); i += 2)
    dict += static_cast<char>(nibbles[i] << 4 | nibbles[i + 1]);
}
void put_operator(std::string& dict, int code) {
  if (code >= 256) dict += '\x0C';
  dict += static_cast<char>(code & 0xFF);
}
constexpr int kEscape = 256;  // 12 before the operator

// §5.
std::string make_index(const std::vector<std::string>& items) {
  std::string out;
  put(out, static_cast<std::uint32_t>(items.size()), 2);
  if (items.empty()) return out;
  std::size_t total = 1;
  for (const std::string& item : items)
    total += item.size();
  const int size = total < 0x100 ? 1 : (total < 0x10000 ? 2 : (total < 0x1000000 ? 3 : 4));
  put(out, static_cast<std::uint32_t>(size), 1);
  std::size_t offset = 1;
  put(out, 1, size);
  for (const std::string& item : items) {
    offset += item.size();
    put(out, static_cast<std::uint32_t>(offset), size);
  }
  for (const std::string& item : items)
    out += item;
  return out;
}

// -- outlines as Type 2 charstrings (Adobe Technical Note 5177)

class CharString {
 public:
  void start(int width) { put_integer(code_, width); }  // nominalWidthX is 0
  void move(double x, double y) {
    flush();
    const auto [dx, dy] = step(x, y);
    if (dy == 0) {
      put_integer(code_, dx);
      code_ += '\x16';  // hmoveto
    } else if (dx == 0) {
      put_integer(code_, dy);
      code_ += '\x04';  // vmoveto
    } else {
      put_integer(code_, dx);
      put_integer(code_, dy);
      code_ += '\x15';  // rmoveto
    }
  }
  void line(double x, double y) {
    const auto [dx, dy] = step(x, y);
    if (dx == 0 && dy == 0) return;
    add('\x05', {dx, dy});  // rlineto
  }
  void curve(std::array<double, 6> points) {
    const auto [ax, ay] = step(points[0], points[1]);
    const auto [bx, by] = step(points[2], points[3]);
    const auto [cx, cy] = step(points[4], points[5]);
    add('\x08', {ax, ay, bx, by, cx, cy});  // rrcurveto
  }
  std::string finish() {
    flush();
    code_ += '\x0E';  // endchar
    return std::move(code_);
  }

 private:
  // Interpreters must take 48 arguments (appendix B).
  static constexpr std::size_t kMostArguments = 48;

  std::pair<int, int> step(double x, double y) {
    const int to_x = static_cast<int>(std::lround(std::clamp(x, -16000.0, 16000.0)));
    const int to_y = static_cast<int>(std::lround(std::clamp(y, -16000.0, 16000.0)));
    const std::pair<int, int> by{to_x - x_, to_y - y_};
    x_ = to_x;
    y_ = to_y;
    return by;
  }
  // Segments of one kind go together under one operator.
  void add(char code, std::initializer_list<int> arguments) {
    if (code != pending_ || arguments_.size() + arguments.size() > kMostArguments) flush();
    pending_ = code;
    arguments_.insert(arguments_.end(), arguments);
  }
  void flush() {
    if (arguments_.empty()) return;
    if (pending_ == '\x08') {
      flush_curves();
    } else {
      flush_lines();
    }
    arguments_.clear();
    pending_ = 0;
  }
  void flush_lines() {
    // Lines along the axes in turn are the common case of printed characters.
    bool alternates = true;
    for (std::size_t i = 0; i < arguments_.size() && alternates; i += 2) {
      const bool horizontal = arguments_[i + 1] == 0, vertical = arguments_[i] == 0;
      const bool starts_horizontal = arguments_[1] == 0;
      alternates = (i / 2 % 2 == 0) == starts_horizontal ? horizontal : vertical;
    }
    if (!alternates) {
      for (const int argument : arguments_)
        put_integer(code_, argument);
      code_ += '\x05';
      return;
    }
    for (std::size_t i = 0; i < arguments_.size(); i += 2)
      put_integer(code_, arguments_[i] != 0 ? arguments_[i] : arguments_[i + 1]);
    code_ += arguments_[1] == 0 ? '\x06' : '\x07';  // hlineto, vlineto
  }
  void flush_curves() {
    std::size_t i = 0;
    while (i < arguments_.size()) {
      const std::size_t run = axis_run(i);
      if (run > 0) {
        put_axis_curves(i, run);
        i += run * 6;
        continue;
      }
      for (; i < arguments_.size() && axis_run(i) == 0; i += 6) {
        for (std::size_t k = 0; k < 6; ++k)
          put_integer(code_, arguments_[i + k]);
      }
      code_ += '\x08';
    }
  }
  // How many curves from `at` leave along one axis and arrive along the other, in turn: hvcurveto
  // and vhcurveto.
  std::size_t axis_run(std::size_t at) const {
    std::size_t count = 0;
    bool horizontal = arguments_[at + 1] == 0;
    for (; at < arguments_.size(); at += 6, ++count, horizontal = !horizontal) {
      const int* a = arguments_.data() + at;
      const bool fits = horizontal ? a[1] == 0 && a[4] == 0 : a[0] == 0 && a[5] == 0;
      if (!fits) break;
    }
    return count;
  }
  void put_axis_curves(std::size_t at, std::size_t count) {
    const bool starts_horizontal = arguments_[at + 1] == 0;
    for (std::size_t i = 0; i < count; ++i) {
      const int* a = arguments_.data() + at + i * 6;
      const bool horizontal = (i % 2 == 0) == starts_horizontal;
      put_integer(code_, horizontal ? a[0] : a[1]);
      put_integer(code_, a[2]);
      put_integer(code_, a[3]);
      put_integer(code_, horizontal ? a[5] : a[4]);
    }
    code_ += starts_horizontal ? '\x1F' : '\x1E';
  }

  std::string code_;
  std::vector<int> arguments_;
  char pending_ = 0;
  int x_ = 0, y_ = 0;
};

CharString& target(void* data) {
  return *static_cast<CharString*>(data);
}
void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  target(data).move(static_cast<double>(x), static_cast<double>(y));
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  target(data).line(static_cast<double>(x), static_cast<double>(y));
}
// HarfBuzz raises quadratic curves to cubic ones when no function takes them.
// NOLINTNEXTLINE(readability-function-size): the signature is HarfBuzz's
void cubic_to(hb_draw_funcs_t*,
              void* data,
              hb_draw_state_t*,
              float ax,
              float ay,
              float bx,
              float by,
              float x,
              float y,
              void*) {
  target(data).curve({static_cast<double>(ax), static_cast<double>(ay), static_cast<double>(bx),
                      static_cast<double>(by), static_cast<double>(x), static_cast<double>(y)});
}

std::vector<std::string> draw_glyphs(const Face& face,
                                     unsigned count,
                                     std::span<const std::uint32_t> glyphs) {
  hb_draw_funcs_t* functions = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(functions, move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(functions, line_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(functions, cubic_to, nullptr, nullptr);
  std::vector<std::string> out(count, std::string("\x0E", 1));
  const auto draw = [&](std::uint32_t glyph) {
    if (glyph >= count) return;
    CharString code;
    code.start(hb_font_get_glyph_h_advance(face.harfbuzz_font(), glyph));
    hb_font_get_glyph_shape(face.harfbuzz_font(), glyph, functions, &code);
    out[glyph] = code.finish();
  };
  draw(0);
  for (const std::uint32_t glyph : glyphs)
    if (glyph != 0) draw(glyph);
  hb_draw_funcs_destroy(functions);
  return out;
}

// -- the font

// A PostScript name's characters (§7 of 5176).
std::string font_name(const Face& face) {
  std::string name;
  for (const char c : face.postscript_name()) {
    if (c > 0x20 && c < 0x7F && std::string_view("[](){}<>/%").find(c) == std::string_view::npos) {
      name += c;
    }
  }
  return name.empty() ? "Font" : name.substr(0, 100);
}

struct Places {
  std::size_t charset = 0, fd_select = 0, char_strings = 0, fd_array = 0;
};

std::string make_top_dict(const Places& places, unsigned glyphs, int units_per_em) {
  std::string dict;
  put_integer(dict, 391);  // ROS: the first two strings of our own
  put_integer(dict, 392);
  put_integer(dict, 0);
  put_operator(dict, kEscape + 30);
  if (units_per_em != 1000) {
    put_reciprocal(dict, units_per_em);
    put_integer(dict, 0);
    put_integer(dict, 0);
    put_reciprocal(dict, units_per_em);
    put_integer(dict, 0);
    put_integer(dict, 0);
    put_operator(dict, kEscape + 7);  // FontMatrix
  }
  put_offset(dict, glyphs);
  put_operator(dict, kEscape + 34);  // CIDCount
  put_offset(dict, places.charset);
  put_operator(dict, 15);
  put_offset(dict, places.char_strings);
  put_operator(dict, 17);
  put_offset(dict, places.fd_array);
  put_operator(dict, kEscape + 36);
  put_offset(dict, places.fd_select);
  put_operator(dict, kEscape + 37);
  return dict;
}

std::string make_cff(const Face& face, unsigned count, std::span<const std::uint32_t> glyphs) {
  const int units = face.metrics().units_per_em;
  const std::string head = std::string("\1\0\4\4", 4) + make_index({font_name(face)});
  const std::string strings = make_index({"Adobe", "Identity"}) + make_index({});
  std::string charset("\2", 1);
  put(charset, 1, 2);
  put(charset, count - 2, 2);
  std::string fd_select("\3", 1);
  put(fd_select, 1, 2);
  put(fd_select, 0, 3);
  put(fd_select, count, 2);
  const std::string char_strings = make_index(draw_glyphs(face, count, glyphs));

  Places places;
  const std::size_t top_size = make_index({make_top_dict(places, count, units)}).size();
  places.charset = head.size() + top_size + strings.size();
  places.fd_select = places.charset + charset.size();
  places.char_strings = places.fd_select + fd_select.size();
  const std::size_t private_dict = places.char_strings + char_strings.size();
  std::string private_bytes;
  put_integer(private_bytes, 0);
  put_operator(private_bytes, 20);  // defaultWidthX
  put_integer(private_bytes, 0);
  put_operator(private_bytes, 21);  // nominalWidthX
  places.fd_array = private_dict + private_bytes.size();
  std::string font_dict;
  put_integer(font_dict, static_cast<int>(private_bytes.size()));
  put_offset(font_dict, private_dict);
  put_operator(font_dict, 18);
  return head + make_index({make_top_dict(places, count, units)}) + strings + charset + fd_select +
         char_strings + private_bytes + make_index({font_dict});
}

bool has_table(const Face& face, hb_tag_t tag) {
  hb_blob_t* blob = hb_face_reference_table(face.harfbuzz_face(), tag);
  const bool found = hb_blob_get_length(blob) > 0;
  hb_blob_destroy(blob);
  return found;
}

void add_table(hb_face_t* builder, hb_tag_t tag, const std::string& bytes) {
  hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr);
  hb_face_builder_add_table(builder, tag, blob);
  hb_blob_destroy(blob);
}

// Advances of the glyphs used, in the face's own instance.
std::string make_hmtx(const Face& face, unsigned count, std::span<const std::uint32_t> glyphs) {
  std::vector<int> advances(count, 0);
  for (const std::uint32_t glyph : glyphs) {
    if (glyph < count) advances[glyph] = hb_font_get_glyph_h_advance(face.harfbuzz_font(), glyph);
  }
  std::string out;
  for (const int advance : advances) {
    put(out, static_cast<std::uint32_t>(std::clamp(advance, 0, 0xFFFF)), 2);
    put(out, 0, 2);
  }
  return out;
}

}  // namespace

bool is_cid_keyed(const Face& face) {
  hb_blob_t* blob = hb_face_reference_table(face.harfbuzz_face(), HB_TAG('C', 'F', 'F', ' '));
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  const std::string_view cff(data, length);
  // A CID-keyed font's Top DICT begins with ROS: two string numbers, a supplement, 12 30.
  bool found = false;
  if (cff.size() > 8) {
    const std::string_view head = cff.substr(0, std::min<std::size_t>(cff.size(), 400));
    const std::size_t ros = head.find("\x0C\x1E");
    found = ros != std::string_view::npos && ros < 160;
  }
  hb_blob_destroy(blob);
  return found;
}

Result<std::string> make_cid_font(const Face& face, std::span<const std::uint32_t> glyphs) {
  constexpr hb_tag_t kGlyf = HB_TAG('g', 'l', 'y', 'f');
  constexpr hb_tag_t kCff = HB_TAG('C', 'F', 'F', ' ');
  constexpr hb_tag_t kCff2 = HB_TAG('C', 'F', 'F', '2');
  const unsigned most = hb_face_get_glyph_count(face.harfbuzz_face());
  unsigned count = 2;
  for (const std::uint32_t glyph : glyphs)
    count = std::max(count, std::min(glyph, most) + 1);
  if (count > 0xFFFF ||
      !(has_table(face, kGlyf) || has_table(face, kCff) || has_table(face, kCff2))) {
    return Error{ErrorCode::Unusable, face.path(), "it has no outlines"};
  }
  hb_face_t* builder = hb_face_builder_create();
  add_table(builder, kCff, make_cff(face, count, glyphs));
  add_table(builder, HB_TAG('h', 'm', 't', 'x'), make_hmtx(face, count, glyphs));
  std::string maxp;
  put(maxp, 0x00005000, 4);
  put(maxp, count, 2);
  add_table(builder, HB_TAG('m', 'a', 'x', 'p'), maxp);
  std::string post;
  put(post, 0x00030000, 4);
  post.append(28, '\0');
  add_table(builder, HB_TAG('p', 'o', 's', 't'), post);
  for (const hb_tag_t tag : {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('n', 'a', 'm', 'e'),
                             HB_TAG('O', 'S', '/', '2'), HB_TAG('h', 'h', 'e', 'a')}) {
    hb_blob_t* blob = hb_face_reference_table(face.harfbuzz_face(), tag);
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    std::string bytes(data, length);
    hb_blob_destroy(blob);
    if (tag == HB_TAG('h', 'h', 'e', 'a') && bytes.size() >= 36) {
      bytes.resize(34);
      put(bytes, count, 2);  // numberOfHMetrics
    }
    if (!bytes.empty()) add_table(builder, tag, bytes);
  }
  hb_blob_t* blob = hb_face_reference_blob(builder);
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  std::string out(data, length);
  hb_blob_destroy(blob);
  hb_face_destroy(builder);
  return out;
}

}  // namespace banxin::font
