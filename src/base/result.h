#pragma once
// Result<T>: either a T or one Error. Used only where the caller must stop (I/O, bad configuration,
// an unusable font). What can be worked around goes to Diagnostics, never here.
#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"

namespace banxin {

enum class ErrorCode {
  NotFound,
  IoFailed,
  Refused,   // the resource gate or the sandbox said no
  Unusable,  // the bytes are not what they claim to be
  LimitExceeded,
  Usage,
  Cancelled,
};

struct Error {
  ErrorCode code = ErrorCode::IoFailed;
  std::string subject;  // the file, URL or face it is about
  std::string detail;   // a sentence for a person, without the subject: what is wrong, what to do
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }

  T& value() & {
    BANXIN_ASSERT(*this, "value() of a failed Result");
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    BANXIN_ASSERT(*this, "value() of a failed Result");
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    BANXIN_ASSERT(*this, "value() of a failed Result");
    return std::move(*std::get_if<0>(&state_));
  }
  const Error& error() const& {
    BANXIN_ASSERT(!*this, "error() of a good Result");
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    BANXIN_ASSERT(!*this, "error() of a good Result");
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> : public Result<std::monostate> {
 public:
  Result() : Result<std::monostate>(std::monostate{}) {}
  using Result<std::monostate>::Result;
};

// BANXIN_TRY(auto font, load_font(path));  returns the error to the caller, or binds the value.
#define BANXIN_CONCAT_(a, b) a##b
#define BANXIN_CONCAT(a, b) BANXIN_CONCAT_(a, b)
#define BANXIN_TRY(binding, ...) BANXIN_TRY_(BANXIN_CONCAT(result_, __LINE__), binding, __VA_ARGS__)
#define BANXIN_TRY_(temporary, binding, ...)           \
  auto temporary = (__VA_ARGS__);                      \
  if (!temporary) return std::move(temporary).error(); \
  binding = std::move(temporary).value()

}  // namespace banxin
