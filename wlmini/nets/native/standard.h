/* Normalisation of examples by their own statistics, along the middle level of n[0] x n[1] x n[2].
 * x[0] epsilon, x[1] what totals of squares are divided by. */
#define RUNS                             \
    for (int64_t i = 0; i < before; i++) \
        for (int64_t start = 0; start < after; start += COLUMNS)
#define SIZES                                                              \
    const int64_t before = c->n[0], levels = c->n[1], after = c->n[2];     \
    REAL *out = c->p[0];                                                   \
    const REAL *a = c->p[1], *x = c->p[2]
#define RUN const int64_t size = least(COLUMNS, after - start), at = i * levels * after + start
#define EACH_LEVEL for (int64_t k = 0, j = at; k < levels; k++, j += after)
#define EACH_COLUMN SIMD for (int64_t m = 0; m < size; m++)
#define ROOT(value) (DOUBLE ? sqrt(value) : sqrtf(value))

/* p[1] minus its mean, divided by its deviation. */
KERNEL(standardized) {
    SIZES;
    (void)x;
    RUNS {
        RUN;
        REAL mean[COLUMNS] = {0}, scale[COLUMNS] = {0};
        EACH_LEVEL EACH_COLUMN mean[m] += a[j + m];
        EACH_COLUMN mean[m] /= (REAL)levels;
        EACH_LEVEL EACH_COLUMN scale[m] += (a[j + m] - mean[m]) * (a[j + m] - mean[m]);
        EACH_COLUMN scale[m] = 1 / (REAL)ROOT(scale[m] / (REAL)c->x[1] + (REAL)c->x[0]);
        EACH_LEVEL EACH_COLUMN out[j + m] = (a[j + m] - mean[m]) * scale[m];
    }
    return 0;
}

/* r (g - Mean[g] - d r^2 Total[g d]/count), d = x - Mean[x], r the reciprocal deviation of x: p[1] g, p[2] x. */
KERNEL(standardized_gradient) {
    SIZES;
    RUNS {
        RUN;
        REAL mean[COLUMNS] = {0}, common[COLUMNS] = {0}, scale[COLUMNS] = {0}, share[COLUMNS] = {0};
        EACH_LEVEL EACH_COLUMN {
            mean[m] += x[j + m];
            common[m] += a[j + m];
        }
        EACH_COLUMN {
            mean[m] /= (REAL)levels;
            common[m] /= (REAL)levels;
        }
        EACH_LEVEL EACH_COLUMN {
            const REAL d = x[j + m] - mean[m];
            scale[m] += d * d;
            share[m] += a[j + m] * d;
        }
        EACH_COLUMN scale[m] = 1 / (REAL)ROOT(scale[m] / (REAL)c->x[1] + (REAL)c->x[0]);
        EACH_COLUMN share[m] *= scale[m] * scale[m] / (REAL)c->x[1];
        EACH_LEVEL EACH_COLUMN out[j + m] = (a[j + m] - common[m] - (x[j + m] - mean[m]) * share[m]) * scale[m];
    }
    return 0;
}

/* p[1] minus its mean. */
KERNEL(centered) {
    SIZES;
    (void)x;
    RUNS {
        RUN;
        REAL mean[COLUMNS] = {0};
        EACH_LEVEL EACH_COLUMN mean[m] += a[j + m];
        EACH_COLUMN mean[m] /= (REAL)levels;
        EACH_LEVEL EACH_COLUMN out[j + m] = a[j + m] - mean[m];
    }
    return 0;
}

/* p[1] divided by its root mean square. */
KERNEL(unit_scale) {
    SIZES;
    (void)x;
    RUNS {
        RUN;
        REAL scale[COLUMNS] = {0};
        EACH_LEVEL EACH_COLUMN scale[m] += a[j + m] * a[j + m];
        EACH_COLUMN scale[m] = 1 / (REAL)ROOT(scale[m] / (REAL)c->x[1] + (REAL)c->x[0]);
        EACH_LEVEL EACH_COLUMN out[j + m] = a[j + m] * scale[m];
    }
    return 0;
}

/* r (g - x r^2 Total[g x]/count), r the reciprocal root mean square of x: p[1] g, p[2] x. */
KERNEL(unit_scale_gradient) {
    SIZES;
    RUNS {
        RUN;
        REAL scale[COLUMNS] = {0}, share[COLUMNS] = {0};
        EACH_LEVEL EACH_COLUMN {
            scale[m] += x[j + m] * x[j + m];
            share[m] += a[j + m] * x[j + m];
        }
        EACH_COLUMN scale[m] = 1 / (REAL)ROOT(scale[m] / (REAL)c->x[1] + (REAL)c->x[0]);
        EACH_COLUMN share[m] *= scale[m] * scale[m] / (REAL)c->x[1];
        EACH_LEVEL EACH_COLUMN out[j + m] = (a[j + m] - x[j + m] * share[m]) * scale[m];
    }
    return 0;
}
#undef RUNS
#undef SIZES
#undef RUN
#undef EACH_LEVEL
#undef EACH_COLUMN
#undef ROOT
