/* Work on arrays with strides, counted in elements; a stride of 0 repeats an operand. */

/* Elementwise with broadcasting: out = p[0], a = p[1], b = p[2]; up to 4 levels, from the outermost:
 * sizes n[0..3], strides of out n[4..7], of a n[8..11], of b n[12..15]. */
#define BROADCAST(name, expression)                                                                       \
    KERNEL(name) {                                                                                        \
        const int64_t *n = c->n, size = n[3], so = n[7], sa = n[11], sb = n[15];                          \
        for (int64_t i = 0; i < n[0]; i++)                                                                \
            for (int64_t j = 0; j < n[1]; j++)                                                            \
                for (int64_t k = 0; k < n[2]; k++) {                                                      \
                    REAL *out = (REAL *)c->p[0] + i * n[4] + j * n[5] + k * n[6];                         \
                    const REAL *as = (const REAL *)c->p[1] + i * n[8] + j * n[9] + k * n[10];             \
                    const REAL *bs = (const REAL *)c->p[2] + i * n[12] + j * n[13] + k * n[14];           \
                    if (so == 1 && sa == 1 && sb == 1) {                                                  \
                        SIMD for (int64_t l = 0; l < size; l++) {                                         \
                            const REAL a = as[l], b = bs[l];                                              \
                            out[l] = expression;                                                          \
                        }                                                                                 \
                    } else if (so == 1 && sa == 1 && sb == 0) {                                           \
                        const REAL b = *bs;                                                               \
                        SIMD for (int64_t l = 0; l < size; l++) {                                         \
                            const REAL a = as[l];                                                         \
                            out[l] = expression;                                                          \
                        }                                                                                 \
                    } else if (so == 1 && sa == 0 && sb == 1) {                                           \
                        const REAL a = *as;                                                               \
                        SIMD for (int64_t l = 0; l < size; l++) {                                         \
                            const REAL b = bs[l];                                                         \
                            out[l] = expression;                                                          \
                        }                                                                                 \
                    } else                                                                                \
                        for (int64_t l = 0; l < size; l++) {                                              \
                            const REAL a = as[l * sa], b = bs[l * sb];                                    \
                            out[l * so] = expression;                                                     \
                        }                                                                                 \
                }                                                                                         \
        return 0;                                                                                         \
    }

BROADCAST(add, a + b)
BROADCAST(subtract, a - b)
BROADCAST(multiply, a *b)
BROADCAST(divide, a / b)
BROADCAST(maximum, a >= b || a != a ? a : b) /* as NumPy: not a number wins */
BROADCAST(minimum, a <= b || a != a ? a : b)
#undef BROADCAST

/* Moving: out = p[0], x = p[1]; up to 6 levels: sizes n[0..5], strides of out n[6..11], of x n[12..17]. */
#define MOVE(name, whole_run, one)                                                                        \
    INLINE void NAME(name##_run)(REAL *out, const REAL *x, int64_t size, int64_t so, int64_t sx) {        \
        if (so == 1 && sx == 1) {                                                                         \
            whole_run;                                                                                    \
        } else                                                                                            \
            for (int64_t m = 0; m < size; m++) out[m * so] one x[m * sx];                                 \
    }                                                                                                     \
    KERNEL(name) {                                                                                        \
        const int64_t *n = c->n, *so = n + 6, *sx = n + 12;                                               \
        for (int64_t h = 0; h < n[0]; h++)                                                                \
            for (int64_t i = 0; i < n[1]; i++)                                                            \
                for (int64_t j = 0; j < n[2]; j++)                                                        \
                    for (int64_t k = 0; k < n[3]; k++) {                                                  \
                        REAL *out = (REAL *)c->p[0] + h * so[0] + i * so[1] + j * so[2] + k * so[3];      \
                        const REAL *x =                                                                   \
                            (const REAL *)c->p[1] + h * sx[0] + i * sx[1] + j * sx[2] + k * sx[3];        \
                        for (int64_t l = 0; l < n[4]; l++)                                                \
                            NAME(name##_run)(out + l * so[4], x + l * sx[4], n[5], so[5], sx[5]);         \
                    }                                                                                     \
        return 0;                                                                                         \
    }

MOVE(copy, memcpy(out, x, (size_t)size * sizeof(REAL)), =)
MOVE(accumulate, SIMD for (int64_t m = 0; m < size; m++) out[m] += x[m], +=)
#undef MOVE

/* p[0] (n[1] x n[0]) = Transpose of p[1] (n[0] x n[1]), in tiles whose lines stay in the first-level cache. */
KERNEL(transpose) {
    enum { TILE = 16 };
    const int64_t rows = c->n[0], columns = c->n[1];
    for (int64_t i = 0; i < rows; i += TILE)
        for (int64_t j = 0; j < columns; j += TILE) {
            const REAL *x = (const REAL *)c->p[1] + i * columns + j;
            REAL *out = (REAL *)c->p[0] + j * rows + i;
            if (i + TILE <= rows && j + TILE <= columns) {
                for (int64_t v = 0; v < TILE; v++)
                    for (int64_t u = 0; u < TILE; u++) out[v * rows + u] = x[u * columns + v];
                continue;
            }
            for (int64_t v = 0; v < least(TILE, columns - j); v++)
                for (int64_t u = 0; u < least(TILE, rows - i); u++) out[v * rows + u] = x[u * columns + v];
        }
    return 0;
}

/* p[0] = x[0] p[1] for four levels, sizes n[0..3], strides of p[0] n[4..7], of p[1] n[8..11]: neighbours in memory
 * stand along the first level of p[1] and along the last one of p[0]. */
KERNEL(exchange) {
    enum { TILE = 16 };
    const int64_t *n = c->n, *so = n + 4, *sx = n + 8;
    const REAL scale = (REAL)c->x[0];
    for (int64_t i = 0; i < n[1]; i++)
        for (int64_t j = 0; j < n[2]; j++)
            for (int64_t first = 0; first < n[0]; first += TILE)
                for (int64_t last = 0; last < n[3]; last += TILE) {
                    REAL *out = (REAL *)c->p[0] + i * so[1] + j * so[2] + first * so[0] + last;
                    const REAL *x = (const REAL *)c->p[1] + i * sx[1] + j * sx[2] + first + last * sx[3];
                    const int64_t outer = least(TILE, n[0] - first), inner = least(TILE, n[3] - last);
                    if (outer == TILE && inner == TILE) {
                        for (int64_t v = 0; v < TILE; v++)
                            for (int64_t u = 0; u < TILE; u++) out[v * so[0] + u] = scale * x[u * sx[3] + v];
                        continue;
                    }
                    for (int64_t v = 0; v < outer; v++)
                        for (int64_t u = 0; u < inner; u++) out[v * so[0] + u] = scale * x[u * sx[3] + v];
                }
    return 0;
}

/* n[0] elements of p[0] become x[0]. */
KERNEL(fill) {
    REAL *out = c->p[0];
    const REAL value = (REAL)c->x[0];
    SIMD for (int64_t i = 0; i < c->n[0]; i++) out[i] = value;
    return 0;
}
