// Which encoding a byte stream is in (HTML Standard §13.2.3.2 "Determining the character
// encoding").
#include <algorithm>
#include <vector>

#include "input/encoding.h"

#include "base/ascii.h"

namespace banxin::input {
namespace {

bool starts_with(std::string_view text, std::string_view wanted) {
  return text.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), text.begin(),
                    [](char a, char b) { return a == ascii_lower(b); });
}

// A declaration inside of the text can be read as ASCII, so it is not what these names say.
Encoding declared(Encoding encoding) {
  if (encoding == Encoding::Utf16be || encoding == Encoding::Utf16le) return Encoding::Utf8;
  return encoding == Encoding::XUserDefined ? Encoding::Windows1252 : encoding;
}

// "The algorithm for extracting a character encoding from a meta element"; `text` is in lower case.
std::optional<Encoding> encoding_in_content(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at = text.find("charset", at);
    if (at == std::string_view::npos) return std::nullopt;
    at += 7;
    while (at < text.size() && is_ascii_space(text[at]))
      ++at;
    if (at < text.size() && text[at] == '=') break;
  }
  ++at;
  while (at < text.size() && is_ascii_space(text[at]))
    ++at;
  if (at == text.size()) return std::nullopt;
  if (text[at] == '"' || text[at] == '\'') {
    const std::size_t end = text.find(text[at], at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    return find_encoding(text.substr(at + 1, end - at - 1));
  }
  std::size_t end = at;
  while (end < text.size() && !is_ascii_space(text[end]) && text[end] != ';')
    ++end;
  return find_encoding(text.substr(at, end - at));
}

