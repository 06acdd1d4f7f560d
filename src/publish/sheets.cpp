#include "publish/sheets.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "css/sheet_encoding.h"
#include "input/encoding.h"

namespace banxin::publish {
namespace {

Result<Sheet> load_sheet(const std::string& file, const World& world) {
  constexpr std::size_t kMost = 16U << 20U;
  BANXIN_TRY(std::string text, world.files.load_file(file, kMost));
  return Sheet{file, std::move(text)};
}

Result<Sheet> load_theme(const std::string& theme, const World& world) {
  if (extension_of(theme) == "css") return load_sheet(theme, world);
  const std::string folder = world.installation.styles + "/themes";
  Result<Sheet> sheet = load_sheet(join_path(folder, theme + ".css"), world);
  if (sheet && theme.find('/') == std::string::npos) return sheet;
  std::string names;
  if (const Result<std::vector<std::string>> all = theme_names(world)) {
    for (const std::string& name : all.value())
      names += (names.empty() ? "" : ", ") + name;
  }
  return Error{ErrorCode::Usage, "--theme " + theme,
               "there is no such theme (there are: " + names + ")"};
}

// --page: the names of CSS Page 3 §7.1, and the trims of Chinese books (GB/T 788).
std::string page_size(const std::string& page) {
  std::string name;
  for (const char c : page)
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (name == "16k") return "185mm 260mm";
  if (name == "32k") return "130mm 185mm";
  const std::size_t cross = name.find('x');
  if (cross == std::string::npos) return name;
  std::string width = name.substr(0, cross);
  std::string height = name.substr(cross + 1);
  const auto has_unit = [](const std::string& length) {
    return !length.empty() && length.back() >= 'a';
  };
  if (!has_unit(height)) height += "mm";
  if (!has_unit(width)) width += height.substr(height.find_first_not_of("0123456789."));
  return width + ' ' + height;
}

// --grid 26x24: the type area's inline size holds 26 characters, its block size 24 lines.
std::string grid_rule(const std::string& grid) {
  const std::size_t cross = grid.find('x');
  if (cross == std::string::npos) return {};
  const std::string characters = std::to_string(std::strtoul(grid.c_str(), nullptr, 10));
  const std::string lines = std::to_string(std::strtoul(grid.c_str() + cross + 1, nullptr, 10));
  if (characters == "0" || lines == "0") return {};
  return ":root{font-size:calc(100vi/" + characters + ");line-height:calc(100vb/" + lines + ")}\n";
}

std::string option_rules(const SettingOptions& setting) {
  std::string rules;
  if (!setting.page.empty()) rules += "@page{size:" + page_size(setting.page) + "}\n";
  if (!setting.margin.empty()) rules += "@page{margin:" + setting.margin + "}\n";
  if (setting.vertical) rules += ":root{writing-mode:vertical-rl}\n";
  if (!setting.grid.empty()) rules += grid_rule(setting.grid);
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
  sheets.push_back({"command line", option_rules(options.setting)});
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
  for (const Sheet& sheet : sheets)
    text += '\n' + sheet.text;
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
