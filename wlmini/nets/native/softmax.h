/* Softmax and cross entropy along the middle level of n[0] x n[1] x n[2] (the batch is in the last one). */

/* Runs of up to COLUMNS columns: `size` of them, `at` the offset of their first class, `column` that of a row. */
#define RUNS                                        \
    for (int64_t i = 0; i < before; i++)            \
        for (int64_t start = 0; start < after; start += COLUMNS)
#define SIZES const int64_t before = c->n[0], classes = c->n[1], after = c->n[2]
#define RUN                                                                                        \
    const int64_t size = least(COLUMNS, after - start), column = i * after + start;                \
    const int64_t at = i * classes * after + start;                                                \
    (void)column
#define EACH_CLASS for (int64_t k = 0, j = at; k < classes; k++, j += after)
#define EACH_COLUMN SIMD for (int64_t m = 0; m < size; m++)

/* The maximum of each column; a column with something that is not a number has that. */
INLINE void NAME(maxima)(REAL *most, const REAL *x, int64_t classes, int64_t after, int64_t size) {
    memcpy(most, x, (size_t)size * sizeof(REAL));
    for (int64_t k = 1; k < classes; k++) {
        const REAL *row = x + k * after;
        EACH_COLUMN most[m] = most[m] >= row[m] || most[m] != most[m] ? most[m] : row[m];
    }
}

/* For each column the maximum, the powers E^(x - maximum), where `out` is one, and their total. The powers stay
   above the subnormal numbers, which take a hundred times as long to add. */
INLINE void NAME(powers)(
    REAL *out, REAL *most, REAL *sum, const REAL *x, int64_t classes, int64_t after, int64_t size) {
    const REAL low = DOUBLE ? -700 : -80;
    memset(sum, 0, COLUMNS * sizeof(REAL));
    NAME(maxima)(most, x, classes, after, size);
    for (int64_t k = 0, j = 0; k < classes; k++, j += after) EACH_COLUMN {
        const REAL y = x[j + m] - most[m], power = NAME(exp_of)(y < low ? low : y);
        if (out) out[j + m] = power;
        sum[m] += power;
    }
}

/* p[0] = softmax of p[1]. */
KERNEL(softmax) {
    SIZES;
    RUNS {
        RUN;
        REAL *out = c->p[0];
        const REAL *x = c->p[1];
        REAL most[COLUMNS], sum[COLUMNS];
        NAME(powers)(out + at, most, sum, x + at, classes, after, size);
        EACH_COLUMN sum[m] = 1 / sum[m];
        EACH_CLASS EACH_COLUMN out[j + m] *= sum[m];
    }
    return 0;
}

/* p[0] = y (g - Total[g y]): p[1] g, p[2] y. */
KERNEL(softmax_gradient) {
    SIZES;
    RUNS {
        RUN;
        REAL *out = c->p[0];
        const REAL *g = c->p[1], *y = c->p[2];
        REAL sum[COLUMNS];
        memset(sum, 0, sizeof sum);
        EACH_CLASS EACH_COLUMN sum[m] += g[j + m] * y[j + m];
        EACH_CLASS EACH_COLUMN out[j + m] = (g[j + m] - sum[m]) * y[j + m];
    }
    return 0;
}

INLINE void NAME(log_totals)(REAL *most, REAL *sum, const REAL *x, int64_t classes, int64_t after, int64_t size) {
    NAME(powers)(NULL, most, sum, x, classes, after, size);
    for (int64_t m = 0; m < size; m++) sum[m] = (REAL)log(sum[m]);
}

/* p[0] = the logarithm of the softmax of p[1]. */
KERNEL(log_softmax) {
    SIZES;
    RUNS {
        RUN;
        REAL *out = c->p[0];
        const REAL *x = c->p[1];
        REAL most[COLUMNS], sum[COLUMNS];
        NAME(log_totals)(most, sum, x + at, classes, after, size);
        EACH_CLASS EACH_COLUMN out[j + m] = x[j + m] - most[m] - sum[m];
    }
    return 0;
}

/* p[0] = g - Exp[y] Total[g]: p[1] g, p[2] y. */
KERNEL(log_softmax_gradient) {
    SIZES;
    RUNS {
        RUN;
        REAL *out = c->p[0];
        const REAL *g = c->p[1], *y = c->p[2];
        REAL sum[COLUMNS];
        memset(sum, 0, sizeof sum);
        EACH_CLASS EACH_COLUMN sum[m] += g[j + m];
        EACH_CLASS EACH_COLUMN out[j + m] = g[j + m] - NAME(exp_of)(y[j + m]) * sum[m];
    }
    return 0;
}

/* p[0] (without the middle level) = -Log of the softmax of p[1] at the classes p[2], counted from 1. */
KERNEL(softmax_cross_entropy_index) {
    SIZES;
    RUNS {
        RUN;
        REAL *out = (REAL *)c->p[0] + column;
        const REAL *x = c->p[1];
        const int64_t *target = (const int64_t *)c->p[2] + column;
        REAL most[COLUMNS], sum[COLUMNS];
        for (int64_t m = 0; m < size; m++)
            if (target[m] < 1 || target[m] > classes) return 1;
        NAME(log_totals)(most, sum, x + at, classes, after, size);
        for (int64_t m = 0; m < size; m++) out[m] = sum[m] - (x[at + (target[m] - 1) * after + m] - most[m]);
    }
    return 0;
}

/* p[0] = g (p - UnitVector[target]): p[1] g, p[2] probabilities, p[3] classes. */
KERNEL(logit_index_gradient) {
    SIZES;
    RUNS {
        RUN;
        REAL *out = c->p[0];
        const REAL *g = (const REAL *)c->p[1] + column, *y = c->p[2];
        const int64_t *target = (const int64_t *)c->p[3] + column;
        EACH_CLASS EACH_COLUMN out[j + m] = g[m] * (y[j + m] - (target[m] == k + 1 ? (REAL)1 : (REAL)0));
    }
    return 0;
}
#undef RUNS
#undef SIZES
#undef RUN
#undef EACH_CLASS
#undef EACH_COLUMN
