/* The compiled kernels of the net engine: what NumPy cannot do in one pass, and small work without the
 * cost of a Python call.
 *
 * Every kernel has one signature, so that a run of calls is an array of structures that `wl_run` works
 * off: pointers `p`, whole numbers `n` (sizes, and strides in elements) and real numbers `x`, whose meaning
 * stands at each kernel. Kernels return 0, or 1 where what they were given is out of range.
 *
 * The kernels are written once, in the other files, as loops a compiler vectorises; they are included for
 * float and double, and where the compiler can do it a second time for processors with AVX2.
 * No kernel starts threads or allocates memory, and what one computes depends on its arguments alone.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct wl_call {
    int (*kernel)(const struct wl_call *);
    void *p[10];
    int64_t n[20];
    double x[4];
} wl_call;

typedef struct {
    const char *name;
    int (*kernel)(const wl_call *);
} entry;

#define JOIN_(a, b, c, d) a##_##b##c##d
#define JOIN(a, b, c, d) JOIN_(a, b, c, d)
#define NAME(name) JOIN(wl, name, REAL_SUFFIX, TARGET_SUFFIX)
#define KERNEL(name) TARGET static int NAME(name)(const wl_call *c)
#define INLINE TARGET static inline __attribute__((always_inline))
#define SIMD _Pragma("omp simd")
#define SIMD_SUM _Pragma("omp simd reduction(+ : sum)") /* a loop that adds up into `sum` */
#define BLOCK 4096 /* elements added up in their own precision; the sums of blocks are added in double */
#define COLUMNS 256 /* columns that kernels along a leading axis keep in the first-level cache */

static inline int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

#define TARGET
#define TARGET_SUFFIX
#include "precisions.h"
#undef TARGET
#undef TARGET_SUFFIX

#if defined(__GNUC__) && defined(__x86_64__)
#define HAVE_AVX2
#define TARGET __attribute__((target("avx2,fma")))
#define TARGET_SUFFIX _avx2
#include "precisions.h"
#undef TARGET
#undef TARGET_SUFFIX
#endif

static int use_avx2(void) {
#ifdef HAVE_AVX2
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return 0;
#endif
}

/* The instructions in use. */
static const char *wl_level(void) {
    if (use_avx2()) return "AVX2";
#if defined(__aarch64__)
    return "NEON";
#else
    return "portable C";
#endif
}

/* The check sum of the sources this was compiled from. */
static const char *wl_sources(void) { return SOURCES; }

/* The address of a kernel such as "ramp_f32", 0 where there is none; `plain`: without AVX2. */
static uintptr_t wl_find(const char *name, int plain) {
    const entry *table = table_of_kernels;
#ifdef HAVE_AVX2
    if (!plain && use_avx2()) table = table_of_kernels_avx2;
#endif
    for (; table->name; table++)
        if (!strcmp(table->name, name)) return (uintptr_t)table->kernel;
    return 0;
}

/* Make the calls in order; the number of the first that fails, counted from 1, or 0. */
static int64_t wl_run(const wl_call *calls, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        if (calls[i].kernel(&calls[i])) return i + 1;
    return 0;
}
