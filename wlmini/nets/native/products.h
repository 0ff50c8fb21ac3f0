/* Small matrix products, where calling NumPy takes longer than the product itself. */

/* p[0] (n[0] x n[1]) = p[1] (n[0] x n[2], strides n[3], n[4]) . p[2] (n[2] x n[1]) + p[3] by row, if given. */
KERNEL(product) {
    const int64_t rows = c->n[0], columns = c->n[1], inner = c->n[2], row = c->n[3], step = c->n[4];
    for (int64_t i = 0; i < rows; i++) {
        REAL *out = (REAL *)c->p[0] + i * columns;
        const REAL *w = (const REAL *)c->p[1] + i * row, *x = c->p[2];
        const REAL bias = c->p[3] ? ((const REAL *)c->p[3])[i] : 0;
        SIMD for (int64_t j = 0; j < columns; j++) out[j] = bias;
        int64_t k = 0;
        for (; k + 4 <= inner; k += 4, x += 4 * columns) {
            const REAL a = w[k * step], b = w[(k + 1) * step], d = w[(k + 2) * step], e = w[(k + 3) * step];
            SIMD for (int64_t j = 0; j < columns; j++) out[j] +=
                (a * x[j] + b * x[j + columns]) + (d * x[j + 2 * columns] + e * x[j + 3 * columns]);
        }
        for (; k < inner; k++, x += columns) {
            const REAL a = w[k * step];
            SIMD for (int64_t j = 0; j < columns; j++) out[j] += a * x[j];
        }
    }
    return 0;
}

/* p[0] (n[0] x n[1]) = p[1] (n[0] x n[2]) . Transpose[p[2]] (n[1] x n[2]). */
KERNEL(product_transposed) {
    const int64_t rows = c->n[0], columns = c->n[1], inner = c->n[2];
    for (int64_t i = 0; i < rows; i++)
        for (int64_t j = 0; j < columns; j++) {
            const REAL *a = (const REAL *)c->p[1] + i * inner, *b = (const REAL *)c->p[2] + j * inner;
            REAL sum = 0;
            SIMD_SUM for (int64_t k = 0; k < inner; k++) sum += a[k] * b[k];
            ((REAL *)c->p[0])[i * columns + j] = sum;
        }
    return 0;
}
