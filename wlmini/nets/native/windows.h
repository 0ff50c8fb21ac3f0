/* Convolution without columns, for a stride of 1 along the last spatial level: what a kernel position sees of a
 * row of the input is one run of memory (positions x batch), so that a row of the result is a matrix product whose
 * second factor lies in the input already.
 *
 * n: outputs 0, channels 1, kernel 2 3, run of a row 4, rows from 5 to 6; steps in elements: of x a channel 7,
 * a row of the result 8, kernel positions 9 10; of the result (or its gradient) a channel 11, a row 12. */
#define LANES ((int64_t)(VECTOR_BYTES / sizeof(REAL)))
typedef REAL NAME(vector) __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(REAL)), may_alias));
#define VECTOR NAME(vector)
#define LOAD(from) (*(const VECTOR *)(from))
#define WIDTH (WINDOW_VECTORS * LANES)

/* p[0] = weights p[1] (outputs, channels, kernel; strides n[4..7]) in blocks of WINDOW_OUTPUTS, for `convolve`. */
KERNEL(pack_windows) {
    const int64_t *n = c->n;
    REAL *out = c->p[0];
    for (int64_t first = 0; first < n[0]; first += WINDOW_OUTPUTS)
        for (int64_t k = 0; k < n[1]; k++)
            for (int64_t u = 0; u < n[2]; u++)
                for (int64_t v = 0; v < n[3]; v++)
                    for (int64_t o = first; o < first + WINDOW_OUTPUTS; o++)
                        *out++ = o < n[0] ? ((const REAL *)c->p[1])[o * n[4] + k * n[5] + u * n[6] + v * n[7]] : 0;
    return 0;
}

/* WINDOW_OUTPUTS outputs, of which `count` are wanted, at WIDTH places of a row. */
INLINE void NAME(window_block)(REAL *out, const REAL *x, const REAL *w, const REAL *bias, int64_t count, const int64_t *n) {
    VECTOR sums[WINDOW_OUTPUTS][WINDOW_VECTORS];
    for (int o = 0; o < WINDOW_OUTPUTS; o++)
        for (int i = 0; i < WINDOW_VECTORS; i++) sums[o][i] = (VECTOR){0} + (bias && o < count ? bias[o] : 0);
    for (int64_t k = 0; k < n[1]; k++)
        for (int64_t u = 0; u < n[2]; u++) {
            const REAL *row = x + k * n[7] + u * n[9];
            for (int64_t v = 0; v < n[3]; v++, row += n[10], w += WINDOW_OUTPUTS) {
                VECTOR seen[WINDOW_VECTORS];
                for (int i = 0; i < WINDOW_VECTORS; i++) seen[i] = LOAD(row + i * LANES);
                for (int o = 0; o < WINDOW_OUTPUTS; o++)
                    for (int i = 0; i < WINDOW_VECTORS; i++) sums[o][i] += w[o] * seen[i];
            }
        }
    for (int o = 0; o < WINDOW_OUTPUTS; o++)
        if (o < count)
            for (int i = 0; i < WINDOW_VECTORS; i++) *(VECTOR *)(out + o * n[11] + i * LANES) = sums[o][i];
}

/* p[0] result, p[1] x, p[2] packed weights, p[3] biases or 0. The last block of a row overlaps the one before. */
KERNEL(convolve) {
    const int64_t *n = c->n, size = n[1] * n[2] * n[3];
    if (n[4] < WIDTH) return 1;
    for (int64_t y = n[5]; y < n[6]; y++)
        for (int64_t start = 0; start < n[4]; start += WIDTH) {
            const int64_t at = least(start, n[4] - WIDTH);
            for (int64_t o = 0; o < n[0]; o += WINDOW_OUTPUTS)
                NAME(window_block)
                ((REAL *)c->p[0] + o * n[11] + y * n[12] + at, (const REAL *)c->p[1] + y * n[8] + at,
                 (const REAL *)c->p[2] + o * size, c->p[3] ? (const REAL *)c->p[3] + o : 0, n[0] - o, n);
        }
    return 0;
}
/* Sums of products of PAIR_OUTPUTS rows of g with what PAIR_TAPS kernel positions see, over some rows of the result. */
INLINE void NAME(pair_block)(REAL *out, const REAL *g, const REAL *const *seen, int64_t outputs, int64_t taps,
                             int64_t all, int64_t rows, const int64_t *n) {
    VECTOR sums[PAIR_OUTPUTS][PAIR_TAPS];
    const REAL *from[PAIR_OUTPUTS];
    for (int o = 0; o < PAIR_OUTPUTS; o++) {
        from[o] = g + least(o, outputs - 1) * n[11];
        for (int t = 0; t < PAIR_TAPS; t++) sums[o][t] = (VECTOR){0};
    }
    for (int64_t y = 0; y < rows; y++)
        for (int64_t j = 0; j + LANES <= n[4]; j += LANES) {
            VECTOR each[PAIR_OUTPUTS];
            for (int o = 0; o < PAIR_OUTPUTS; o++) each[o] = LOAD(from[o] + y * n[12] + j);
            for (int t = 0; t < PAIR_TAPS; t++) {
                const VECTOR x = LOAD(seen[t] + y * n[8] + j);
                for (int o = 0; o < PAIR_OUTPUTS; o++) sums[o][t] += each[o] * x;
            }
        }
    for (int o = 0; o < PAIR_OUTPUTS; o++)
        for (int t = 0; t < PAIR_TAPS; t++) {
            REAL sum = 0;
            if (o >= outputs || t >= taps) continue;
            for (int64_t k = 0; k < LANES; k++) sum += sums[o][t][k];
            for (int64_t y = 0; y < rows; y++) /* what is left of a row */
                for (int64_t j = n[4] / LANES * LANES; j < n[4]; j++)
                    sum += from[o][y * n[12] + j] * seen[t][y * n[8] + j];
            out[o * all + t] += sum;
        }
}

/* p[0] = the gradient by the weights: p[1] the gradient by the result, p[2] x. */
KERNEL(window_gradient) {
    const int64_t *n = c->n, all = n[1] * n[2] * n[3], step = most(1, BLOCK / n[4]);
    memset(c->p[0], 0, (size_t)(n[0] * all) * sizeof(REAL));
    for (int64_t y = n[5]; y < n[6]; y += step)
        for (int64_t o = 0; o < n[0]; o += PAIR_OUTPUTS)
            for (int64_t first = 0; first < all; first += PAIR_TAPS) {
                const REAL *seen[PAIR_TAPS];
                for (int64_t t = 0; t < PAIR_TAPS; t++) {
                    const int64_t tap = least(first + t, all - 1), v = tap % n[3], u = tap / n[3] % n[2];
                    seen[t] = (const REAL *)c->p[2] + tap / (n[2] * n[3]) * n[7] + y * n[8] + u * n[9] + v * n[10];
                }
                NAME(pair_block)
                ((REAL *)c->p[0] + o * all + first, (const REAL *)c->p[1] + o * n[11] + y * n[12], seen,
                 n[0] - o, all - first, all, least(step, n[6] - y), n);
            }
    return 0;
}
#undef LANES
#undef VECTOR
#undef LOAD
#undef WIDTH
