// background, border-radius, border-image: CSS Backgrounds 3.
#include <algorithm>
#include <array>

#include "css/shorthand_parts.h"

namespace banxin::css {

struct ShorthandParts::Layer {
  std::string_view image, position, size, repeat, attachment, origin, clip, color;
};

// NOLINTNEXTLINE(readability-function-size): one grammar, read in one go
bool ShorthandParts::background_layer(std::size_t begin, std::size_t end, bool last, Layer& layer) {
  const auto take = [&](std::string_view& field, Property property, std::size_t at,
                        std::size_t to) {
    if (!field.empty() || !accepts(property, slice(at, to))) return false;
    field = slice(at, to);
    return true;
  };
  std::size_t at = begin;
  while (at < end) {
    if (take(layer.image, Property::background_image, at, at + 1)) {
      ++at;
    } else if (take(layer.attachment, Property::background_attachment, at, at + 1)) {
      ++at;
    } else if (at + 1 < end && take(layer.repeat, Property::background_repeat, at, at + 2)) {
      at += 2;
    } else if (take(layer.repeat, Property::background_repeat, at, at + 1)) {
      ++at;
    } else if (take(layer.origin, Property::background_origin, at, at + 1) ||
               take(layer.clip, Property::background_clip, at, at + 1)) {
      ++at;
    } else if (last && take(layer.color, Property::background_color, at, at + 1)) {
      ++at;
    } else {
      if (!layer.position.empty()) return false;
      std::size_t stop = std::min(end, at + 4);
      while (stop > at && !accepts(Property::object_position, slice(at, stop)))
        --stop;
      if (stop == at) return false;
      layer.position = slice(at, stop);
      at = stop;
      if (at < end && parts_[at] == "/") {
        ++at;
        if (at + 1 < end && take(layer.size, Property::background_size, at, at + 2)) {
          at += 2;
        } else if (at < end && take(layer.size, Property::background_size, at, at + 1)) {
          ++at;
        } else {
          return false;
        }
      }
    }
  }
  return true;
}

namespace {

// The two axes of one <position>, as texts: keywords go where they belong.
struct Axes {
  std::string x, y;
};
bool is_vertical(std::string_view word) {
  return equals_ignoring_case(word, "top") || equals_ignoring_case(word, "bottom");
}
bool is_horizontal(std::string_view word) {
  return equals_ignoring_case(word, "left") || equals_ignoring_case(word, "right");
}

Axes split_position(std::span<const std::string_view> words) {
  if (words.empty()) return {"0%", "0%"};
  if (words.size() == 1) {
    const std::string word(words[0]);
    return is_vertical(word) ? Axes{"center", word} : Axes{word, "center"};
  }
  if (words.size() == 2) {
    const bool swapped = is_vertical(words[0]) || is_horizontal(words[1]);
    return swapped ? Axes{std::string(words[1]), std::string(words[0])}
                   : Axes{std::string(words[0]), std::string(words[1])};
  }
  Axes axes;
  std::string* current = nullptr;
  for (const std::string_view word : words) {
    if (is_horizontal(word)) {
      current = &axes.x;
    } else if (is_vertical(word)) {
      current = &axes.y;
    } else if (equals_ignoring_case(word, "center")) {
      const bool to_x = current == nullptr ? !is_horizontal(words[1]) : current == &axes.y;
      current = to_x ? &axes.x : &axes.y;
    }
    if (current == nullptr) return {"0%", "0%"};
    if (!current->empty()) *current += ' ';
    *current += word;
  }
  if (axes.x.empty()) axes.x = "center";
  if (axes.y.empty()) axes.y = "center";
  return axes;
}

std::vector<std::string_view> words_of(std::string_view text, Arena& memory) {
  std::vector<std::string_view> words;
  const std::vector<Token> tokens = tokenize(text);
  TokenCursor cursor(text, tokens, memory);
  while (!cursor.at_end()) {
    TokenCursor next = cursor;
    next.skip();
    words.push_back(cursor.slice(next));
    cursor = next;
  }
  return words;
}

// "a, b, c"; nothing at all when every item is `normal`.
class LayerText {
 public:
  void add(std::string_view text, std::string_view normal) {
    if (count_++ > 0) text_ += ", ";
    text_ += text.empty() ? normal : text;
    any_ = any_ || !text.empty();
  }
  std::string_view take(Arena& memory) const {
    return any_ ? memory.copy(std::string_view(text_)) : std::string_view{};
  }

