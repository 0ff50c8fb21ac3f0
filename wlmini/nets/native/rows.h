/* Rows of numbers: their sums, and batch normalisation, whose channels are rows.
 * Arrays are n[0] x n[1] x n[2]: what stands before the channel, channels, the rest. */

INLINE double NAME(row_sum)(const REAL *x, int64_t size) {
    double total = 0;
    for (int64_t start = 0; start < size; start += BLOCK) {
        const int64_t stop = least(size, start + BLOCK);
        REAL sum = 0;
        SIMD_SUM for (int64_t i = start; i < stop; i++) sum += x[i];
        total += sum;
    }
    return total;
}

/* The total of x (y - mean). */
INLINE double NAME(row_product)(const REAL *x, const REAL *y, REAL mean, int64_t size) {
    double total = 0;
    for (int64_t start = 0; start < size; start += BLOCK) {
        const int64_t stop = least(size, start + BLOCK);
        REAL sum = 0;
        SIMD_SUM for (int64_t i = start; i < stop; i++) sum += x[i] * (y[i] - mean);
        total += sum;
    }
    return total;
}

INLINE double NAME(row_square)(const REAL *x, REAL mean, int64_t size) {
    double total = 0;
    for (int64_t start = 0; start < size; start += BLOCK) {
        const int64_t stop = least(size, start + BLOCK);
        REAL sum = 0;
        SIMD_SUM for (int64_t i = start; i < stop; i++) sum += (x[i] - mean) * (x[i] - mean);
        total += sum;
    }
    return total;
}

/* p[0] (without the middle level) = totals along the middle level of p[1]. */
KERNEL(level_sum) {
    const int64_t levels = c->n[1], rest = c->n[2];
    for (int64_t i = 0; i < c->n[0]; i++) {
        REAL *out = (REAL *)c->p[0] + i * rest;
        const REAL *x = (const REAL *)c->p[1] + i * levels * rest;
        memcpy(out, x, (size_t)rest * sizeof(REAL));
        for (int64_t k = 1; k < levels; k++) {
            x += rest;
            SIMD for (int64_t j = 0; j < rest; j++) out[j] += x[j];
        }
    }
    return 0;
}

/* p[0] = x[0] times the total of each channel of p[1]. */
KERNEL(channel_sum) {
    const int64_t before = c->n[0], channels = c->n[1], rest = c->n[2];
    for (int64_t k = 0; k < channels; k++) {
        double total = 0;
        for (int64_t i = 0; i < before; i++)
            total += NAME(row_sum)((const REAL *)c->p[1] + (i * channels + k) * rest, rest);
        ((REAL *)c->p[0])[k] = (REAL)(total * c->x[0]);
    }
    return 0;
}

/* p[0] = x[0] times the total of each channel of (p[1] - mean)^2, p[2] the means. */
KERNEL(channel_variance) {
    const int64_t before = c->n[0], channels = c->n[1], rest = c->n[2];
    for (int64_t k = 0; k < channels; k++) {
        const REAL mean = ((const REAL *)c->p[2])[k];
        double total = 0;
        for (int64_t i = 0; i < before; i++)
            total += NAME(row_square)((const REAL *)c->p[1] + (i * channels + k) * rest, mean, rest);
        ((REAL *)c->p[0])[k] = (REAL)(total * c->x[0]);
    }
    return 0;
}

/* p[0] = x[0] times the total of each channel of p[1] (p[2] - mean), p[3] the means or 0. */
KERNEL(channel_product) {
    const int64_t before = c->n[0], channels = c->n[1], rest = c->n[2];
    for (int64_t k = 0; k < channels; k++) {
        const REAL mean = c->p[3] ? ((const REAL *)c->p[3])[k] : 0;
        double total = 0;
        for (int64_t i = 0; i < before; i++) {
            const int64_t at = (i * channels + k) * rest;
            total += NAME(row_product)((const REAL *)c->p[1] + at, (const REAL *)c->p[2] + at, mean, rest);
        }
        ((REAL *)c->p[0])[k] = (REAL)(total * c->x[0]);
    }
    return 0;
}

