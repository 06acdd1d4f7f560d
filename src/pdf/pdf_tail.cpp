#include "pdf/pdf_tail.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/utf8.h"

namespace banxin::pdf {
namespace {

constexpr char kDigits[] = "0123456789ABCDEF";

void append_number(std::string& out, std::uint64_t number, std::size_t digits = 0) {
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  const auto length = static_cast<std::size_t>(end - buffer.data());
  out.append(digits > length ? digits - length : 0, '0');
  out.append(buffer.data(), length);
}

// The number at `at`, blanks before it skipped; 0 when there is none.
std::uint64_t number_at(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n'))
    ++at;
  std::uint64_t number = 0;
  std::from_chars(text.data() + std::min(at, text.size()), text.data() + text.size(), number);
  return number;
}

std::uint64_t number_after(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  return at == std::string_view::npos ? 0 : number_at(text, at + word.size());
}

// ISO 32000-1 §7.9.2.2: a text string, in UTF-16BE.
void append_text(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out += "   /";
  out += name;
  out += " <FEFF";
  const auto unit = [&out](std::uint32_t value) {
    for (int shift = 12; shift >= 0; shift -= 4)
      out += kDigits[value >> static_cast<unsigned>(shift) & 0xFU];
  };
  for (const char32_t c : to_utf32(text)) {
    if (c > 0xFFFF) {
      unit(0xD800U + ((static_cast<std::uint32_t>(c) - 0x10000U) >> 10U));
      unit(0xDC00U + ((static_cast<std::uint32_t>(c) - 0x10000U) & 0x3FFU));
    } else {
      unit(static_cast<std::uint32_t>(c));
    }
  }
  out += ">\n";
}

// ISO 32000-1 §7.9.4: D:YYYYMMDDHHmmSSOHH'mm, of which a prefix may stand.
void append_date(std::string& out, std::string_view name, std::string_view iso) {
  std::string digits;
  std::size_t at = 0;
  for (; at < iso.size() && digits.size() < 14; ++at) {
    if (iso[at] >= '0' && iso[at] <= '9') {
      digits += iso[at];
    } else if (iso[at] == 'Z' || iso[at] == '+' || (iso[at] == '-' && digits.size() > 8)) {
      break;
    }
  }
  if (digits.size() < 4) return;
  while (at < iso.size() && (iso[at] == '.' || (iso[at] >= '0' && iso[at] <= '9')))
    ++at;  // parts of a second
  std::string zone;
  if (digits.size() == 14 && at < iso.size()) {
    if (iso[at] == 'Z') zone = "Z";
    if ((iso[at] == '+' || iso[at] == '-') && iso.size() >= at + 6) {
      zone = std::string(iso.substr(at, 3)) + "'" + std::string(iso.substr(at + 4, 2)) + "'";
    }
  }
  const bool odd = digits.size() % 2 != 0;
  if (odd) digits.pop_back();
  out += "   /";
  out += name;
  out += " (D:" + digits + zone + ")\n";
}

std::string make_info(const Metadata& metadata) {
  std::string out = "<< /Producer (banxin, cairo)\n";
  append_text(out, "Title", metadata.title);
  append_text(out, "Author", metadata.author);
  append_text(out, "Subject", metadata.subject);
  append_text(out, "Keywords", metadata.keywords);
  append_text(out, "Creator", metadata.creator);
  append_date(out, "CreationDate", metadata.created);
  append_date(out, "ModDate", metadata.modified);
  out += ">>\n";
  return out;
}

// What a language tag may hold (RFC 5646); anything else would need escapes.
bool is_language_tag(std::string_view tag) {
  return !tag.empty() && tag.size() < 64 && std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string make_catalog(std::string_view old, const Metadata& metadata) {
  std::string out(old.substr(0, old.rfind(">>")));
  if (is_language_tag(metadata.language)) out += "   /Lang (" + metadata.language + ")\n";
  out += "   /ViewerPreferences <<";
  if (!metadata.title.empty()) out += " /DisplayDocTitle true";
  if (metadata.right_to_left) out += " /Direction /R2L";
  out += " >>\n>>\n";
  return out;
}

// 128 bits that tell one content from another.
std::string make_identifier(std::string_view bytes) {
  std::uint64_t a = 0xCBF29CE484222325U, b = 0x9E3779B97F4A7C15U;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    a = std::rotl((a ^ word) * 0x9E3779B185EBCA87U, 31);
    b = std::rotl((b + word) * 0xD6E8FEB86659FD93U, 29);
  }
  a ^= bytes.size();
  std::string out;
  for (const std::uint64_t half : {a ^ a >> 32U, b ^ b >> 32U}) {
    for (int shift = 60; shift >= 0; shift -= 4)
      out += kDigits[half >> static_cast<unsigned>(shift) & 0xFU];
  }
  return out;
}

// Cairo 1.16 names a picture in a page's resources once for each time it is drawn there. The
// entries are alike, but a dictionary has each key once (ISO 32000-1 §7.3.7): further ones become
// blanks, so that no offset changes.
void blank_repeated(std::string& file, std::size_t start, std::size_t end) {
  std::unordered_set<std::string_view> names;
  const std::string_view view = file;
  std::size_t at = start;
  while (at < end && file[at] == '/') {
    const std::size_t name_end = view.find(' ', at);
    const std::size_t entry_end = view.find('R', name_end);
    if (name_end >= end || entry_end >= end) return;
    if (!names.insert(view.substr(at, name_end - at)).second) {
      std::fill(file.begin() + static_cast<std::ptrdiff_t>(at),
                file.begin() + static_cast<std::ptrdiff_t>(entry_end + 1), ' ');
    }
    at = entry_end + 2;
  }
}

void blank_repeated_resources(std::string& file) {
  for (const std::string_view key :
       {"\n   /XObject << ", "\n   /Pattern << ", "\n   /Shading << "}) {
    std::size_t at = 0;
    while ((at = file.find(key, at)) != std::string::npos) {
      at += key.size();
      const std::size_t end = file.find(" >>\n", at);
      const std::size_t line = file.find('\n', at);
      if (end == std::string::npos) break;
      if (line == end + 3) blank_repeated(file, at, end);
    }
  }
}

struct Tail {
  std::vector<std::uint64_t> offsets;  // by object number; 0 for the free one
  std::uint64_t root = 0, info = 0, xref = 0;
};

Result<Tail> read_tail(std::string_view file) {
  const Error strange{ErrorCode::Unusable, "PDF", "Cairo ended the file in another way than known"};
  const std::size_t start = file.rfind("startxref");
  if (start == std::string_view::npos) return strange;
  Tail tail;
  tail.xref = number_at(file, start + 9);
  if (tail.xref >= file.size() || !file.substr(tail.xref).starts_with("xref\n0 ")) return strange;
  const std::string_view table = file.substr(tail.xref);
  const std::uint64_t count = number_at(table, 7);
  std::size_t at = table.find('\n', 7) + 1;
  for (std::uint64_t i = 0; i < count; ++i, at += 20) {
    if (at + 20 > table.size()) return strange;
    tail.offsets.push_back(table[at + 17] == 'n' ? number_at(table, at) : 0);
  }
  const std::size_t trailer = file.find("trailer", tail.xref);
  if (trailer == std::string_view::npos) return strange;
  tail.root = number_after(file.substr(trailer), "/Root");
  tail.info = number_after(file.substr(trailer), "/Info");
  if (tail.root == 0 || tail.root >= count || tail.info >= count) return strange;
  return tail;
}

}  // namespace

Result<std::string> rewrite_tail(std::string file, const Metadata& metadata) {
  BANXIN_TRY(Tail tail, read_tail(file));
  blank_repeated_resources(file);
  const std::size_t catalog_start = tail.offsets[tail.root];
  const std::size_t dictionary = file.find("<<", catalog_start);
  const std::size_t catalog_end = file.find("endobj", catalog_start);
  if (dictionary == std::string::npos || catalog_end == std::string::npos ||
      dictionary > catalog_end) {
    return Error{ErrorCode::Unusable, "PDF", "Cairo wrote no catalog"};
  }
  const std::string catalog =
      make_catalog(std::string_view(file).substr(dictionary, catalog_end - dictionary), metadata);
  // Cairo writes both objects last: then they are cut off with the table.
  std::uint64_t end = tail.xref;
  for (const std::uint64_t number : {tail.root, tail.info})
    if (number != 0) end = std::min(end, tail.offsets[number]);
  const bool are_last = std::all_of(tail.offsets.begin(), tail.offsets.end(), [&](auto offset) {
    return offset < end || offset == tail.offsets[tail.root] || offset == tail.offsets[tail.info];
  });
  file.resize(are_last ? end : tail.xref);
  if (tail.info == 0) {
    tail.info = tail.offsets.size();
    tail.offsets.push_back(0);
  }
  const auto add = [&](std::uint64_t number, const std::string& body) {
    tail.offsets[number] = file.size();
    append_number(file, number);
    file += " 0 obj\n" + body + "endobj\n";
  };
  add(tail.info, make_info(metadata));
  add(tail.root, catalog);
  const std::string identifier = make_identifier(file);
  const std::size_t xref = file.size();
  file += "xref\n0 ";
  append_number(file, tail.offsets.size());
  file += "\n0000000000 65535 f \n";
  for (std::size_t i = 1; i < tail.offsets.size(); ++i) {
    append_number(file, tail.offsets[i], 10);
    file += " 00000 n \n";
  }
  file += "trailer\n<< /Size ";
  append_number(file, tail.offsets.size());
  file += "\n   /Root ";
  append_number(file, tail.root);
  file += " 0 R\n   /Info ";
  append_number(file, tail.info);
  file += " 0 R\n   /ID [<" + identifier + "> <" + identifier + ">]\n>>\nstartxref\n";
  append_number(file, xref);
  file += "\n%%EOF\n";
  return file;
}

}  // namespace banxin::pdf