 private:
  std::string text_;
  int count_ = 0;
  bool any_ = false;
};

}  // namespace

bool ShorthandParts::background() {
  LayerText image, x, y, size, repeat, attachment, origin, clip;
  std::string_view color;
  std::size_t begin = 0;
  while (begin <= parts_.size()) {
    const std::size_t end = find(",", begin, parts_.size());
    const bool last = end == parts_.size();
    Layer layer;
    if (begin == end || !background_layer(begin, end, last, layer)) return false;
    image.add(layer.image, "none");
    const std::vector<std::string_view> words = words_of(layer.position, context_.memory);
    const Axes axes = split_position(words);
    x.add(layer.position.empty() ? "" : std::string_view(axes.x), "0%");
    y.add(layer.position.empty() ? "" : std::string_view(axes.y), "0%");
    size.add(layer.size, "auto");
    repeat.add(layer.repeat, "repeat");
    attachment.add(layer.attachment, "scroll");
    origin.add(layer.origin, "padding-box");
    // §3.10: one box is both, two are origin and clip.
    clip.add(layer.clip.empty() ? layer.origin : layer.clip, "border-box");
    color = layer.color;
    begin = end + 1;
  }
  Arena& memory = context_.memory;
  set(Property::background_image, image.take(memory));
  set(Property::background_position_x, x.take(memory));
  set(Property::background_position_y, y.take(memory));
  set(Property::background_size, size.take(memory));
  set(Property::background_repeat, repeat.take(memory));
  set(Property::background_attachment, attachment.take(memory));
  set(Property::background_origin, origin.take(memory));
  set(Property::background_clip, clip.take(memory));
  set(Property::background_color, color);
  return true;
}

bool ShorthandParts::background_position() {
  LayerText x, y;
  std::size_t begin = 0;
  while (begin <= parts_.size()) {
    const std::size_t end = find(",", begin, parts_.size());
    if (begin == end || !accepts(Property::object_position, slice(begin, end))) return false;
    const Axes axes =
        split_position(std::span<const std::string_view>(parts_).subspan(begin, end - begin));
    x.add(axes.x, "");
    y.add(axes.y, "");
    begin = end + 1;
  }
  set(Property::background_position_x, x.take(context_.memory));
  set(Property::background_position_y, y.take(context_.memory));
  return true;
}

bool ShorthandParts::border_radius(std::span<const Property> longhands) {
  const std::size_t slash = find("/", 0, parts_.size());
  const auto corner = [](std::size_t count, std::size_t index) -> std::size_t {
    if (index < count) return index;
    return index == 3 && count > 1 ? 1 : 0;
  };
  const std::size_t vertical = slash < parts_.size() ? parts_.size() - slash - 1 : 0;
  if (slash == 0 || slash > 4 || vertical > 4 || (slash < parts_.size() && vertical == 0)) {
    return false;
  }
  for (std::size_t i = 0; i < 4; ++i) {
    std::string text(parts_[corner(slash, i)]);
    if (vertical > 0) {
      text += ' ';
      text += parts_[slash + 1 + corner(vertical, i)];
    }
    set(longhands[i], keep_text(text));
  }
  return true;
}

bool ShorthandParts::border_image() {
  std::string_view source, slices, width, outset, repeat;
  std::size_t at = 0;
  while (at < parts_.size()) {
    if (source.empty() && accepts(Property::border_image_source, parts_[at])) {
      source = parts_[at++];
      continue;
    }
    std::size_t end = std::min(parts_.size(), at + 5);
    const auto longest = [&](Property property) {
      end = std::min(parts_.size(), at + 5);
      while (end > at && !accepts(property, slice(at, end)))
        --end;
      return end > at;
    };
    if (repeat.empty() && longest(Property::border_image_repeat)) {
      repeat = slice(at, end);
      at = end;
    } else if (slices.empty() && longest(Property::border_image_slice)) {
      slices = slice(at, end);
      at = end;
      if (at >= parts_.size() || parts_[at] != "/") continue;
      ++at;
      if (longest(Property::border_image_width)) {
        width = slice(at, end);
        at = end;
      }
      if (at >= parts_.size() || parts_[at] != "/") continue;
      ++at;
      if (!longest(Property::border_image_outset)) return false;
      outset = slice(at, end);
      at = end;
    } else {
      return false;
    }
  }
  set(Property::border_image_source, source);
  set(Property::border_image_slice, slices);
  set(Property::border_image_width, width);
  set(Property::border_image_outset, outset);
  set(Property::border_image_repeat, repeat);
  return true;
}

}  // namespace banxin::css