// "Get an XML encoding".
std::optional<Encoding> xml_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  const std::size_t end = bytes.find('>');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view declaration = bytes.substr(0, end);
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return std::nullopt;
  at += 8;
  const auto skip = [&] {
    while (at < end && static_cast<unsigned char>(declaration[at]) <= 0x20)
      ++at;
  };
  skip();
  if (at == end || declaration[at] != '=') return std::nullopt;
  ++at;
  skip();
  if (at == end || (declaration[at] != '"' && declaration[at] != '\'')) return std::nullopt;
  const std::size_t close = declaration.find(declaration[at], at + 1);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view label = declaration.substr(at + 1, close - at - 1);
  const bool has_space = std::any_of(label.begin(), label.end(),
                                     [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
  const std::optional<Encoding> found = has_space ? std::nullopt : find_encoding(label);
  if (!found) return std::nullopt;
  const bool is_utf16 = *found == Encoding::Utf16be || *found == Encoding::Utf16le;
  return is_utf16 ? Encoding::Utf8 : *found;
}

// "Prescan a byte stream to determine its encoding".
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  std::optional<Encoding> find() {
    while (at_ < bytes_.size()) {
      at_ = std::min(bytes_.find('<', at_), bytes_.size());
      const std::string_view rest = bytes_.substr(at_);
      if (rest.starts_with("<!--")) {
        skip_comment();
      } else if (starts_with(rest, "<meta") && rest.size() > 5 &&
                 (is_ascii_space(rest[5]) || rest[5] == '/')) {
        at_ += 5;
        if (const std::optional<Encoding> found = read_meta()) return declared(*found);
      } else if (is_tag(rest)) {
        skip_tag();
      } else if (rest.starts_with("<!") || rest.starts_with("</") || rest.starts_with("<?")) {
        at_ = bytes_.find('>', at_);
      }
      if (at_ != std::string_view::npos) ++at_;
    }
    return std::nullopt;
  }

 private:
  struct Attribute {
    std::string name, value;  // in lower case
  };

  static bool is_tag(std::string_view rest) {
    const std::size_t letter = rest.starts_with("</") ? 2 : 1;
    return rest.size() > letter && is_ascii_letter(rest[letter]);
  }

  // To the `>` of the first `-->`; its dashes may be those of the `<!--`.
  void skip_comment() {
    const std::size_t close = bytes_.find("-->", at_ + 2);
    at_ = close == std::string_view::npos ? close : close + 2;
  }

  void skip_tag() {
    while (at_ < bytes_.size() && !is_ascii_space(bytes_[at_]) && bytes_[at_] != '>')
      ++at_;
    Attribute attribute;
    while (get_attribute(attribute)) {
    }
  }

  // The attributes of a <meta>; the encoding that it declares.
  std::optional<Encoding> read_meta() {
    bool got_pragma = false;
    bool has_charset = false;
    std::optional<bool> needs_pragma;
    std::optional<Encoding> charset;
    std::vector<std::string> seen;
    Attribute attribute;
    while (get_attribute(attribute)) {
      // LIMIT: only three names matter, and only once each.
      if (std::find(seen.begin(), seen.end(), attribute.name) != seen.end()) continue;
      if (attribute.name == "http-equiv") {
        got_pragma = attribute.value == "content-type";
      } else if (attribute.name == "content") {
        const std::optional<Encoding> found = encoding_in_content(attribute.value);
        if (found && !has_charset) {
          charset = found;
          has_charset = true;
          needs_pragma = true;
        }
      } else if (attribute.name == "charset") {
        charset = find_encoding(attribute.value);
        has_charset = true;
        needs_pragma = false;
      } else {
        continue;
      }
      seen.push_back(attribute.name);
    }
    if (at_ >= bytes_.size()) return std::nullopt;  // the end came inside of the tag
    if (!needs_pragma || (*needs_pragma && !got_pragma)) return std::nullopt;
    return charset;
  }

  // "Get an attribute"; false when there is none, or at the end of the bytes.
  bool get_attribute(Attribute& attribute) {
    attribute = {};
    while (at_ < bytes_.size() && (is_ascii_space(bytes_[at_]) || bytes_[at_] == '/'))
      ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] == '>') return false;
    for (;; ++at_) {
      if (at_ >= bytes_.size()) return false;
      const char c = bytes_[at_];
      if (c == '=' && !attribute.name.empty()) break;
      if (c == '/' || c == '>') return true;
      if (is_ascii_space(c)) {
        skip_spaces();
        if (at_ >= bytes_.size()) return false;
        if (bytes_[at_] != '=') return true;
        break;
      }
      attribute.name += ascii_lower(c);
    }
    ++at_;
    return get_value(attribute.value);
  }

  bool get_value(std::string& value) {
    skip_spaces();
    if (at_ >= bytes_.size()) return false;
    const char quote = bytes_[at_];
    if (quote == '>') return true;
    const bool is_quoted = quote == '"' || quote == '\'';
    if (is_quoted) ++at_;
    for (; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if (is_quoted && c == quote) {
        ++at_;
        return true;
      }
      if (!is_quoted && (is_ascii_space(c) || c == '>')) return true;
      value += ascii_lower(c);
    }
    return false;
  }

  void skip_spaces() {
    while (at_ < bytes_.size() && is_ascii_space(bytes_[at_]))
      ++at_;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

SniffedEncoding prescan_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("<\0?\0x\0"sv)) return {Encoding::Utf16le, EncodingSource::XmlDeclaration};
  if (bytes.starts_with("\0<\0?\0x"sv)) return {Encoding::Utf16be, EncodingSource::XmlDeclaration};
  if (const auto found = Prescan(bytes).find()) return {*found, EncodingSource::Meta};
  if (const auto found = xml_encoding(bytes)) return {*found, EncodingSource::XmlDeclaration};
  return {};
}

SniffedEncoding sniff_encoding(std::string_view bytes, const EncodingOptions& options) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {Encoding::Utf8, EncodingSource::ByteOrderMark};
  if (bytes.starts_with("\xFE\xFF")) return {Encoding::Utf16be, EncodingSource::ByteOrderMark};
  if (bytes.starts_with("\xFF\xFE")) return {Encoding::Utf16le, EncodingSource::ByteOrderMark};
  if (const auto found = find_encoding(options.override_label)) {
    return {*found, EncodingSource::Override};
  }
  if (const auto found = find_encoding(options.transport_label)) {
    return {*found, EncodingSource::Transport};
  }
  return prescan_encoding(bytes.substr(0, kPrescanBytes));
}

}  // namespace banxin::input
