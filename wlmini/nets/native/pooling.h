/* Pooling. x is (channels, three spatial levels, batch), the result has other spatial sizes.
 * n: channels 0, sizes of x 1..3, of the result 4..6, kernel 7..9, stride 10..12, padding before 13..15,
 * batch 16. Work goes along the batch: a kernel position moves `batch` elements at a time. */

/* All windows: channel h, position i j k of the result, `window` counting them. */
#define WINDOWS                                                                               \
    for (int64_t window = 0, h = 0; h < n[0]; h++)                                            \
        for (int64_t i = 0; i < n[4]; i++)                                                    \
            for (int64_t j = 0; j < n[5]; j++)                                                \
                for (int64_t k = 0; k < n[6]; k++, window++)

/* The positions u v w of a window that lie within x, in row-major order, and where x has them. */
#define FROM(at, level) most(0, n[13 + level] - at * n[10 + level])
#define TO(at, level) least(n[7 + level], n[1 + level] + n[13 + level] - at * n[10 + level])
#define CELLS                                                                                 \
    for (int64_t u = FROM(i, 0); u < TO(i, 0); u++)                                           \
        for (int64_t v = FROM(j, 1); v < TO(j, 1); v++)                                       \
            for (int64_t w = FROM(k, 2); w < TO(k, 2); w++)
#define PLACE(at, offset, level) (at * n[10 + level] + offset - n[13 + level])
#define CELL ((((h * n[1] + PLACE(i, u, 0)) * n[2] + PLACE(j, v, 1)) * n[3] + PLACE(k, w, 2)) * n[16])
#define WHOLE (size_t)(n[0] * n[1] * n[2] * n[3] * n[16]) * sizeof(REAL)

/* p[0] result, p[1] x. */
KERNEL(pool_max) {
    const int64_t *n = c->n;
    WINDOWS {
        REAL *out = (REAL *)c->p[0] + window * n[16];
        for (int64_t m = 0; m < n[16]; m++) out[m] = -INFINITY;
        CELLS {
            const REAL *x = (const REAL *)c->p[1] + CELL;
            SIMD for (int64_t m = 0; m < n[16]; m++) out[m] = out[m] >= x[m] || out[m] != out[m] ? out[m] : x[m];
        }
    }
    return 0;
}

/* The first greatest element of a window gets its gradient; if none equals the maximum (not a number),
 * the last does. p[0] result, p[1] gradient, p[2] x, p[3] maxima. */
KERNEL(pool_max_gradient) {
    const int64_t *n = c->n;
    memset(c->p[0], 0, WHOLE);
    WINDOWS for (int64_t start = 0; start < n[16]; start += COLUMNS) {
        const int64_t size = least(COLUMNS, n[16] - start);
        const REAL *y = (const REAL *)c->p[3] + window * n[16] + start;
        REAL left[COLUMNS], *out = 0;
        memcpy(left, (const REAL *)c->p[1] + window * n[16] + start, (size_t)size * sizeof(REAL));
        CELLS {
            const REAL *x = (const REAL *)c->p[2] + CELL + start;
            out = (REAL *)c->p[0] + CELL + start;
            SIMD for (int64_t m = 0; m < size; m++) {
                const REAL share = x[m] == y[m] ? left[m] : 0;
                out[m] += share;
                left[m] = x[m] == y[m] ? 0 : left[m];
            }
        }
        if (out) SIMD for (int64_t m = 0; m < size; m++) out[m] += left[m];
    }
    return 0;
}

/* p[0] = x[0] times the total of each window of p[1]. */
KERNEL(pool_total) {
    const int64_t *n = c->n;
    const REAL factor = (REAL)c->x[0];
    WINDOWS {
        REAL *out = (REAL *)c->p[0] + window * n[16];
        for (int64_t m = 0; m < n[16]; m++) out[m] = 0;
        CELLS {
            const REAL *x = (const REAL *)c->p[1] + CELL;
            SIMD for (int64_t m = 0; m < n[16]; m++) out[m] += x[m];
        }
        SIMD for (int64_t m = 0; m < n[16]; m++) out[m] *= factor;
    }
    return 0;
}

/* p[0] result, p[1] gradient: every element gets the gradients of the windows that contain it. */
KERNEL(pool_total_gradient) {
    const int64_t *n = c->n;
    memset(c->p[0], 0, WHOLE);
    WINDOWS {
        const REAL *g = (const REAL *)c->p[1] + window * n[16];
        CELLS {
            REAL *out = (REAL *)c->p[0] + CELL;
            SIMD for (int64_t m = 0; m < n[16]; m++) out[m] += g[m];
        }
    }
    return 0;
}
#undef WINDOWS
#undef FROM
#undef TO
#undef CELLS
#undef PLACE
#undef CELL
#undef WHOLE
