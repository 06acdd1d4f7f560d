#include "paint/dump.h"

#include <array>
#include <charconv>
#include <cmath>

#include "font/face.h"
#include "image/image.h"

namespace banxin::paint {
namespace {

void write_number(std::string& out, double number) {
  // Rounded first, so that the last digit of a sum never shows; −0 is 0.
  const double rounded = std::round(number * 1000) / 1000 + 0.0;
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded).ptr;
  out.append(buffer.data(), end);
}

void write_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  out += '"';
}

class Dumper {
 public:
  explicit Dumper(const DisplayList& list) : list_(list) {}

  std::string run() {
    out_ += "page ";
    number(list_.width);
    out_ += 'x';
    number(list_.height);
    if (!list_.label.empty()) word("label"), quoted(list_.label);
    out_ += '\n';
    for (const Item& item : list_.items) {
      if (std::holds_alternative<Pop>(item) && depth_ > 0) --depth_;
      out_.append(2 + depth_ * 2, ' ');
      std::visit([this](const auto& one) { write(one); }, item);
      out_ += '\n';
    }
    return std::move(out_);
  }

 private:
  void number(double value) { write_number(out_, value); }
  void word(std::string_view text) {
    out_ += ' ';
    out_ += text;
  }
  void quoted(std::string_view text) {
    out_ += ' ';
    write_quoted(out_, text);
  }
  void pair(double x, double y) {
    out_ += ' ';
    number(x);
    out_ += ',';
    number(y);
  }
  void area(const Area& area) {
    pair(area.x, area.y);
    out_ += ' ';
    number(area.width);
    out_ += 'x';
    number(area.height);
  }
  void colour(const Colour& colour) {
    static constexpr char kDigits[] = "0123456789abcdef";
    out_ += " #";
    const auto channel = [this](float value) {
      const auto byte = static_cast<unsigned>(std::lround(value * 255.0F)) & 0xFFU;
      out_ += kDigits[byte >> 4U];
      out_ += kDigits[byte & 15U];
    };
    channel(colour.red);
    channel(colour.green);
    channel(colour.blue);
    if (colour.alpha < 1) channel(colour.alpha);
  }
  void tag(TagId id) {
    if (id == kArtifact) return;
    word("tag=");
    number(id);
  }
  void path(const Path& path) {
    std::size_t point = 0;
    for (const Verb verb : path.verbs) {
      out_ += ' ';
      out_ += "MLCZ"[static_cast<std::size_t>(verb)];
      const int count = verb == Verb::Close ? 0 : (verb == Verb::Curve ? 3 : 1);
      for (int i = 0; i < count; ++i, ++point)
        pair(path.points[point].x, path.points[point].y);
    }
  }
  void gradient(const Gradient& gradient) {
    constexpr std::string_view kShapes[] = {"linear", "radial", "conic"};
    if (gradient.repeating) word("repeating");
    word(kShapes[static_cast<std::size_t>(gradient.shape)]);
    pair(gradient.start.x, gradient.start.y);
    if (gradient.shape == GradientShape::Linear) pair(gradient.end.x, gradient.end.y);
    if (gradient.shape == GradientShape::Radial) pair(gradient.radius.x, gradient.radius.y);
    if (gradient.shape == GradientShape::Conic) {
      out_ += ' ';
      number(gradient.angle);
    }
    for (const GradientStop& stop : gradient.stops) {
      out_ += ' ';
      number(stop.offset);
      colour(stop.colour);
    }
  }
  void image(const image::Image* image) {
    if (image != nullptr)
      quoted(image->is_vector() || image->url().size() < 80 ? image->url() : "data:…");
  }

