# banxin_warnings: the warnings that every target of ours is clean under, with g++ and with clang.
add_library(banxin_warnings INTERFACE)
target_compile_options(banxin_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
