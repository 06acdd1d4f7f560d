#include "cli/installation.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>

#include "base/file_system.h"

namespace banxin::cli {

publish::Installation find_installation() {
  std::array<char, 4096> buffer{};
  const ssize_t length = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  if (length > 0) {
    const std::string program(buffer.data(), static_cast<std::size_t>(length));
    const std::string share = folder_of(folder_of(program)) + "/share/banxin";
    struct stat status {};
    if (::stat((share + "/styles/base.css").c_str(), &status) == 0) {
      return {share + "/styles"};
    }
  }
  return {BANXIN_SOURCE_DIR "/styles"};
}

}  // namespace banxin::cli
