#pragma once
// LateLibrary: a library that most runs never need, opened when it is first asked for instead of
// at the start: librsvg and libavif with all that they draw in took two fifths of what a process
// costs before it has read a byte (docs/decisions/0006-late-libraries.md). Headers are included as
// for a linked library, so that `decltype` keeps the functions' types.
#include <dlfcn.h>

namespace banxin {

class LateLibrary {
 public:
  // `soname`: with its version, as the headers that the program was built with name it.
  explicit LateLibrary(const char* soname) : handle_(dlopen(soname, RTLD_NOW | RTLD_LOCAL)) {}
  // Not closed: what it has registered with others stays until the process ends.
  ~LateLibrary() = default;
  LateLibrary(const LateLibrary&) = delete;
  LateLibrary& operator=(const LateLibrary&) = delete;

  // Fills `function` with the one of that name, in the library or in one that it depends on.
  template <typename Function>
  void find(const char* name, Function*& function) {
    void* const found = handle_ == nullptr ? nullptr : dlsym(handle_, name);
    complete_ = complete_ && found != nullptr;
    function = reinterpret_cast<Function*>(found);
  }
  // Whether the library is installed and had all that was asked of it.
  bool complete() const { return handle_ != nullptr && complete_; }

 private:
  void* handle_;
  bool complete_ = true;
};

}  // namespace banxin
