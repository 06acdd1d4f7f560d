#pragma once
// What the release program's allocator does with memory that is free again (allocator.cpp).

namespace banxin::cli {

// Keeps it for some milliseconds: page after page uses the same again, and what the system has to
// clear anew costs a twelfth of a PDF's time. Null where the allocator is the C library's.
[[gnu::weak]] void keep_freed_memory_briefly();

}  // namespace banxin::cli
