/* The compiled kernels of the net engine: what NumPy cannot do in one pass, and small work without the
 * cost of a Python call.
 *
 * Every kernel has one signature, so that a run of calls is an array of structures that `wl_run` works
 * off: pointers `p`, whole numbers `n` (sizes, and strides in elements) and real numbers `x`, whose meaning
 * stands at each kernel. Kernels return 0, or 1 where what they were given is out of range.
 *
 * The kernels are written once, in the other files, as loops a compiler vectorises; they are included for
 * float and double, and on x86 three times: for every processor, for those with AVX2, and with AVX-512.
 * No kernel starts threads or allocates memory, and what one computes depends on its arguments alone.
 * The threads that make the calls are in threads.h.
 */
#include <math.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <stdint.h>
#include <string.h>

typedef struct wl_call {
    int (*kernel)(const struct wl_call *);
    void *p[10];
    int64_t n[20];
    double x[4];
    int32_t thread, wait;
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

/* WINDOW_OUTPUTS x WINDOW_VECTORS vectors of VECTOR_BYTES are the sums that a convolution keeps in registers,
 * PAIR_OUTPUTS x PAIR_TAPS those of its gradient by the weights. */
#define TARGET
#define TARGET_SUFFIX
#define VECTOR_BYTES 16
#define WINDOW_OUTPUTS 4
#define WINDOW_VECTORS 2
#define PAIR_OUTPUTS 2
#define PAIR_TAPS 4
#include "precisions.h"
#undef TARGET
#undef TARGET_SUFFIX
#undef VECTOR_BYTES
#undef WINDOW_OUTPUTS
#undef WINDOW_VECTORS
#undef PAIR_OUTPUTS
#undef PAIR_TAPS

#if defined(__GNUC__) && defined(__x86_64__)
#define HAVE_LEVELS
#define TARGET __attribute__((target("avx2,fma")))
#define TARGET_SUFFIX _avx2
#define VECTOR_BYTES 32
#define WINDOW_OUTPUTS 6
#define WINDOW_VECTORS 2
#define PAIR_OUTPUTS 3
#define PAIR_TAPS 4
#include "precisions.h"
#undef TARGET
#undef TARGET_SUFFIX
#undef VECTOR_BYTES
#undef WINDOW_OUTPUTS
#undef WINDOW_VECTORS
#undef PAIR_OUTPUTS
#undef PAIR_TAPS

#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))
#define TARGET_SUFFIX _avx512
#define VECTOR_BYTES 64
#define WINDOW_OUTPUTS 8
#define WINDOW_VECTORS 3
#define PAIR_OUTPUTS 4
#define PAIR_TAPS 6
#include "precisions.h"
#undef TARGET
#undef TARGET_SUFFIX
#endif

/* The kinds of instructions, from the plainest: name, kernels, and the sums a convolution keeps. */
static const struct {
    const char *name;
    const entry *table;
    int window_outputs, vector_bytes, window_bytes; /* of one vector, and of all that the sums have */
} levels[] = {
#if defined(__aarch64__)
    {"NEON", table_of_kernels, 4, 16, 32},
#else
    {"portable C", table_of_kernels, 4, 16, 32},
#endif
#ifdef HAVE_LEVELS
    {"AVX2", table_of_kernels_avx2, 6, 32, 64},
    {"AVX-512", table_of_kernels_avx512, 8, 64, 192},
#endif
};

/* The number of the best kind that this processor has. */
static int wl_best(void) {
#ifdef HAVE_LEVELS
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
        return 2;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return 0;
#endif
}

static const char *wl_level(int level) { return levels[level].name; }
static int wl_window_outputs(int level) { return levels[level].window_outputs; }
static int wl_vector_bytes(int level) { return levels[level].vector_bytes; }
static int wl_window_bytes(int level) { return levels[level].window_bytes; }

/* The address of a kernel such as "ramp_f32", 0 where there is none. */
static uintptr_t wl_find(const char *name, int level) {
    for (const entry *each = levels[level].table; each->name; each++)
        if (!strcmp(each->name, name)) return (uintptr_t)each->kernel;
    return 0;
}

/* The check sum of the sources this was compiled from. */
static const char *wl_sources(void) { return SOURCES; }

#include "threads.h"