  void write(const GlyphRun& run) {
    constexpr std::string_view kDirections[] = {"", "upright", "rotated", "rotated-ccw"};
    out_ += run.is_shape ? "shape" : "text";
    pair(run.origin.x, run.origin.y);
    if (run.face != nullptr) word(run.face->postscript_name());
    out_ += ' ';
    number(run.font_size.to_px());
    if (run.direction != RunDirection::Horizontal) {
      word(kDirections[static_cast<std::size_t>(run.direction)]);
    }
    if (run.right_to_left) word("rtl");
    if (run.horizontal_scale != 1) {
      word("scale=");
      number(run.horizontal_scale);
    }
    if (run.blur > 0) {
      word("blur=");
      number(run.blur);
    }
    colour(run.colour);
    tag(run.tag);
    quoted(list_.text_of(run));
    double length = 0;
    for (const Glyph& glyph : list_.glyphs_of(run))
      length += glyph.advance.to_px();
    word("length=");
    number(length);
  }
  void write(const FillRect& item) {
    out_ += "rect";
    area(item.area);
    colour(item.colour);
  }
  void write(const FillPath& item) {
    out_ += "fill";
    if (item.rule == FillRule::EvenOdd) word("even-odd");
    if (const auto* plain = std::get_if<Colour>(&item.paint)) {
      colour(*plain);
    } else {
      gradient(list_.gradients[std::get<GradientId>(item.paint).index]);
    }
    path(item.path);
  }
  void write(const StrokePath& item) {
    out_ += "stroke ";
    number(item.width);
    if (item.round) word("round");
    if (!item.dashes.empty()) {
      word("dashes");
      for (const double dash : item.dashes) {
        out_ += ' ';
        number(dash);
      }
      word("from ");
      number(item.dash_offset);
    }
    colour(item.colour);
    path(item.path);
  }
  void write(const DrawImage& item) {
    out_ += "image";
    area(item.area);
    if (!item.smooth) word("pixelated");
    tag(item.tag);
    image(item.image);
  }
  void write(const DrawTiles& item) {
    out_ += "tiles";
    area(item.tile);
    word("every");
    pair(item.step.x, item.step.y);
    word("over");
    area(item.area);
    if (!item.smooth) word("pixelated");
    if (const auto* picture = std::get_if<const image::Image*>(&item.source)) {
      image(*picture);
    } else {
      gradient(list_.gradients[std::get<GradientId>(item.source).index]);
    }
  }
  void write(const DrawShadow& item) {
    out_ += item.inverted ? "inner-shadow" : "shadow";
    area(item.bounds);
    word("blur=");
    number(item.blur);
    colour(item.colour);
  }
  void write(const PushClip& item) {
    out_ += "clip";
    if (item.rule == FillRule::EvenOdd) word("even-odd");
    path(item.path);
    ++depth_;
  }
  void write(const PushTransform& item) {
    out_ += "transform";
    for (const double value : {item.matrix.a, item.matrix.b, item.matrix.c, item.matrix.d,
                               item.matrix.e, item.matrix.f}) {
      out_ += ' ';
      number(value);
    }
    ++depth_;
  }
  void write(const PushGroup& item) {
    out_ += "group opacity=";
    number(item.opacity);
    if (item.blend != Blend::Normal) {
      word("blend=");
      number(static_cast<int>(item.blend));
    }
    ++depth_;
  }
  void write(const Pop&) { out_ += "end"; }
  void write(const Link& item) {
    out_ += "link";
    area(item.area);
    tag(item.tag);
    if (!item.uri.empty()) word("uri"), quoted(item.uri);
    if (!item.destination.empty()) word("to"), quoted(item.destination);
  }
  void write(const Destination& item) {
    out_ += "destination";
    pair(item.place.x, item.place.y);
    quoted(item.name);
  }
  void write(const Bookmark& item) {
    out_ += "bookmark ";
    number(item.level);
    pair(item.place.x, item.place.y);
    quoted(item.title);
  }

  const DisplayList& list_;
  std::string out_;
  std::size_t depth_ = 0;
};

void write_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += ' ';
  out += name;
  out += '=';
  write_quoted(out, value);
}

}  // namespace

std::string dump_display_list(const DisplayList& list) {
  return Dumper(list).run();
}

std::string dump_tag_tree(const TagTree& tags) {
  constexpr std::string_view kScopes[] = {"", "row", "column", "both"};
  std::string out;
  std::vector<std::size_t> depths(tags.size(), 0);
  for (TagId id = 1; id < tags.size(); ++id) {
    const Tag& tag = tags[id];
    depths[id] = tag.parent == kArtifact ? 0 : depths[tag.parent] + 1;
    out.append(depths[id] * 2, ' ');
    write_number(out, id);
    out += ' ';
    out += role_name(tag.role);
    write_attribute(out, "lang", tag.language);
    write_attribute(out, "alt", tag.alt);
    write_attribute(out, "actual", tag.actual_text);
    write_attribute(out, "scope", kScopes[static_cast<std::size_t>(tag.scope)]);
    out += '\n';
  }
  return out;
}

}  // namespace banxin::paint