/* Write past the caches, where what stands there is not read before it is overwritten: half the traffic. */
#if defined(__x86_64__) && VECTOR_BYTES == 64
#define STREAM(to, from) _mm512_stream_si512((void *)(to), _mm512_loadu_si512((const void *)(from)))
#elif defined(__x86_64__) && VECTOR_BYTES == 32
#define STREAM(to, from) _mm256_stream_si256((void *)(to), _mm256_loadu_si256((const void *)(from)))
#elif defined(__x86_64__)
#define STREAM(to, from) _mm_stream_si128((void *)(to), _mm_loadu_si128((const void *)(from)))
#endif
INLINE void NAME(put)(REAL *to, const REAL *from, int64_t size) {
#ifdef STREAM
    int64_t i = 0;
    for (; i < size && (uintptr_t)(to + i) % VECTOR_BYTES; i++) to[i] = from[i];
    for (; i + VECTOR_BYTES / (int64_t)sizeof(REAL) <= size; i += VECTOR_BYTES / sizeof(REAL))
        STREAM(to + i, from + i);
    memcpy(to + i, from + i, (size_t)(size - i) * sizeof(REAL));
#else
    memcpy(to, from, (size_t)size * sizeof(REAL));
#endif
}
INLINE void NAME(settle)(int64_t far) {
#ifdef STREAM
    if (far) _mm_sfence(); /* other threads see what was streamed */
#endif
    (void)far;
}
#undef STREAM

/* n[3]: whether the result is read late or never, so that it may go past the caches. */
#define CHANNELWISE(name, expression, ...) /* the rest: constants of a channel */ \
    KERNEL(name) {                                                                 \
        const int64_t before = c->n[0], channels = c->n[1], rest = c->n[2], far = c->n[3]; \
        for (int64_t i = 0; i < before; i++)                                       \
            for (int64_t k = 0; k < channels; k++) {                               \
                const int64_t at = (i * channels + k) * rest;                      \
                REAL *out = (REAL *)c->p[0] + at;                                  \
                const REAL *xs = (const REAL *)c->p[1] + at;                       \
                __VA_ARGS__;                                                       \
                for (int64_t first = 0; first < rest; first += far ? 1024 : rest) {        \
                    REAL kept[1024], *to = far ? kept - first : out;                       \
                    const int64_t end = far ? least(rest, first + 1024) : rest;            \
                    SIMD for (int64_t j = first; j < end; j++) {                           \
                        const REAL x = xs[j];                                              \
                        to[j] = expression;                                                \
                    }                                                                      \
                    if (far) NAME(put)(out + first, kept, end - first);                    \
                }                                                                          \
            }                                                                              \
        NAME(settle)(far);                                                                 \
        return 0;                                                                          \
    }
#define OF(number) ((const REAL *)c->p[number])[k]

/* (x - mean) s/Sqrt[v + e] + b: p[2] means, p[3] variances, p[4] scaling, p[5] biases, x[0] epsilon. */
CHANNELWISE(scale, (x - mean) * factor + bias, const REAL mean = OF(2), bias = OF(5);
            const REAL factor = (REAL)(OF(4) / sqrt(OF(3) + c->x[0])))

/* s/Sqrt[v + e] (g - Mean[g] - d Mean[g d]/(v + e)), d = x - mean: p[2] x, p[3] means, p[4] variances,
 * p[5] scaling, p[6] totals of g, p[7] totals of g d, x[0] epsilon, x[1] elements of a channel. */
CHANNELWISE(scale_gradient, (x - common - (seen[j] - mean) * share) * factor,
            const REAL *seen = (const REAL *)c->p[2] + at; const REAL mean = OF(3);
            const double v = OF(4) + c->x[0]; const REAL factor = (REAL)(OF(5) / sqrt(v)),
            common = (REAL)(OF(6) / c->x[1]), share = (REAL)(OF(7) / (v * c->x[1])))
/* x f + o: p[2] factors, p[3] offsets. */
CHANNELWISE(channel_affine, x *factor + offset, const REAL factor = OF(2), offset = OF(3))
#undef CHANNELWISE
#undef OF
