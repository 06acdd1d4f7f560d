#include "publish/sheets.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "css/declaration.h"
#include "css/sheet_encoding.h"
#include "epub/style_filter.h"
#include "input/encoding.h"

namespace banxin::publish {

Result<Sheet> load_sheet(const std::string& file, const World& world) {
  constexpr std::size_t kMost = 16U << 20U;
  BANXIN_TRY(std::string text, world.load_file(file, kMost));
  return Sheet{file, std::move(text)};
}

namespace {

Result<Sheet> load_theme(const std::string& theme, const World& world) {
  if (extension_of(theme) == "css") return load_sheet(theme, world);
  if (theme.find('/') == std::string::npos) {
    const std::string folder = world.installation.styles + "/themes";
    Result<Sheet> sheet = load_sheet(join_path(folder, theme + ".css"), world);
    if (sheet) return sheet;
  }
  std::string names;
  if (const Result<std::vector<std::string>> all = theme_names(world)) {
    for (const std::string& name : all.value())
      names += (names.empty() ? "" : ", ") + name;
  }
  return Error{ErrorCode::Usage, "--theme " + theme,
               "there is no such theme (there are: " + names + ")"};
}

bool is_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0;
}

// "130", "130mm" → "130mm"; "" for what is no length. `unit`: of a length without one.
std::string page_side(const std::string& side, const std::string& unit) {
  for (const std::string_view known : {"mm", "cm", "in", "pt", "px", "pc", "q"}) {
    if (side.ends_with(known) &&
        is_number(std::string_view(side).substr(0, side.size() - known.size())))
      return side;
  }
  return is_number(side) ? side + unit : std::string();
}

// --page: the names of CSS Page 3 §7.1, the trims of Chinese books (GB/T 788), and WxH, in
// millimetres when no unit is given.
Result<std::string> page_size(const std::string& page) {
  const std::string name = ascii_lower(page);
  if (name == "16k") return std::string("185mm 260mm");
  if (name == "32k") return std::string("130mm 185mm");
  for (const std::string_view known :
       {"a3", "a4", "a5", "b4", "b5", "jis-b4", "jis-b5", "letter", "legal", "ledger"}) {
    if (name == known) return name;
  }
  const std::size_t cross = name.find('x');
  if (cross != std::string::npos && cross != 0) {
    // 4x3in: the unit stands once.
    const std::string second = name.substr(cross + 1);
    const std::string unit =
        second.substr(std::min(second.find_first_not_of("0123456789."), second.size()));
    const std::string width = page_side(name.substr(0, cross), unit.empty() ? "mm" : unit);
    const std::string height = page_side(second, "mm");
    if (!width.empty() && !height.empty()) return width + ' ' + height;
  }
  return Error{ErrorCode::Usage, "--page " + page,
               "there is no such page size (write A4, A5, B5, 16k, 32k, letter, or 130mmx185mm)"};
}

// --grid 26x24: the type area's inline size holds 26 characters, its block size 24 lines.
Result<std::string> grid_rule(const std::string& grid) {
  const std::size_t cross = grid.find('x');
  const std::string characters = grid.substr(0, cross);
  const std::string lines = cross == std::string::npos ? std::string() : grid.substr(cross + 1);
  const auto is_count = [](const std::string& count) {
    return !count.empty() && count.size() < 4 && count != "0" &&
           count.find_first_not_of("0123456789") == std::string::npos;
  };
  if (!is_count(characters) || !is_count(lines)) {
    return Error{ErrorCode::Usage, "--grid " + grid,
                 "write characters of a line x lines of a page, as 26x24"};
  }
  return ":root{font-size:calc(100vi/" + characters + ");line-height:calc(100vb/" + lines + ")}\n";
}

Result<std::string> option_rules(const SettingOptions& setting) {
  std::string rules;
  if (!setting.page.empty()) {
    BANXIN_TRY(const std::string size, page_size(setting.page));
    rules += "@page{size:" + size + "}\n";
  }
  if (!setting.margin.empty()) {
    if (!css::supports_declaration("margin", setting.margin)) {
      return Error{ErrorCode::Usage, "--margin " + setting.margin,
                   "these are no margins (write them as in CSS: 20mm, or 20mm 15mm)"};
    }
    rules += "@page{margin:" + setting.margin + "}\n";
  }
  if (setting.vertical) rules += ":root{writing-mode:vertical-rl}\n";
  if (!setting.grid.empty()) {
    BANXIN_TRY(const std::string grid, grid_rule(setting.grid));
    rules += grid;
  }
  if (setting.columns > 1) rules += "body{column-count:" + std::to_string(setting.columns) + "}\n";
  if (setting.links == Links::Footnotes) {
    rules += "a[href^=\"http\"]::after{content:attr(href);float:footnote}\n";
  } else if (setting.links == Links::Drop) {
    rules += "a:any-link{color:inherit;text-decoration:none}\n";
  }
  return rules;
}

Result<void> add_css_files(const SettingOptions& setting,
                           const World& world,
                           std::vector<Sheet>& sheets) {
  for (const std::string& file : setting.css) {
    BANXIN_TRY(Sheet sheet, load_sheet(file, world));
    sheets.push_back(std::move(sheet));
  }
  return {};
}

}  // namespace

Result<std::vector<Sheet>> load_themes(const PublishOptions& options,
                                       const std::string& theme,
                                       const World& world) {
  std::vector<Sheet> sheets;
  BANXIN_TRY(Sheet chosen, load_theme(theme, world));
  sheets.push_back(std::move(chosen));
  BANXIN_TRY([[maybe_unused]] auto added, add_css_files(options.setting, world, sheets));
  BANXIN_TRY(std::string rules, option_rules(options.setting));
  sheets.push_back({"command line", std::move(rules)});
  return sheets;
}

Result<std::string> epub_style(const PublishOptions& options,
                               const std::string& theme,
                               const World& world) {
  BANXIN_TRY(Sheet style, load_sheet(world.installation.styles + "/epub.css", world));
  std::vector<Sheet> sheets;
  if (!options.setting.theme.empty()) {
    BANXIN_TRY(Sheet chosen, load_theme(theme, world));
    sheets.push_back(std::move(chosen));
  }
  BANXIN_TRY([[maybe_unused]] auto added, add_css_files(options.setting, world, sheets));
  std::string text = std::move(style.text);
  // A theme is written for paper, a sheet of the reader's for anything: a book takes what reading
  // systems support of it (EPUB 3.3 §6.3).
  for (const Sheet& sheet : sheets)
    text += '\n' + epub::filter_sheet(sheet.text).rules;
  return text;
}

std::string decode_sheet(std::string bytes) {
  const auto canonical = [](std::string_view label) {
    const std::optional<input::Encoding> encoding = input::find_encoding(label);
    return encoding ? std::string(input::encoding_name(*encoding)) : std::string{};
  };
  const css::SheetEncoding found = css::find_sheet_encoding(bytes, {}, {}, canonical);
  const input::Encoding encoding = input::find_encoding(found.name).value_or(input::Encoding::Utf8);
  return input::decode_as(encoding, std::move(bytes)).text;
}

Result<std::vector<std::string>> theme_names(const World& world) {
  BANXIN_TRY(const std::vector<FolderEntry> entries,
             world.files.load_folder(world.installation.styles + "/themes"));
  std::vector<std::string> names;
  for (const FolderEntry& entry : entries) {
    if (extension_of(entry.name) == "css")
      names.push_back(entry.name.substr(0, entry.name.size() - 4));
  }
  return names;
}

}  // namespace banxin::publish
