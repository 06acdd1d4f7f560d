#pragma once
// What the release program's allocator does with memory that is free again (allocator.cpp).

namespace banxin::cli {

// For a job that uses the same memory page after page: what is free again is kept for a tenth of a
// second. To have it cleared and mapped anew by the system costs a PDF a fifteenth of its time.
// Null where the allocator is the C library's.
[[gnu::weak]] void keep_memory_at_hand();

}  // namespace banxin::cli
