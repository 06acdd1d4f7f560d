#pragma once
// What the release program's allocator does with memory that is free again (allocator.cpp).

namespace banxin::cli {

// For a job that uses the same memory page after page: it is kept for some milliseconds, and asked
// for in large pages (2 MB) where the system has them. What the system clears and maps costs a
// fifth of a PDF's time otherwise. Null where the allocator is the C library's.
[[gnu::weak]] void keep_memory_at_hand();

}  // namespace banxin::cli
